/**
 * The same page telling a lie on one surface: what a reader is given, changed by hand. Proves that the
 * comparison would see it; each lie is one that a page has told somewhere.
 */
import type { Surface } from './claims';
import type { Painted } from './painted';

export interface Falsified {
  readonly lie: string;
  readonly by: Surface;
  readonly painted: Painted;
}

/** A picture must have a leader that is seated, a node that follows, a message and open lanes. */
export function falsified(painted: Painted): readonly Falsified[] {
  const { nodes, strip, lanes, panel, caption, counts } = painted;
  const seated = nodes.find(({ classes }) => classes.includes('is-seated'));
  const other = nodes.find(({ classes }) => !classes.includes('is-seated'));
  if (seated === undefined || other === undefined || lanes === null || panel === null) {
    throw new Error('nothing to lie about');
  }
  const one = (by: Surface, lie: string, changes: Partial<Painted>): Falsified => ({
    by,
    lie,
    painted: { ...painted, ...changes },
  });
  const node = (id: string, change: Partial<Painted['nodes'][number]>): Partial<Painted> => ({
    nodes: nodes.map((each) => (each.id === id ? { ...each, ...change } : each)),
  });
  const label = (change: Partial<Painted['labels'][number]>): Partial<Painted> => ({
    labels: painted.labels.map((each, index) => (index === 0 ? { ...each, ...change } : each)),
  });
  const [pill, ...pills] = painted.pills;
  return [
    one('stage', 'the leader is not marked', node(seated.id, { classes: ['node'] })),
    one('stage', 'another one has its colour', node(other.id, { fill: painted.lead })),
    one(
      'stage',
      'one that is up is drawn as down',
      node(other.id, { classes: ['node', 'is-down'] }),
    ),
    one('stage', 'a crown on one that follows', node(other.id, { glyph: 'crown' })),
    one('stage', 'the badge shows an old term', label({ badge: 'term 0' })),
    one('stage', 'a message with another word', {
      pills: [...pills, ...(pill === undefined ? [] : [{ ...pill, text: 'Nonsense' }])],
    }),
    one('stage', 'a message too few', { pills }),
    one('stage', 'a message far from its way', {
      pills: [...pills, ...(pill === undefined ? [] : [{ ...pill, x: -900, y: -900 }])],
    }),
    one('names of the nodes', 'a crashed leader still named', {
      ...node(other.id, { name: `${other.id}: leader, term 1, leads with a mandate` }),
    }),
    one('strip', 'who led leads still, or who leads led', {
      strip: { ...strip, bands: strip.bands.map((each) => ({ ...each, said: tense(each.said) })) },
    }),
    one('strip', 'nobody reigns', { strip: { ...strip, bands: [] } }),
    one('strip', 'a leader that no longer reigns beside the one that does', {
      strip: {
        ...strip,
        bands: [
          ...strip.bands,
          {
            x: 0,
            width: strip.box.width,
            tint: (nodes.indexOf(other) % 6) + 1,
            pattern: (Math.floor(nodes.indexOf(other) / 6) + nodes.indexOf(other)) % 4,
            label: '',
            said: '',
          },
        ],
      },
    }),
    one('strip', 'the band of another node', {
      strip: {
        ...strip,
        bands: strip.bands.map((each) => ({ ...each, label: '', tint: (each.tint % 6) + 1 })),
      },
    }),
    one('strip in words', 'another leader', {
      strip: { ...strip, words: strip.words.replace(seated.id, other.id) },
    }),
    one('lanes', 'the leader’s lane in no colour of leadership', {
      lanes: {
        ...lanes,
        drawn: lanes.drawn.map((each) =>
          each.call === 'fillRect' && each.style === lanes.lead
            ? { ...each, style: '#ffffff' }
            : each,
        ),
      },
    }),
    one('lanes', 'each message twice', {
      lanes: {
        ...lanes,
        drawn: lanes.drawn.map((each) =>
          each.call === 'stroke' &&
          each.lines.every(([x1, y1, , y2]) => x1 !== undefined && y1 !== y2)
            ? { ...each, lines: [...each.lines, ...each.lines] }
            : each,
        ),
      },
    }),
    one('panel', 'a variable of the state before', {
      panel: { ...panel, rows: panel.rows.map(({ name }) => ({ name, value: '17' })) },
    }),
    one('panel', 'down, though it is up', { panel: { ...panel, words: 'down' } }),
    one('caption', 'names a node that had nothing to do with it', {
      caption: {
        ...caption,
        text: caption.text
          .replaceAll(/\bn\d+/g, 'n99')
          .replace('n99', strangerTo(caption.text, nodes)),
      },
    }),
    one('caption', 'a term that nobody has spoken of', {
      caption: { ...caption, text: `${caption.text} This is term 77.` },
    }),
    one('text twin', 'an old term', {
      twin: painted.twin.map((line) => line.replace(/term \d+/, 'term 0')),
    }),
    one('text twin', 'a leader that is none', {
      twinNow: painted.twinNow.replace(/Leading: [^.]*/, `Leading: ${other.id}`),
    }),
    one('text twin', 'a message that is not on its way', {
      twinMessages: [...painted.twinMessages, `Yes: from ${other.id} to ${seated.id}`],
    }),
    one('clock', 'an event too many', { event: 'event 1' }),
    one('text twin', 'a node missing', { twin: painted.twin.slice(1) }),
    one('clock', 'a frame behind', { clock: `${(painted.us / 1000 - 1.6).toFixed(1)} ms` }),
    one('counts', 'one message more', {
      counts: counts.replace(/\d+/, (figure) => String(Number(figure) + 1)),
    }),
  ];
}

/** A node that a sentence does not name. */
function strangerTo(text: string, nodes: Painted['nodes']): string {
  return nodes.find(({ id }) => !new RegExp(`\\b${id}\\b`).test(text))?.id ?? '';
}

/** The other tense. */
function tense(said: string): string {
  return said === 'leads' ? 'led' : said === 'led' ? 'leads' : said;
}

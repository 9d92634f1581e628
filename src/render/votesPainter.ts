/**
 * The ring of voters around one candidate: a segment for each voter in its position, or for a crowd the
 * gauge that fills with every vote towards the notch. Written again only when a vote has changed.
 */
import type { RingMark } from '../scene/types';
import type { Maker, Painted } from './elements';
import { child, tenth } from './elements';
import { gaugeNotch } from './nodePaths';
import { arc, band, hatch } from './paths';

const TOP = -Math.PI / 2;
const FULL = 2 * Math.PI;
/** Width of a ring of voters that has names on it. */
const NAMED_BAND = 17;
const PLAIN_BAND = 7;

type Votes = Extract<RingMark, { kind: 'voters' }>;

/** How wide the band of segments is. */
export function bandOf(votes: Votes): number {
  return votes.named ? NAMED_BAND : PLAIN_BAND;
}

export class VotesPainter {
  private readonly root: Painted;
  private readonly pending: Painted;
  private readonly yes: Painted;
  private readonly no: Painted;
  private readonly hatch: Painted;
  private readonly track: Painted;
  private readonly gauge: Painted;
  private readonly notch: Painted;
  private readonly names: Painted[] = [];
  private shown = '';

  constructor(
    private readonly make: Maker,
    parent: Painted,
  ) {
    this.root = child(make, parent, 'g', 'votes').show(false);
    const part = (name: string): Painted => child(make, this.root, 'path', name);
    this.pending = part('vote-pending');
    this.yes = part('vote-yes');
    this.no = part('vote-no');
    this.hatch = part('vote-hatch');
    this.track = part('gauge-track');
    this.gauge = part('gauge');
    this.notch = part('vote-notch');
  }

  /** `outer`: radius at which the ring ends. */
  paint(votes: Votes | null, outer: number): void {
    this.root.show(votes !== null);
    if (votes === null) return;
    const inner = outer - bandOf(votes);
    let key = `${tenth(outer)} ${votes.named} ${votes.notch} `;
    for (const { vote, node } of votes.segments) key += `${node}${vote[0]}`;
    if (this.shown === key) return;
    this.shown = key;
    const draw = { yes: '', no: '', pending: '' };
    let strokes = '';
    for (const segment of votes.crowd ? [] : votes.segments) {
      draw[segment.vote] += band(inner, outer, segment.from, segment.to);
      if (segment.vote === 'no') strokes += hatch(inner, outer, segment.from, segment.to);
    }
    this.yes.set('d', draw.yes);
    this.no.set('d', draw.no);
    this.pending.set('d', draw.pending);
    this.hatch.set('d', strokes);
    const around = outer - PLAIN_BAND / 2;
    this.track.set('d', votes.crowd ? arc(around, 0, FULL) : '').set('stroke-width', PLAIN_BAND);
    this.gauge
      .set('d', votes.crowd ? arc(around, TOP, votes.filled) : '')
      .set('stroke-width', PLAIN_BAND);
    this.notch.set('d', votes.crowd ? gaugeNotch(around, votes.notch, 5.5) : '');
    this.paintNames(votes, (inner + outer) / 2);
  }

  private paintNames(votes: Votes, middle: number): void {
    const named = votes.named ? votes.segments : [];
    named.forEach((segment, index) => {
      this.names[index] ??= child(this.make, this.root, 'text', 'vote-name');
      const angle = (segment.from + segment.to) / 2;
      this.names[index]
        .show(true)
        .set('class', `vote-name vote-name--${segment.vote}`)
        .set('x', middle * Math.cos(angle))
        .set('y', middle * Math.sin(angle) + 4.5)
        .text(segment.node);
    });
    for (let i = named.length; i < this.names.length; i++) this.names[i]?.show(false);
  }
}

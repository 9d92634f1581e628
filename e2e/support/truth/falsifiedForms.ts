/**
 * Lies about what only some algorithms show: ids that messages carry and nodes bear, nodes of several
 * kinds in two tiers, the words of another variant. As in `falsified.ts`, changed by hand.
 */
import type { Surface } from './claims';
import type { Falsified } from './falsified';
import type { Painted } from './painted';

const NUMBER = /\d+/;
const another = (text: string): string => String((Number(text) % 9) + 1);

/** A picture of a ring in mid-election. */
export function falsifiedIds(painted: Painted): readonly Falsified[] {
  const { nodes, pills, twin, twinMessages, caption } = painted;
  const [pill, ...others] = pills;
  const [node, ...rest] = nodes;
  const [line, ...lines] = twinMessages;
  const [spoken, ...told] = twin;
  const isThere = pill !== undefined && node !== undefined && line !== undefined;
  if (!isThere || spoken === undefined || !NUMBER.test(pill.text) || node.plate === '') {
    throw new Error('nothing to lie about');
  }
  const one = (by: Surface, lie: string, changes: Partial<Painted>): Falsified => ({
    by,
    lie,
    painted: { ...painted, ...changes },
  });
  return [
    one('stage', 'a message carries another id', {
      pills: [{ ...pill, text: pill.text.replace(NUMBER, another) }, ...others],
    }),
    one('stage', 'a message carries no id', {
      pills: [{ ...pill, text: pill.text.replace(/ ?\d+/, '') }, ...others],
    }),
    one('stage', 'a node bears the id of another', {
      nodes: [{ ...node, plate: another(node.plate) }, ...rest],
    }),
    one('text twin', 'a message with another id', {
      twinMessages: [line.replace(NUMBER, another), ...lines],
    }),
    one('text twin', 'a node in the words of another variant', {
      twin: [spoken.replace(/: [^,]*/, ': coordinator'), ...told],
    }),
    one('caption', 'an id that nobody has', {
      caption: { ...caption, text: `${caption.text} Id 77 is better.` },
    }),
  ];
}

/** A picture of a service with its clients, the panel open at one of them. */
export function falsifiedKinds(painted: Painted): readonly Falsified[] {
  const { nodes, panel, twin } = painted;
  const client = nodes.find(({ id }) => id === panel?.node);
  const server = nodes.find(({ id }) => id[0] !== client?.id[0]);
  if (panel === null || client === undefined || server === undefined) {
    throw new Error('nothing to lie about');
  }
  const one = (by: Surface, lie: string, changes: Partial<Painted>): Falsified => ({
    by,
    lie,
    painted: { ...painted, ...changes },
  });
  return [
    one('panel', 'variables of another kind of node', {
      panel: { ...panel, rows: [...panel.rows, { name: 'promisedBallot', value: '3' }] },
    }),
    one('text twin', 'a client in the role of a server', {
      twin: twin.map((line) => line.replace(new RegExp(`^(${client.id}): [^,]*`), '$1: master')),
    }),
    one('text twin', 'a client too few', {
      twin: twin.filter((line) => !line.startsWith(`${client.id}:`)),
    }),
    one('stage', 'the clients above the service', {
      nodes: nodes.map((node) => ({ ...node, y: -node.y })),
    }),
    one('stage', 'a client among the servers', {
      nodes: nodes.map((node) => (node === client ? { ...node, y: server.y } : node)),
    }),
    one('stage', 'a client drawn as the leader', {
      nodes: nodes.map((node) => (node === client ? { ...node, glyph: 'crown' } : node)),
    }),
  ];
}

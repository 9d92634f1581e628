/**
 * The words of the stage: how a node is told to a screen reader, and the face's texts. Looked up once
 * per key, because the frame loop asks for them sixty times a second.
 */
import type { TFunction } from 'i18next';
import type { Running } from '../../engine/protocol';
import type { NodeMark, SceneView } from '../../scene/types';
import { spaceOf } from '../i18n/setup';

type Values = { readonly [name: string]: string | number };

/** Looks up texts of an algorithm; remembers those without values. */
export function faceWords(t: TFunction, algorithm: () => Running): SceneView['words'] {
  const known = new Map<string, string>();
  return (key: string, values?: Values) => {
    const ns = spaceOf(algorithm());
    if (values !== undefined) return t(key, { ns, ...values });
    const id = `${ns} ${key}`;
    let words = known.get(id);
    if (words === undefined) {
      words = t(key, { ns });
      known.set(id, words);
    }
    return words;
  };
}

/** What is said of a node; a mark of the picture says it too. */
export type Told = Pick<
  NodeMark,
  | 'id'
  | 'up'
  | 'wiped'
  | 'seated'
  | 'belief'
  | 'roleWord'
  | 'heldTimer'
  | 'clock'
  | 'paused'
  | 'writing'
> & {
  /** As written, or its word and value. */
  readonly badge: string | { readonly word: string; readonly value: string | number } | null;
  /** Votes it has and needs, while it asks for them; `word`: what is counted if not votes. */
  readonly votes: { readonly have: number; readonly need: number; readonly word: string } | null;
};

/** What the picture shows of a node, to be said. */
export function toldOf(node: NodeMark): Told {
  const { ring } = node;
  const votes =
    ring?.kind === 'voters' ? { have: ring.have, need: ring.need, word: ring.word } : null;
  return { ...node, votes };
}

/** What a node is and thinks, in one line. A crashed node is nothing but crashed. */
export function nodeWords(t: TFunction, words: SceneView['words'], node: Told): string {
  if (!node.up) return t(node.wiped ? 'stage.node.wiped' : 'stage.node.down', { node: node.id });
  const belief = node.seated
    ? t('stage.node.seated')
    : node.belief === null
      ? t('stage.node.believesNone')
      : node.belief === node.id
        ? t('stage.node.believesSelf')
        : t('stage.node.believes', { leader: node.belief });
  const badge =
    typeof node.badge === 'object' && node.badge !== null
      ? `${words(node.badge.word)} ${node.badge.value}`
      : (node.badge ?? '');
  return t('stage.node', {
    node: node.id,
    // Between a restart and its first step a node has no role yet.
    role: node.roleWord === '' ? t('stage.node.starting') : words(node.roleWord),
    badge: badge === '' ? '' : t('stage.node.badge', { badge }),
    belief,
    state: [
      node.votes === null ? '' : votesWords(t, words, node.votes),
      node.writing ? t('stage.node.writing') : '',
      node.heldTimer ? t('stage.node.held') : '',
      node.clock === null ? '' : t(`stage.node.${node.clock}`),
      node.paused ? t('stage.node.paused') : '',
    ].join(''),
  });
}

function votesWords(
  t: TFunction,
  words: SceneView['words'],
  { have, need, word }: NonNullable<Told['votes']>,
): string {
  const what = word === '' ? t('stage.node.ballots') : words(word);
  return t('stage.node.votes', { have, need, what });
}

/**
 * The words of the stage: how a node is told to a screen reader, and the face's texts. Looked up once
 * per key, because the frame loop asks for them sixty times a second.
 */
import type { TFunction } from 'i18next';
import type { NodeMark, SceneView } from '../../scene/types';

type Values = { readonly [name: string]: string | number };

/** Looks up texts of an algorithm; remembers those without values. */
export function faceWords(t: TFunction, algorithm: () => string): SceneView['words'] {
  const known = new Map<string, string>();
  return (key: string, values?: Values) => {
    const ns = algorithm();
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

/** What a node is and thinks, in one line. A crashed node is nothing but crashed. */
export function nodeWords(t: TFunction, words: SceneView['words'], node: NodeMark): string {
  if (!node.up) return t(node.wiped ? 'stage.node.wiped' : 'stage.node.down', { node: node.id });
  const belief = node.seated
    ? t('stage.node.seated')
    : node.belief === null
      ? t('stage.node.believesNone')
      : node.belief === node.id
        ? t('stage.node.believesSelf')
        : t('stage.node.believes', { leader: node.belief });
  return t('stage.node', {
    node: node.id,
    // Between a restart and its first step a node has no role yet.
    role: node.roleWord === '' ? t('stage.node.starting') : words(node.roleWord),
    badge: node.badge === '' ? '' : t('stage.node.badge', { badge: node.badge }),
    belief,
    state: [
      node.heldTimer ? t('stage.node.held') : '',
      node.clock === null ? '' : t(`stage.node.${node.clock}`),
      node.paused ? t('stage.node.paused') : '',
    ].join(''),
  });
}

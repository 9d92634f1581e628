/**
 * The place for what finds the marks that the legend explains. The first page does without a legend:
 * whoever shows one puts `legendOf` here.
 */
import type { Scene } from './types';

type Explained = Pick<Scene, 'legend' | 'legendWords' | 'legendInitials'>;
/** A scene before anybody looked which of its marks need a word. */
export type Bare = Omit<Scene, keyof Explained>;

const NOTHING: Explained = { legend: [], legendWords: {}, legendInitials: {} };

let explain: (scene: Bare) => Explained = () => NOTHING;

export function provideLegend(made: (scene: Bare) => Explained): void {
  explain = made;
}

export function explained(scene: Bare): Explained {
  return explain(scene);
}

/**
 * What is written on a message and how large its mark is, by degree of detail. The painter draws into
 * these sizes; where marks stand is decided elsewhere.
 */
import type { MessageFace, MessageShape } from '../engine/protocol';
import { textWidth } from './fontMetrics';
import type { Detail, SceneView } from './types';

export const PILL_FONT_PX = 14;
/** A carried number has at most so many characters. */
const CARRIES_MAX = 4;

type Written = Exclude<Detail, 'dots'>;

const HEIGHT: { readonly [D in Written]: number } = { words: 24, initials: 20 };

/** Room beside the text, by outline: round ends, notches, the sign before the word. */
const BESIDE: { readonly [D in Written]: { readonly [S in MessageShape]: number } } = {
  words: { request: 18, grant: 34, refusal: 38, answer: 18, announce: 28, routine: 16 },
  initials: { request: 11, grant: 24, refusal: 28, answer: 12, announce: 18, routine: 10 },
};

/** Length and width of a routine tick, px. */
export const TICK = { w: 9, h: 4 } as const;

/** Size of a shaped dot, px: larger where nodes are. */
export function dotSize(detail: Detail): number {
  return detail === 'dots' ? 11 : 16;
}

export interface Size {
  readonly w: number;
  readonly h: number;
}

/** What is written on a pill. */
export function textOf(face: MessageFace, degree: Written, words: SceneView['words']): string {
  const carries = face.carries === undefined ? '' : String(face.carries).slice(0, CARRIES_MAX);
  if (degree === 'initials') return carries === '' ? face.initial : carries;
  const word = face.word === '' ? '' : words(face.word);
  return carries === '' ? word : `${word} ${carries}`;
}

/** The size of a pill with this text. */
export function sizeOf(shape: MessageShape, text: string, degree: Written): Size {
  const h = HEIGHT[degree];
  return { w: Math.max(h, Math.ceil(textWidth(text, PILL_FONT_PX)) + BESIDE[degree][shape]), h };
}

/** The word on the pill of a message, as the algorithm's face gives it; templates quote it. */
import type { AnyMessage } from '../engine/protocol';
import type { RunView } from '../session/types';
import { word } from './words';

/** The face's word for this message, or its type where the face has none. */
export function messageWord(run: RunView, message: AnyMessage | null): string {
  if (message === null) return '';
  const { messages } = run.algorithm.face;
  const describe = messages[message.type];
  return describe === undefined ? message.type : word(describe(message).word);
}

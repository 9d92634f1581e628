/**
 * How large the stage is drawn: CSS px per unit of the scene. 1 as a rule; more in present mode and where
 * a person has asked the browser for larger text. The scene is laid out in its own units and the picture
 * is magnified as a whole, so every size and every gap keeps its proportion.
 */
import { viewStore } from '../../stores/viewStore';
import { textScale } from '../pageWidth';

/** look.md, present mode: pills of 14 become 22 px, names of 18 become 28. */
export const PRESENT_UNIT = 22 / 14;

/** CSS px per unit of the scene, now. Larger text magnifies; smaller text never shrinks the picture. */
export function stageUnit(): number {
  return Math.max(viewStore.getState().present ? PRESENT_UNIT : 1, textScale());
}

/**
 * What the stage needs from the first press on, and not before: toolbar, card, menu, what their keys do.
 * One module, so that it is one file to load.
 */
export { ActMenu } from '../acts/ActMenu';
export { nextMessage, openMenu, showRules } from '../acts/keyActs';
export { moveKey, putBack, startMove } from './moveHands';
export {
  bringIntoSight,
  closeIn,
  fitLook,
  needsCloser,
  pan,
  pinch,
  toggleZoom,
  wheel,
  wholePicture,
} from './zoomHands';
export { HeldLine } from './HeldLine';
export { MessageCard } from './MessageCard';
export { NodeToolbar } from './NodeToolbar';

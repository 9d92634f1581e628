/**
 * What must hold of the engine in every run of every algorithm: E1 to E6, E11 and E12, as far as
 * steps, facts and ground truth show it. The rest is no matter of one run and is shown by tests
 * elsewhere: purity of handlers (E7), separate random streams (E8), equal hashes (E9), guards (E10).
 */
import { cleanRestart } from './engine/crashes';
import { closedDoors, conservation, oneSend } from './engine/mail';
import { heldBack } from './engine/holds';
import { keptOrder, orderedTime } from './engine/order';
import { heldBreath } from './engine/pauses';
import type { Property } from './types';

export const properties: readonly Property[] = [
  orderedTime,
  oneSend,
  conservation,
  closedDoors,
  cleanRestart,
  keptOrder,
  heldBreath,
  heldBack,
];

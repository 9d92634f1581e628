/**
 * What must hold of Bully, found by the id of the algorithm. The checkers know its states and messages
 * and nothing of its handlers; they are in `bully/`, by what they look at. B4 and B6 are claims about the
 * textbooks' form, B7 to B10 about the paper's own, the others about both.
 */
import { agreementPerSide, quietAgreement, timelyAgreement } from './bully/agreement';
import { conduct } from './bully/conduct';
import { messageCounts } from './bully/counts';
import { allNormal, callCounts, sameCoordinator } from './bully/original';
import { shortOverlap } from './bully/overlap';
import { procedures } from './bully/procedures';
import { onlyIn } from './bully/view';
import type { Property } from './types';

export const properties: readonly Property[] = [
  quietAgreement,
  timelyAgreement,
  shortOverlap,
  onlyIn('textbook', conduct),
  agreementPerSide,
  onlyIn('textbook', messageCounts),
  sameCoordinator,
  allNormal,
  procedures,
  callCounts,
];

/**
 * What must hold of Bully, found by the id of the algorithm. The checkers know its states and messages
 * and nothing of its handlers; they are in `bully/`, by what they look at.
 */
import { agreementPerSide, quietAgreement, timelyAgreement } from './bully/agreement';
import { conduct } from './bully/conduct';
import { messageCounts } from './bully/counts';
import { shortOverlap } from './bully/overlap';
import type { Property } from './types';

export const properties: readonly Property[] = [
  quietAgreement,
  timelyAgreement,
  shortOverlap,
  conduct,
  agreementPerSide,
  messageCounts,
];

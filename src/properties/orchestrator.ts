/** What must hold of the orchestrator, on whatever algorithm it runs. */
import { backInTime, nobodyByItself, onlyTheLeader } from './orchestrator/starts';
import type { Property } from './types';

export const properties: readonly Property[] = [nobodyByItself, onlyTheLeader, backInTime];

/** Its wire names. */
export const messages: readonly string[] = ['Check', 'CheckReply'];

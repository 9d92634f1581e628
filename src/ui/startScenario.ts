/**
 * What the page opens with: five Raft nodes and a chosen seed, the playhead just after the first
 * election. Its first election is quick and has one round, so that a newcomer meets the plain case.
 */
import type { Scenario } from '../scenario/types';

export const START_SCENARIO: Scenario = { v: 1, algorithm: 'raft', nodes: 5, seed: '7' };

/**
 * Raft (D. Ongaro, J. Ousterhout, "In Search of an Understandable Consensus Algorithm", USENIX ATC
 * 2014): election, log replication and the commit rule of Figure 2. Start reading at `part.ts`, then
 * `election.ts`; what it promises and what it leaves out is in README.md.
 */
import type { Algorithm, Guards } from '../../engine/protocol';
import { presets } from './presets';
import { rules } from './rules';
import { running } from './running';
import { textsOfPanels } from './textsOfPanels';

export const algorithm: Algorithm = {
  ...running,
  face: { ...running.face, texts: { en: { ...running.face.texts.en, ...textsOfPanels } } },
  rules,
  presets,
};

/** The guards of its rules, loaded when somebody asks why. */
export const why = (): Promise<{ readonly guards: Guards }> => import('./guards');

/** The register with one mistake each: majorities, promises and answers as one can get them wrong. */
import type { AnyMessage, MessageContext } from '../../engine/protocol';
import type { Read, ServerState } from '../../workloads/register/types';
import { inServers } from './payments';
import type { WorkloadMutant } from './payments';
import { onMessage } from './wrap';

function mutant(
  id: string,
  breaks: string,
  noticedBy: readonly string[],
  broken: WorkloadMutant['broken'],
): WorkloadMutant {
  return { id, of: 'register', breaks, noticedBy, broken };
}

const as = (state: object): ServerState => state as ServerState;

export const registerMutants: readonly WorkloadMutant[] = [
  mutant(
    'answers-at-once',
    'A leader answers a read from its own copy, though it was to ask a majority.',
    ['REG1'],
    inServers(
      onMessage('Read', (handle) => (state, m, ctx: MessageContext) => {
        const s = as(state);
        if (!s.mine || !s.ready) handle(state, m, ctx);
        else ctx.reply({ type: 'ReadReply', op: (m as Read).op, value: s.shown } as AnyMessage);
      }),
    ),
  ),
];

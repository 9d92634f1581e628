/**
 * One sentence for each rule that is worth one; Raft's own come from Raft. Every value is read from the step;
 * the words are in `texts.ts`.
 */
import type { Face, Phrase, Step } from '../../engine/protocol';
import { head } from './database';
import type { ClientState, EtcdParams, StoreState } from './types';

type Values = { [name: string]: string | number };

interface Seen {
  readonly step: Step;
  readonly params: EtcdParams;
  readonly message: { readonly [field: string]: unknown };
}

const ms = (us: number): number => Math.round(us) / 1000;

/** A sentence by its key; who it is about and who sent the message are always at hand. */
function say<S>(
  key: string,
  tell: (seen: Seen, before: S, after: S) => Values | null,
): (step: Step) => Phrase | null {
  return (step) => {
    const { node, before, after, from, message } = step;
    if (node === null || before === null || after === null) return null;
    const seen: Seen = { step, params: step.params as EtcdParams, message: message ?? {} };
    const values = tell(seen, before as unknown as S, after as unknown as S);
    return values === null ? null : { key, values: { node, from: from ?? '', ...values } };
  };
}

const onStore = (
  key: string,
  tell: (seen: Seen, before: StoreState, after: StoreState) => Values | null = () => ({}),
) => say<StoreState>(key, tell);
const onClient = (
  key: string,
  tell: (seen: Seen, before: ClientState, after: ClientState) => Values | null = () => ({}),
) => say<ClientState>(key, tell);

const back = onClient('say.back');
const starts = onClient('say.starts');
const tellsStore = onStore('say.first', (_seen, _before, { database }) => {
  const first = head(database);
  return first === null ? null : { owner: first.owner, rev: first.rev };
});
const nobody = onStore('say.nobody', (_seen, _before, { database }) =>
  head(database) === null ? {} : null,
);
const hears = onClient('say.observes', (_seen, { role }, { observed }) =>
  observed === null || role === 'leader' ? null : { owner: observed.owner, rev: observed.rev },
);

/** By rule: what it says. */
export const sentences: Face['sentences'] = {
  SE1: (step) => (step.event.kind === 'restart' ? back(step) : starts(step)),
  SE2: onClient('say.session', ({ message }, _before, { lease }) => ({
    lease: lease ?? 0,
    ttlMs: ms(Number(message['ttl'])),
  })),
  SE3: onClient('say.renews', (_seen, { lease }, { store }) => ({
    lease: lease ?? 0,
    store: store ?? '',
  })),
  SE4: onClient('say.renewed', (_seen, { lease }) => ({ lease: lease ?? 0 })),
  SE5: onClient('say.gone', (_seen, { role }) => (role === 'leader' ? null : {})),
  SE6: onClient('say.leaseOver', (_seen, { lease, role }) =>
    role === 'leader' ? null : { lease: lease ?? 0 },
  ),
  CN1: onClient('say.reconnects', (_seen, { store: old }, { store }) =>
    old === store ? null : { old: old ?? '', store: store ?? '' },
  ),
  CN2: onClient('say.sentOn', (_seen, _before, { store }) => ({ store: store ?? '' })),
  EL2: onClient('say.queued', (_seen, _before, { rev }) => ({ rev: rev ?? 0 })),
  EL4: onClient('say.waits', ({ message }, _before, { before }) =>
    before === null ? null : { owner: String(message['owner']), rev: before.rev },
  ),
  EL5: onClient('say.leads', (_seen, _before, { rev }) => ({ rev: rev ?? 0 })),
  EL6: onClient('say.keyGone'),
  PR1: onClient('say.proclaims', (_seen, _before, { wanted }) => ({ value: wanted ?? '' })),
  PR2: onClient('say.proclaimed', (_seen, _before, { value }) => ({ value })),
  PR3: onClient('say.deposed', (_seen, { rev }) => ({ rev: rev ?? 0 })),
  RE1: onClient('say.resigns', (_seen, { rev }) => (rev === null ? null : { rev })),
  OB2: hears,
  SV2: onStore('say.primary', (_seen, _before, { database }) => ({
    count: database.leases.length,
  })),
  SV3: onStore('say.notPrimary'),
  SV4: onStore('say.notLeader', (_seen, { leader }) => ({ leader: leader ?? 'nobody' })),
  SV5: onStore('say.proposes'),
  LK1: onStore('say.extends', ({ message }) => ({ lease: Number(message['lease']) })),
  LK2: onStore('say.noLease', ({ message }) => ({ lease: Number(message['lease']) })),
  LK3: onStore('say.tooLate', ({ message }) => ({ lease: Number(message['lease']) })),
  LE1: onStore('say.expires', (_seen, { expiries: was }, { expiries }) => {
    const over = expiries.filter(({ revoking }) => revoking).length;
    const known = was.filter(({ revoking }) => revoking).length;
    return over <= known ? null : { count: over - known };
  }),
  WA1: onStore('say.alreadyGone'),
  WA2: onStore('say.wakes', ({ step }) => {
    const woken = step.effects.flatMap((effect) =>
      effect.do === 'send' && effect.message.type === 'Deleted' ? [effect.to] : [],
    );
    return woken.length === 0 ? null : { woken: woken.join(', ') };
  }),
  OB1: (step) => tellsStore(step) ?? nobody(step),
};

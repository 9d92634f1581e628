/**
 * The conditions of etcd's rules, with their values. What becomes of an entry of the log is read from the
 * state after the step: no message says which entries it commits.
 */
import type { Guard, Guards, Step, Us } from '../../engine/protocol';
import { embeddedGuards } from '../raft/embedded';
import {
  applies,
  compares,
  differs,
  either,
  equals,
  guard,
  onEvent,
  onMessage,
  onTimer,
} from '../shared/guards';
import type { Ask } from '../shared/guards';
import { RAFT } from './authority';
import { isAwaited } from './session';
import { isSentOn, trustedUntil } from './client';
import { head } from './database';
import { mayStay } from './election';
import { WITHOUT } from './rules';
import { isGone, isNews, isOver } from './store';
import type {
  Awaited,
  CampaignReply,
  ClientState,
  Database,
  Expiry,
  GuardedReply,
  LeaseGrantReply,
  LeaseKeepAlive,
  LeaseKeepAliveReply,
  NotLeader,
  Numbered,
  RangeReply,
  StoreState,
  Watch,
} from './types';

const nowOf = ({ world, node }: Step): Us => world.node(node ?? '').clock.localUs;
const isStore = ({ world, node }: Step): boolean => world.node(node ?? '').kind === 'replica';
const has = (name: string, value: number | string | null): Guard => differs(name, value, [null]);

// ------------------------------------------------------------------------------------ clients

const awaits = (s: ClientState, what: Awaited['what'], number: number): Guard =>
  guard(`I asked for this last (${what})`, '', isAwaited(s, what, number));

const onAnswer = <M extends Numbered>(
  type: string,
  what: Awaited['what'],
  more: (m: M, s: ClientState, step: Step) => readonly Guard[],
): Ask =>
  onMessage<ClientState, M>(type, (s, m, _from, step) => [
    awaits(s, what, m.number),
    ...more(m, s, step),
  ]);

const SE2 = onAnswer<LeaseGrantReply>('LeaseGrantReply', 'grant', (m, s, step) => {
  const end = trustedUntil(s.awaited?.sentUs ?? 0, m.ttl);
  return [compares('now', nowOf(step), '<', 'tSend + ttl', end)];
});

const ranged = (wanted: boolean, more: (m: RangeReply) => readonly Guard[]): Ask =>
  onAnswer<RangeReply>('RangeReply', 'range', (m, s, step) => {
    const text = wanted ? 'my key is there, my lease runs' : 'my key is gone, or my lease is over';
    const stays = mayStay(s, m, nowOf(step));
    return [guard(text, `mine: ${String(m.mine)}`, stays === wanted), ...more(m)];
  });

const EL2 = onAnswer<CampaignReply>('CampaignReply', 'create', (m) => [
  compares('rev', m.rev, '>', 'none', 0),
]);

const SE5 = either(
  onMessage<ClientState, LeaseKeepAliveReply>('LeaseKeepAliveReply', (s, m) => [
    equals('its lease', m.lease, [s.lease]),
    has('keep-alive under way', s.renewal?.number ?? null),
    equals('ttl', m.ttl, [0]),
  ]),
  onAnswer<CampaignReply>('CampaignReply', 'create', (m) => [equals('rev', m.rev, [0])]),
  onAnswer<Numbered>('LeaseRevokeReply', 'close', () => []),
);

const SE6 = onTimer<ClientState>('leaseEnd', (s, step) => {
  if (s.lease === null || s.leaseEnd === null) return null;
  return [compares('now', nowOf(step), '>=', 'leaseEnd', s.leaseEnd)];
});

const CN1 = either(
  onTimer<ClientState>('answer', (s) => [has('request under way', s.awaited?.what ?? null)]),
  onTimer<ClientState>('renew', (s) => [
    has('lease', s.lease),
    has('keep-alive under way', s.renewal?.number ?? null),
  ]),
);
const CN2 = onMessage<ClientState, NotLeader>('NotLeader', (s, m, from) => [
  guard('my replica says that another leads', m.leader ?? 'none', isSentOn(s, m, from)),
]);

/** What is under way is asked anew at another replica. */
const anew = (what: Awaited['what']): Ask => {
  const asks = (s: ClientState): readonly Guard[] => [
    equals('request under way', s.awaited?.what ?? null, [what]),
  ];
  return either(
    onTimer<ClientState>('answer', (s) => asks(s)),
    onTimer<ClientState>('renew', (s, step) => (applies(CN1(step)) ? asks(s) : null)),
    onMessage<ClientState, NotLeader>('NotLeader', (s, _m, _from, step) =>
      applies(CN2(step)) ? asks(s) : null,
    ),
  );
};

const RE2 = onAnswer<GuardedReply>('ResignReply', 'resign', () => []);
const PR2 = onAnswer<GuardedReply>('ProclaimReply', 'proclaim', (m) => [
  equals('done', m.done, [true]),
]);

/** Its key says what it wanted it to say. */
const agrees = (m: CampaignReply, s: ClientState): Guard =>
  guard('the key says what I want', m.value, s.wanted === m.value || s.wanted === null);

const isIdle = (s: ClientState): Guard =>
  equals('request under way', s.awaited?.what ?? null, [null]);

/** An action was asked for: which one is told by what became of it. */
const acted = (wanted: 'leave' | 'say'): Ask =>
  onEvent<ClientState>(['act'], (s, step) => {
    const asked = (step.after as ClientState).awaited?.what ?? null;
    const kinds = wanted === 'leave' ? ['resign', 'close'] : ['proclaim'];
    return [isIdle(s), has('lease', s.lease), equals('asked for', asked, kinds)];
  });

const clients: Guards = {
  SE1: onEvent(['start', 'restart'], (_s, step) => (isStore(step) ? null : [])),
  SE2,
  SE3: onTimer<ClientState>('renew', (s) => [
    has('lease', s.lease),
    equals('keep-alive under way', s.renewal?.number ?? null, [null]),
  ]),
  SE4: onMessage<ClientState, LeaseKeepAliveReply>('LeaseKeepAliveReply', (s, m) => [
    equals('its lease', m.lease, [s.lease]),
    equals('its number', m.number, [s.renewal?.number ?? null]),
    compares('ttl', m.ttl, '>', 'none', 0),
  ]),
  SE5,
  SE6,
  CN1,
  CN2,
  EL1: either((step) => (applies(SE2(step)) || applies(RE2(step)) ? [] : null), anew('create')),
  EL2,
  EL3: either(
    onAnswer<CampaignReply>('CampaignReply', 'create', (m, s) => [
      compares('rev', m.rev, '>', 'none', 0),
      agrees(m, s),
    ]),
    onMessage<ClientState, { rev: number }>('Deleted', (s, m) => [
      equals('the key I wait for', s.before?.rev ?? null, [m.rev]),
      isIdle(s),
    ]),
    onMessage<ClientState, GuardedReply>('ProclaimReply', (s, _m, _from, step) =>
      applies(PR2(step)) ? [equals('role', s.role, ['campaigning'])] : null,
    ),
    anew('range'),
  ),
  EL4: ranged(true, (m) => [compares('before', m.before, '>', 'none', 0)]),
  EL5: ranged(true, (m) => [equals('before', m.before, [0])]),
  EL6: ranged(false, () => []),
  PR1: either(
    acted('say'),
    onAnswer<CampaignReply>('CampaignReply', 'create', (m, s) => [
      compares('rev', m.rev, '>', 'none', 0),
      guard('the key says something else', m.value, s.wanted !== null && s.wanted !== m.value),
    ]),
    anew('proclaim'),
  ),
  PR2,
  PR3: onAnswer<GuardedReply>('ProclaimReply', 'proclaim', (m) => [
    equals('done', m.done, [false]),
  ]),
  RE1: acted('leave'),
  RE2,
  OB2: onMessage<ClientState, object>('Leader', (s, _m, from) => [equals('from', from, [s.store])]),
};

// ----------------------------------------------------------------------------------- replicas

const after = (step: Step): StoreState => step.after as StoreState;

/** Steps in which the role that Raft gives a replica changes. */
const onTurn =
  (ask: (was: StoreState, is: StoreState) => readonly Guard[]): Ask =>
  (step) => {
    if (step.before === null || step.after === null || !isStore(step)) return null;
    const was = step.before as StoreState;
    const is = step.after as StoreState;
    return was.role === is.role ? null : ask(was, is);
  };

/** Steps in which entries are applied. */
const onApplied =
  (ask: (was: StoreState, is: StoreState) => readonly Guard[]): Ask =>
  (step) => {
    if (step.before === null || step.after === null || !isStore(step)) return null;
    const was = step.before as StoreState;
    return was.applied === after(step).applied ? null : ask(was, after(step));
  };

const LOGGED = ['LeaseGrant', 'LeaseRevoke', 'Campaign', 'Range', 'Proclaim', 'Resign'] as const;
const ASKED = [...LOGGED, 'LeaseKeepAlive', 'Watch'] as const;

const leads = (s: StoreState): Guard => equals('role', s.role, ['leader']);

const onRenewal = (ask: (known: Expiry | null, step: Step) => readonly Guard[]): Ask =>
  onMessage<StoreState, LeaseKeepAlive>('LeaseKeepAlive', (s, m, _from, step) => {
    const known = s.expiries.find(({ lease }) => lease === m.lease) ?? null;
    return [leads(s), ...ask(known, step)];
  });

const running = (known: Expiry | null, step: Step, wanted: boolean): readonly Guard[] => [
  guard('I know the lease', '', known !== null),
  guard(
    wanted ? 'it runs' : 'it has run out',
    known === null ? '' : `${known.endUs - nowOf(step)} us left`,
    known !== null && isOver(known, nowOf(step)) !== wanted,
  ),
];

const gone = (database: Database, rev: number): Guard =>
  guard('no key has this createRev', String(rev), isGone(database, rev));

/** The first key changed while a replica led, and somebody watches it. */
function newHead(was: StoreState, is: StoreState): readonly Guard[] {
  const changed = isNews(head(was.database), head(is.database));
  const value = `${head(was.database)?.rev ?? 'none'}, ${head(is.database)?.rev ?? 'none'}`;
  return [
    leads(was),
    guard('the first key changed', value, changed),
    compares('sessions', was.observers.length, '>', 'none', 0),
  ];
}

const stores: Guards = {
  SV1: onEvent(['start', 'restart'], (_s, step) => (isStore(step) ? [] : null)),
  SV2: onTurn((_was, is) => [equals('role', is.role, ['leader'])]),
  SV3: onTurn((was) => [equals('role before', was.role, ['leader'])]),
  SV4: either(
    ...ASKED.map((type) =>
      onMessage<StoreState, object>(type, (s) => [differs('role', s.role, ['leader'])]),
    ),
  ),
  SV5: either(...LOGGED.map((type) => onMessage<StoreState, object>(type, (s) => [leads(s)]))),
  AP1: onApplied((was, is) => [
    compares('committed entries', is.applied, '>', 'applied', was.applied),
  ]),
  LK1: onRenewal((known, step) => running(known, step, true)),
  LK2: onRenewal((known) => [guard('no such lease', '', known === null)]),
  LK3: onRenewal((known, step) => running(known, step, false)),
  LE1: onTimer<StoreState>('expiry', (s, step) => {
    const over = s.expiries.filter((one) => !one.revoking && nowOf(step) >= one.endUs);
    return [leads(s), compares('leases that ran out', over.length, '>', 'none', 0)];
  }),
  LE2: onApplied((was, is) => [
    compares('leases', is.database.leases.length, '<', 'leases before', was.database.leases.length),
  ]),
  WA1: either(
    onMessage<StoreState, Watch>('Watch', (s, m) => [leads(s), gone(s.database, m.rev)]),
    onMessage<StoreState, LeaseKeepAlive>('LeaseKeepAlive', (s, m) =>
      m.waits === null ? null : [leads(s), gone(s.database, m.waits)],
    ),
  ),
  WA2: onApplied((was, is) => {
    const woken = was.watchers.filter(({ rev }) => isGone(is.database, rev));
    return [leads(was), compares('watched keys that are gone', woken.length, '>', 'none', 0)];
  }),
  OB1: onApplied(newHead),
};

/** Raft's guards come with Raft; they are looked at as its part sees the step. */
export function guardsWith(raft: Guards): Guards {
  return { ...clients, ...stores, ...embeddedGuards(raft, RAFT, WITHOUT) };
}

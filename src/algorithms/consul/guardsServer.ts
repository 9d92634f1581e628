/**
 * The guards of a server's rules. What entries of the log did is made again from the log: no message says
 * which entries it commits.
 */
import type { Guard, Guards, Step, Us } from '../../engine/protocol';
import {
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
import { replayed } from './replay';
import type { Done } from './replay';
import { dueTimer, isDelayed, isRenewable, isServing } from './server';
import type { OfSession, Query, ServerState } from './types';

const nowOf = ({ world, node }: Step): Us => world.node(node ?? '').clock.localUs;
const isServer = ({ world, node }: Step): boolean => world.node(node ?? '').kind === 'replica';

const CHANGES = ['SessionCreate', 'SessionDestroy', 'Release'] as const;
const ASKED = [...CHANGES, 'Acquire', 'SessionRenew', 'Query'] as const;

const serves = (s: ServerState): Guard => guard('I lead and serve', s.role, isServing(s));

const on = <M>(type: string, ask: (s: ServerState, m: M, step: Step) => readonly Guard[]): Ask =>
  onMessage<ServerState, M>(type, (s, m, _from, step) => [serves(s), ...ask(s, m, step)]);

/** Steps of a server: how it was, and how it is. */
const onStep =
  (ask: (was: ServerState, is: ServerState) => readonly Guard[] | null): Ask =>
  (step) => {
    if (step.before === null || step.after === null || !isServer(step)) return null;
    return ask(step.before as ServerState, step.after as ServerState);
  };

/** Steps in which entries are applied: how many of them are of some sort. */
const onApplied =
  (text: string, is: (done: Done, was: ServerState) => boolean): Ask =>
  (step) => {
    if (step.before === null || step.after === null || !isServer(step)) return null;
    const was = step.before as ServerState;
    const done = replayed(step);
    if (done.length === 0) return null;
    const count = done.filter((one) => is(one, was)).length;
    return [guard(text, `${count} of ${done.length}`, count > 0)];
  };

const delayed = (wanted: boolean) =>
  on<OfSession>('Acquire', (s, _m, step) => [
    guard(
      wanted ? 'now < freeAt' : 'no lock-delay runs',
      s.freeAt === null ? 'none' : `${nowOf(step)}, ${s.freeAt}`,
      isDelayed(s, nowOf(step)) === wanted,
    ),
  ]);

const renewable = (wanted: boolean) =>
  on<OfSession>('SessionRenew', (s, m) => [
    guard(
      wanted ? 'the session is known' : 'the session is unknown',
      String(m.session),
      isRenewable(s, m.session) === wanted,
    ),
  ]);

const isNews = (s: ServerState, { index }: Query, wanted: boolean): Guard =>
  guard(
    wanted ? 'index = 0, or the key has changed' : 'the key has not changed',
    `${index}, ${s.database.modifyIndex}`,
    (index === 0 || s.database.modifyIndex !== index) === wanted,
  );

export const serverGuards: Guards = {
  SV1: onEvent(['start', 'restart'], (_s, step) => (isServer(step) ? [] : null)),
  SV2: onStep((was, is) =>
    is.role === 'leader' || is.ready
      ? [
          equals('ready before', was.ready, [false]),
          guard('an entry of my term is applied', `${is.appliedTerm}, ${is.term}`, is.ready),
        ]
      : null,
  ),
  SV3: onStep((was, is) =>
    was.role === is.role
      ? null
      : [equals('role before', was.role, ['leader']), differs('role', is.role, ['leader'])],
  ),
  SV4: either(
    ...ASKED.map((type) =>
      onMessage<ServerState, object>(type, (s) => [
        guard('I do not lead, or not yet', s.role, !isServing(s)),
      ]),
    ),
  ),
  SV5: either(...CHANGES.map((type) => on(type, () => [])), delayed(false)),
  AP1: onStep((was, is) =>
    was.applied === is.applied
      ? null
      : [compares('committed entries', is.applied, '>', 'applied', was.applied)],
  ),
  LD1: delayed(true),
  LD2: onApplied('a session ended that held the lock', ({ came }) => came.lost),
  SE1: renewable(true),
  SE2: renewable(false),
  SE3: onApplied(
    'sessions ended, and I lead',
    ({ serving, was, came }) => serving && came.database.sessions.length < was.sessions.length,
  ),
  SE4: onTimer<ServerState>('session', (s, step) => {
    const timer = dueTimer(s, step.event.timer?.key ?? '');
    if (timer === undefined) return [guard('I keep this timer', '', false)];
    return [compares('now', nowOf(step), '>=', 'its timer', timer.endUs)];
  }),
  BQ1: on<Query>('Query', (s, m) => [isNews(s, m, true)]),
  BQ2: on<Query>('Query', (s, m) => [isNews(s, m, false)]),
  BQ3: onApplied(
    'the key changed, and queries wait for that',
    ({ serving, was, came }, { blocked }) =>
      serving && blocked.length > 0 && came.database.modifyIndex !== was.modifyIndex,
  ),
  BQ4: onTimer<ServerState>('block', (s, step) => {
    const key = step.event.timer?.key ?? '';
    const is = s.blocked.some(({ client, number }) => `${client}.${number}` === key);
    return [guard('the query is still held', key, is)];
  }),
};

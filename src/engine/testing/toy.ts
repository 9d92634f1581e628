/**
 * A toy algorithm for tests of the engine and of everything that must work for any algorithm: every
 * node pings its successor; who hears nothing claims to lead; the highest claim of a round wins.
 * Not an election algorithm one should use.
 */
import type { Algorithm, Context, MessageContext, Part, PartState } from '../protocol';

/** What a toy node keeps: `stable.claims` counts its claims and survives crashes. */
export interface ToyState extends PartState {
  stable: { claims: number };
  heard: number;
  leader: string | null;
}

type ToyMessages = {
  Claim: { claims: number; words: readonly string[] };
  Fine: { heard: number };
};

interface ToyParams {
  readonly waitUs: readonly [number, number];
  readonly beatUs: number;
}

type Timer = 'wait' | 'beat';
type Ctx = Context<ToyMessages, Timer, ToyParams>;
type MsgCtx = MessageContext<ToyMessages, Timer, ToyParams>;

function rearm(ctx: Ctx): void {
  const [lo, hi] = ctx.params.waitUs;
  ctx.setTimer('wait', ctx.random.between(lo, hi));
}

function claim(s: ToyState, ctx: Ctx): void {
  ctx.rule('T1');
  s.stable.claims += 1;
  ctx.attempt(s.stable.claims);
  ctx.broadcast({ type: 'Claim', claims: s.stable.claims, words: [ctx.self] });
  ctx.persist();
  s.leader = ctx.self;
  ctx.becomes('leader', 'claimed');
  ctx.believes(ctx.self, s.stable.claims);
  ctx.cancelTimer('wait');
  ctx.setTimer('beat', ctx.params.beatUs);
}

function onClaim(s: ToyState, message: ToyMessages['Claim'], ctx: MsgCtx): void {
  s.heard += 1;
  if (message.claims < s.stable.claims) {
    ctx.rule('T3');
    return;
  }
  ctx.rule('T2');
  if (message.claims > s.stable.claims) {
    s.stable.claims = message.claims;
    ctx.persist();
  }
  s.leader = ctx.from;
  ctx.becomes('follower', 'heardClaim');
  ctx.believes(ctx.from, message.claims);
  ctx.cancelTimer('beat');
  ctx.reply({ type: 'Fine', heard: s.heard });
  rearm(ctx);
}

const part: Part<ToyState, ToyMessages, Timer, ToyParams> = {
  messages: { Claim: { claims: 'int', words: { list: 'text' } }, Fine: { heard: 'int' } },
  timers: ['wait', 'beat'],
  suspect: 'wait',
  init: () => ({ stable: { claims: 0 }, heard: 0, leader: null }),
  copyState: (s) => ({ ...s, stable: { ...s.stable } }),
  onStart: (_s, ctx) => {
    ctx.becomes('follower', 'started');
    rearm(ctx);
  },
  onRestart: (_s, ctx) => {
    ctx.becomes('follower', 'restarted');
    rearm(ctx);
  },
  onSeat: (s, seating, ctx) => {
    s.leader = seating.leader;
    ctx.becomes(seating.leader === ctx.self ? 'leader' : 'follower', 'seated');
    ctx.believes(seating.leader, 0);
    if (seating.leader === ctx.self) ctx.setTimer('beat', ctx.params.beatUs);
    else rearm(ctx);
  },
  on: {
    Claim: onClaim,
    Fine: (s) => {
      s.heard += 1;
    },
  },
  timeouts: {
    wait: claim,
    beat: (s, ctx) => {
      ctx.broadcast({ type: 'Claim', claims: s.stable.claims, words: [] });
      ctx.setTimer('beat', ctx.params.beatUs);
    },
  },
  actions: {
    shout: (s, args, ctx) => {
      s.heard += 1000;
      ctx.note(String(args));
    },
  },
  onRequest: (s, op, ctx) => {
    s.heard += 100;
    ctx.note('put' in op ? op.put[1] : op.get);
  },
};

/** The toy, whole: with it the page, the checks and the words can be tried without real algorithms. */
export const toy: Algorithm = {
  id: 'toy',
  version: 1,
  mandate: 'majority',
  variants: [],
  params: [
    {
      name: 'waitMs',
      unit: 'ms',
      shape: 'range',
      default: [100, 200],
      source: 'made up',
      help: 'help.waitMs',
    },
    {
      name: 'beatMs',
      unit: 'ms',
      shape: 'number',
      default: 40,
      source: 'made up',
      help: 'help.beatMs',
    },
  ],
  kinds: { node: { parts: { toy: part }, order: ['toy'] } },
  candidates: 'node',
  resolveParams: (params) => {
    const wait = params['waitMs'];
    const [lo, hi] = Array.isArray(wait)
      ? (wait as [number, number])
      : [Number(wait), Number(wait)];
    return { waitUs: [lo * 1000, hi * 1000], beatUs: Number(params['beatMs']) * 1000 };
  },
  authority: () => null,
  rules: [
    {
      id: 'T1',
      source: 'made up',
      group: 'wait rings',
      lines: ['claims := claims + 1; tell everybody'],
    },
    {
      id: 'T2',
      source: 'made up',
      group: 'Claim arrives',
      lines: ['if it is not lower: follow the sender'],
    },
    { id: 'T3', source: 'made up', group: 'Claim arrives', lines: ['else ignore it'] },
  ],
  face: {
    roles: {
      leader: { glyph: 'crown', word: 'role.leader' },
      follower: { glyph: 'plain', word: 'role.follower' },
    },
    messages: {
      Claim: () => ({ word: 'word.claim', initial: 'C', shape: 'announce', colour: 'lead' }),
      Fine: () => ({ word: 'word.fine', initial: 'F', shape: 'grant', colour: 'yes' }),
    },
    routine: (message) => message.type === 'Fine' || (message['words'] as string[]).length === 0,
    waits: { wait: { word: 'wait.wait', arc: true, detection: true } },
    periods: (params) => {
      const { waitUs, beatUs } = params as ToyParams;
      return { routineUs: beatUs, detectionUs: waitUs[1] };
    },
    badge: (state) => ({ word: 'badge.claims', value: (state as ToyState).stable.claims }),
    sentences: { T1: (step) => ({ key: 'says.claim', values: { node: step.node ?? '' } }) },
    variables: (state) => [
      { name: 'claims', value: (state as ToyState).stable.claims, durable: true },
      { name: 'leader', value: (state as ToyState).leader, durable: false },
    ],
    ornaments: () => [],
    about: { assumes: ['about.assumes'], differs: ['about.differs'] },
    layout: 'circle',
    texts: {
      en: {
        name: 'Toy',
        'role.leader': 'leader',
        'role.follower': 'follower',
        'word.claim': 'I lead',
        'word.fine': 'Fine',
        'wait.wait': 'patience',
        'badge.claims': 'claim',
        'says.claim': '{{node}} heard nothing, so it claims to lead.',
        'about.assumes': 'That nobody relies on it.',
        'about.differs': 'It follows no paper.',
        'help.waitMs': 'How long a node waits.',
        'help.beatMs': 'How often the leader says so.',
      },
    },
  },
  presets: [],
};

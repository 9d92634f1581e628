/** The ring elections with one mistake each: all that a reader of the papers can overlook. */
import type { MessageContext } from '../../engine/protocol';
import type { Mutant } from './types';
import { changedForms, disguised, onMessage } from './wrap';
import type { Change } from './wrap';

const CHANG_ROBERTS = ['chang-roberts', 'passive'];

/** A field of a message whose type the wrapper does not know. */
function field(message: object, name: string): unknown {
  return (message as { readonly [name: string]: unknown })[name];
}

function mutant(
  id: string,
  breaks: string,
  noticedBy: readonly string[],
  change: Change,
  forms: readonly string[] = CHANG_ROBERTS,
): Mutant {
  return { id, of: 'ring', breaks, noticedBy, exhibit: changedForms(forms, change) };
}

/** Nobody's id is worse than one's own. */
const passesAll = onMessage('ELECTION', (handle) => (s, m, ctx) => {
  const isOwn = field(m, 'id') === ctx.rank(ctx.self);
  handle(s, m, isOwn ? ctx : disguised<MessageContext>(ctx, { rank: () => 0 }));
});

const swallowsBetter = onMessage('ELECTION', (handle) => (s, m, ctx) => {
  const isBetter = Number(field(m, 'id')) > ctx.rank(ctx.self);
  if (!isBetter) handle(s, m, ctx);
});

/** Any id that comes counts as the own one. */
const winsAtOnce = onMessage('ELECTION', (handle) => (s, m, ctx) => {
  handle(s, { ...m, id: ctx.rank(ctx.self) }, ctx);
});

const winsInSilence = onMessage('ELECTION', (handle) => (s, m, ctx) => {
  handle(
    s,
    m,
    disguised<MessageContext>(ctx, {
      send: (to, message) => {
        if (message.type !== 'ELECTED') ctx.send(to, message);
      },
    }),
  );
});

const keepsTheNews = onMessage('ELECTED', (handle) => (s, m, ctx) => {
  handle(s, m, disguised<MessageContext>(ctx, { send: () => undefined }));
});

const doubles = onMessage('ELECTION', (handle) => (s, m, ctx) => {
  handle(
    s,
    m,
    disguised<MessageContext>(ctx, {
      send: (to, message) => {
        ctx.send(to, message);
        ctx.send(to, { ...message });
      },
    }),
  );
});

const namesItself = onMessage('ELECTION', (handle) => (s, m, ctx) => {
  handle(
    s,
    m,
    disguised<MessageContext>(ctx, {
      send: (to, message) => {
        const isNews = message.type === 'COORDINATOR';
        ctx.send(to, isNews ? Object.assign({ ...message }, { leader: ctx.self }) : message);
      },
    }),
  );
});

const forgetsList = onMessage('ELECTION', (handle) => (s, m, ctx) => {
  const initiator = String(field(m, 'initiator'));
  handle(s, initiator === ctx.self ? { ...m, list: [initiator] } : m, ctx);
});

const probesAll = onMessage('PROBE', (handle) => (s, m, ctx) => {
  const isOwn = field(m, 'id') === ctx.rank(ctx.self);
  handle(s, m, isOwn ? ctx : disguised<MessageContext>(ctx, { rank: () => 0 }));
});

/** Compares as if the smallest should win. */
const comparesWrongly = onMessage('ELECTION', (handle) => (s, m, ctx) => {
  const winner = 'winner' in ctx.params && ctx.params.winner === 'min' ? 'max' : 'min';
  const params = field(m, 'second') === true ? { ...ctx.params, winner } : ctx.params;
  handle(s, m, disguised<MessageContext>(ctx, { params }));
});

export const ringMutants: readonly Mutant[] = [
  mutant('passes-all', 'A node passes on an id that is worse than its own.', ['G5'], passesAll),
  mutant(
    'swallows-better',
    'A node stops an id that is better than its own.',
    ['G2', 'G3'],
    swallowsBetter,
  ),
  mutant('wins-at-once', 'A node takes any id that comes for its own.', ['G1'], winsAtOnce),
  mutant('wins-in-silence', 'Who has won tells nobody.', ['G2', 'G3'], winsInSilence),
  mutant('keeps-the-news', 'Who learns of the leader tells nobody.', ['G2', 'G3'], keepsTheNews),
  mutant('doubles', 'A node passes everything on twice.', ['G5'], doubles),
  mutant('names-itself', 'Who began announces itself.', ['G1'], namesItself, ['list']),
  mutant(
    'forgets-list',
    'Who began looks only at itself when its list is back.',
    ['G2'],
    forgetsList,
    ['list'],
  ),
  mutant('lets-worse-go-on', 'A node lets a question of a worse id go on.', ['G5'], probesAll, [
    'hirschberg-sinclair',
  ]),
  mutant(
    'compares-wrongly',
    'A node goes on with the smaller id though the larger should win.',
    ['G2', 'G3'],
    comparesWrongly,
    ['peterson'],
  ),
];

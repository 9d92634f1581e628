/** How the register looks: users at the side, at each server the value it holds. Data and pure functions. */
import type { AnyMessage, Face, Json, MessageFace, Ornament } from '../../engine/protocol';
import { at } from '../../lib/list';
import type { WorkloadFace } from '../types';
import { sentences } from './sentences';
import { en } from './texts';
import type { ServerState, UserState } from './types';

function looks(
  type: string,
  initial: string,
  shape: MessageFace['shape'],
  colour: MessageFace['colour'],
): (message: AnyMessage) => MessageFace {
  return ({ value }) => ({
    ...{ word: `register.word.${type}`, initial, shape, colour },
    ...(typeof value === 'number' && { carries: value }),
  });
}

const messages: Face['messages'] = {
  Write: looks('Write', 'W', 'request', 'ask'),
  Read: looks('Read', 'R', 'request', 'ask'),
  WriteReply: looks('WriteReply', 'ok', 'grant', 'yes'),
  ReadReply: looks('ReadReply', 'A', 'answer', 'yes'),
  Redirect: looks('Redirect', 'L', 'refusal', 'no'),
  Follow: looks('Follow', 'F', 'routine', 'quiet'),
  FollowReply: looks('FollowReply', 'ok', 'routine', 'quiet'),
  Copy: looks('Copy', 'C', 'routine', 'lead'),
  CopyReply: looks('CopyReply', 'ok', 'routine', 'quiet'),
};

/** What is the story here are questions that cannot be answered, and wrong answers. */
const TOLD: readonly string[] = ['Redirect'];

function one(name: string, value: Json, durable = false) {
  return { name, value, durable, help: `register.var.${name}` };
}

export const face: WorkloadFace = {
  roles: { opUser: { glyph: 'plain', word: 'register.role.opUser' } },
  kinds: {
    user: {
      ...{ glyph: 'person', word: 'register.kind.user', place: 'callers' },
      badge: () => null,
      variables: (state) => {
        const { stable, open, failed, vainUs } = state as UserState;
        return [
          one('made', stable.made, true),
          one('op', stable.op, true),
          one('open', open === null ? null : `${open.kind} ${open.op}`),
          one('failed', failed),
          one('vain', `${vainUs / 1000} ms`),
        ];
      },
    },
  },
  messages,
  routine: ({ type }) => !TOLD.includes(type),
  waits: {
    follow: { word: 'register.wait.follow', arc: false },
    opDue: { word: 'register.wait.opDue', arc: false },
    opWait: { word: 'register.wait.opWait', arc: false },
  },
  sentences,
  onCandidate: (app) => {
    const { stable } = app as ServerState;
    return [{ kind: 'count', word: 'register.count.value', value: stable.value }];
  },
  ornaments: (state) => {
    const { failed, seen } = state as UserState;
    const worn: Ornament[] = [];
    const last = at(seen, seen.length - 1);
    if (last !== undefined && last.to !== null) {
      const word = last.kind === 'read' ? 'register.count.read' : 'register.count.wrote';
      worn.push({ kind: 'count', word, value: last.value });
    }
    if (failed > 0) {
      worn.push({ kind: 'count', word: 'register.count.failed', value: failed, alarm: true });
    }
    return worn;
  },
  texts: { en },
};

/** Shows what commands have made of the network by the playhead, and that the picture marks it, forward and backward. */
import './legend';
import { describe, expect, it } from 'vitest';
import type { Deed } from '../scenario/types';
import type { Session } from '../session/types';
import { buildScene } from './buildScene';
import { conditionsNow, isAltered } from './conditions';
import { blockedTypes, rulesNow } from './linkConditions';
import { sessionOf, viewOf } from './testing/runs';

async function after(...deeds: readonly Deed[]): Promise<Session> {
  const session = await sessionOf({ nodes: 5 });
  session.seekUs(1_000_000);
  for (const deed of deeds) session.act(deed);
  return session;
}

describe('rules of links', () => {
  it('of one link hold over those of all, until all are set anew', async () => {
    const session = await after(
      { do: 'set', link: { from: 'n1', to: 'n2', oneWay: true, loss: 0.5 } },
      { do: 'set', network: { delayMs: 7 } },
    );
    expect(rulesNow(session, 'n1', 'n2')).toMatchObject({ loss: 0.5, delayMs: 7 });
    expect(rulesNow(session, 'n2', 'n1')).toMatchObject({ loss: 0, delayMs: 7 });
    session.act({ do: 'set', network: { loss: 0 } });
    expect(rulesNow(session, 'n1', 'n2')).toMatchObject({ loss: 0 });
  });

  it('mark the link in the picture, and no longer so before the command', async () => {
    const session = await after({ do: 'set', link: { from: 'n1', to: 'n2', loss: 0.5 } });
    const altered = (): readonly string[] =>
      buildScene(session, viewOf())
        .links.filter((link) => link.altered)
        .map(({ a, b }) => `${a}-${b}`);
    expect(altered()).toEqual(['n1-n2']);
    expect(buildScene(session, viewOf()).legend).toContain('altered');
    session.stepBack();
    expect(altered()).toEqual([]);
    expect(isAltered(conditionsNow(session), 'n1', 'n2')).toBe(false);
  });
});

describe('blocks', () => {
  it('stop a type where they say, and are lifted as they were made', async () => {
    const session = await after(
      { do: 'block', types: ['RequestVote'] },
      { do: 'block', types: ['AppendEntries', 'RequestVote'], from: 'n1', to: 'n2' },
    );
    const now = conditionsNow(session);
    expect(blockedTypes(now, 'n3', 'n4')).toEqual(['RequestVote']);
    expect(blockedTypes(now, 'n1', 'n2')).toEqual(['RequestVote', 'AppendEntries']);
    session.act({ do: 'unblock', types: ['RequestVote'] });
    expect(blockedTypes(conditionsNow(session), 'n3', 'n4')).toEqual([]);
    expect(blockedTypes(conditionsNow(session), 'n1', 'n2')).toHaveLength(2);
  });
});

describe('the picture', () => {
  const markOf = (session: Session, id: string) =>
    buildScene(session, viewOf()).nodes.find((node) => node.id === id);

  it('marks clocks that run off, and a disk that was emptied until its node restarts', async () => {
    const session = await after(
      { do: 'clock', node: 'n1', ppm: 100 },
      { do: 'clock', node: 'n2', ppm: -100 },
      { do: 'wipe', node: 'n3' },
    );
    expect(markOf(session, 'n1')?.clock).toBe('fast');
    expect(markOf(session, 'n2')?.clock).toBe('slow');
    expect(markOf(session, 'n3')?.wiped).toBe(true);
    expect(buildScene(session, viewOf()).legend).toEqual(
      expect.arrayContaining(['clock', 'wiped']),
    );
    session.act({ do: 'restart', node: 'n3' });
    expect(markOf(session, 'n3')?.wiped).toBe(false);
  });

  it('shows every message while messages are held, and those overdue at the rim, one behind the other', async () => {
    const session = await after();
    while (session.flights().length === 0) session.stepForward();
    session.act({ do: 'hold' });
    const flying = buildScene(session, viewOf()).messages;
    expect(flying.every((mark) => mark.form === 'pill' && !mark.heldBack)).toBe(true);
    const timer = session.pending().findLast(({ what }) => what === 'timer');
    if (timer?.what !== 'timer') throw new Error('no timer');
    session.act({ do: 'choose', node: timer.node, timer: timer.timer.name });
    session.seekUs(timer.dueUs);
    const scene = buildScene(session, viewOf());
    const held = scene.messages.filter((mark) => mark.heldBack);
    expect(held.length).toBe(flying.length);
    expect(scene.legend).toContain('held');
    expect(scene.nodes.some((node) => node.heldTimer)).toBe(true);
  });
});

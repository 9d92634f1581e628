/**
 * Shows that whatever a menu or the palette offers is a command the schema takes and the engine does:
 * every choice of every act, on every kind of subject, in a run where all of them make sense.
 */
import { describe, expect, it } from 'vitest';
import { loadAlgorithm } from '../../algorithms/registry';
import { loadDocument } from '../../scenario/load';
import { sessionOf } from '../../scene/testing/runs';
import type { Session } from '../../session/types';
import type { Subject } from '../../stores/actStore';
import type { Choice } from './act';
import { ACTS, offers } from './all';
import { actLines } from './paletteLines';

const NODE: Subject = { of: 'node', node: 'n1' };
const LINK: Subject = { of: 'link', from: 'n1', to: 'n2' };
const ALL: Subject = { of: 'network' };

/** A run with messages on their way and something to mend. */
async function eventful(): Promise<Session> {
  const session = await sessionOf({ nodes: 5, disk: { writeMs: 1 } });
  session.seekUs(1_000_000);
  session.act({ do: 'cut', from: 'n1', to: 'n2', oneWay: true });
  session.act({ do: 'block', types: ['AppendEntries'], from: 'n1', to: 'n2' });
  while (session.flights().length === 0 && session.stepForward());
  return session;
}

function subjects(session: Session): readonly Subject[] {
  const [flight] = session.flights();
  return [NODE, LINK, ALL, ...(flight ? [{ of: 'message', sent: flight.sent } as const] : [])];
}

const choicesOf = (session: Session): readonly (Choice & { act: string })[] =>
  subjects(session).flatMap((subject) =>
    offers(session, subject, true, { percent: 33, ms: 7.5 }).flatMap(({ act, choices }) =>
      choices.map((choice) => ({ ...choice, act: act.id })),
    ),
  );

describe('what is offered', () => {
  it('is accepted by the schema and done by the engine', async () => {
    const session = await eventful();
    const all = choicesOf(session);
    const deeds = new Set<string>();
    for (const choice of all) {
      if (!('deed' in choice)) continue;
      const { deed } = choice;
      const name = `${choice.act} ${choice.id}`;
      deeds.add(deed.do);
      const document = {
        ...session.toScenario(),
        commands: [...(session.toScenario().commands ?? []), { atMs: 1100, ...deed }],
      };
      const loaded = await loadDocument(document, 'link');
      expect(loaded.ok ? [] : loaded.problems, name).toEqual([]);
      const { index } = session.act(deed);
      expect(session.commands[index]?.outcome, name).toMatchObject({ effect: 'done' });
      session.undo();
    }
    const missing = [
      'crash',
      'wipe',
      'pause',
      'clock',
      'timeout',
      'cut',
      'join',
      'block',
      'unblock',
    ]
      .concat(['set', 'drop', 'duplicate', 'deliver', 'delay', 'request', 'partition', 'heal'])
      .filter((one) => !deeds.has(one));
    expect(missing).toEqual([]);
  });

  it('takes the figures a person typed', async () => {
    const session = await eventful();
    const deeds = choicesOf(session).flatMap((choice) => ('deed' in choice ? [choice.deed] : []));
    expect(deeds).toContainEqual({ do: 'set', network: { loss: 0.33 } });
    expect(deeds).toContainEqual({ do: 'clock', node: 'n1', ppm: 330_000 });
    expect(deeds).toContainEqual({ do: 'pause', node: 'n1', forMs: 7.5 });
  });

  it('has each act and each of its choices once', async () => {
    expect(new Set(ACTS.map(({ id }) => id)).size).toBe(ACTS.length);
    const session = await eventful();
    const names = choicesOf(session).map(({ act, id }) => `${act} ${id}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('is nothing for a node that has gone and for a message that has ended', async () => {
    const session = await eventful();
    expect(offers(session, { of: 'node', node: 'n9' }, true)).toEqual([]);
    expect(offers(session, { of: 'message', sent: 0 }, true)).toEqual([]);
  });
});

describe('the palette', () => {
  it('means the role where it says so, and links only between nodes that were named', async () => {
    const session = await eventful();
    const led = actLines(session, 'crash leader').find(
      ({ act, subject }) => act.id === 'crash' && subject.of === 'node' && subject.role,
    );
    expect(led?.choice).toMatchObject({ deed: { do: 'crash', node: 'leader' } });
    const links = new Set(
      actLines(session, 'cut n3 n4').flatMap(({ subject }) =>
        subject.of === 'link' ? [`${subject.from} ${subject.to}`] : [],
      ),
    );
    expect([...links]).toEqual(['n3 n4']);
  });

  it('means the leader of the store below the candidates, where there is one', async () => {
    const session = await sessionOf({ algorithm: 'etcd', nodes: 5, params: { replicas: 3 } });
    session.seekUs(6_000_000);
    const leading = session.algorithm.storeLeader?.(session.world);
    const lines = actLines(session, 'crash').filter(
      ({ act, subject }) =>
        act.id === 'crash' && subject.of === 'node' && subject.role === 'store-leader',
    );
    expect(lines).toMatchObject([
      { subject: { node: leading }, choice: { deed: { do: 'crash', node: 'store-leader' } } },
    ]);
    const [line] = lines;
    if (line === undefined || !('deed' in line.choice)) throw new Error('no such line');
    session.act(line.choice.deed);
    session.stepForward();
    expect(session.world.node(String(leading)).up).toBe(false);
    const raft = await eventful();
    const roles = actLines(raft, '').map(({ subject }) => subject.of === 'node' && subject.role);
    expect(roles).not.toContain('store-leader');
  });

  it('offers what every algorithm has', async () => {
    expect(await loadAlgorithm('bully')).not.toBeNull();
    const session = await sessionOf({ algorithm: 'bully', nodes: 3 });
    session.seekUs(500_000);
    const acts = new Set(actLines(session, '').map(({ act }) => act.id));
    expect(acts.has('fireTimer')).toBe(true);
    expect(acts.has('requestOf')).toBe(false);
  });
});

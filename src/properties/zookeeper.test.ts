/** The checkers of the ZooKeeper recipe are shown what they must refuse, and what they must not. */
import { describe, expect, it } from 'vitest';
import { algorithm } from '../algorithms/zookeeper/index';
import { playDocument } from '../algorithms/zookeeper/testing/runs';
import type { ServerState, Tree } from '../algorithms/zookeeper/types';
import type { Fact, PartState, Step } from '../engine/protocol';
import type { Scenario } from '../scenario/types';
import { runToEnd } from '../session/runToEnd';
import { summarise } from '../session/summary';
import type { Property, RunFacts } from './types';
import { loadProperties } from './registry';
import { properties } from './zookeeper';
import { oneBeliever, readBefore, stopsBlind } from './zookeeper/clients';
import { oneNode, oneQueue, oneWoken, risingTokens } from './zookeeper/service';

const played = playDocument({
  ...{ v: 1, algorithm: 'zookeeper', nodes: 3, seed: '7', network: { delayMs: 10 } },
  commands: [{ atMs: 500, do: 'crash', node: 'leader' }],
}).to(2500);

const run: RunFacts = {
  ...{ algorithm: 'zookeeper', candidates: ['n1', 'n2', 'n3'], params: played.kernel.view.params },
  ...{ delayUs: { min: 10_000, max: 10_000 }, writeUsMax: 0, rank: () => 0 },
};

/** What a property says of steps, each as it was or as `spoil` makes it. */
function breaches(property: Property, spoil: (step: Step) => Step | null): readonly string[] {
  const checker = property.start(run);
  return played.steps.flatMap((step) => {
    const facts: readonly Fact[] = played.facts.filter(({ event }) => event === step.event.number);
    const found = checker.see(spoil(step) ?? step, facts);
    return found === null ? [] : [found.why];
  });
}

const asItWas = (): null => null;

/** A step of the server in which its tree is another one. */
function withTree(change: (tree: Tree, before: Tree) => Tree): (step: Step) => Step | null {
  return (step) => {
    if (step.node !== 's1' || step.after === null || step.before === null) return null;
    const after = step.after as ServerState;
    const { tree } = step.before as ServerState;
    if (after.tree === tree || after.tree.nodes.length === 0) return null;
    return { ...step, after: { ...after, tree: change(after.tree, tree) } as PartState };
  };
}

describe('the checkers', () => {
  it('find nothing in a run in which all is as it should be', () => {
    for (const property of properties) expect(breaches(property, asItWas), property.id).toEqual([]);
  });

  it('Z1: a node of a closed session, numbers that do not rise, two queues', () => {
    const orphan = withTree((tree) => ({ ...tree, sessions: [] }));
    expect(breaches(oneQueue, orphan)[0]).toMatch(/belongs to session \d+, which is closed/);
    const twice = withTree((tree) => ({ ...tree, nodes: [...tree.nodes, ...tree.nodes] }));
    expect(breaches(oneQueue, twice)[0]).toMatch(/stands behind/);
    const stuck = withTree((tree) => ({ ...tree, zxid: 1 }));
    expect(breaches(oneQueue, stuck)[0]).toMatch(/another had/);
  });

  it('Z2: a candidate that leads without having read that it is first', () => {
    const blind = (step: Step): Step | null =>
      step.message?.type === 'GetChildrenReply'
        ? { ...step, message: { ...step.message, children: [] } }
        : null;
    expect(breaches(readBefore, blind)[0]).toMatch(/leads without having read/);
  });

  it('Z3: a leader that is not connected, and one that has no session', () => {
    const spoil =
      (more: object) =>
      (step: Step): Step | null => {
        const isClient = step.node !== null && step.node.startsWith('n') && step.after !== null;
        if (!isClient || !(step.after as unknown as { leads: boolean }).leads) return null;
        return { ...step, after: { ...step.after, ...more } as PartState };
      };
    expect(breaches(stopsBlind, spoil({ link: 'apart' }))[0]).toMatch(/leads while it is apart/);
    expect(breaches(stopsBlind, spoil({ session: null }))[0]).toMatch(/leads without a session/);
  });

  it('Z4: two that are told of the end of one node', () => {
    const watching = (step: Step): Step | null => {
      const told = step.effects.find(
        (effect) => effect.do === 'send' && effect.message.type === 'NodeDeleted',
      );
      if (told === undefined || told.do !== 'send') return null;
      const node = (id: string) => {
        const found = step.world.node(id);
        const state = { ...found.state, watching: told.message['node'] };
        return { ...found, kind: found.kind, state } as typeof found;
      };
      const both = ['n1', 'n2', 'n3'].map((to) => ({ ...told, to }));
      return {
        ...step,
        effects: both,
        world: { ...step.world, ids: step.world.ids, params: run.params, node },
      };
    };
    expect(breaches(oneWoken, watching)[0]).toMatch(/were told/);
  });

  it('Z5: two nodes of one session', () => {
    const doubled = withTree((tree) => ({
      ...tree,
      nodes: tree.nodes.map((node) => ({ ...node, session: tree.nodes[0]?.session ?? 0 })),
    }));
    expect(breaches(oneNode, doubled)[0]).toMatch(/has nodes/);
  });

  it('Z6: a token that falls', () => {
    const older = withTree((tree) => ({
      ...tree,
      nodes: tree.nodes.map((child) => ({ ...child, czxid: 100 - tree.zxid })),
    }));
    expect(breaches(risingTokens, older)[0]).toMatch(/after token/);
  });
});

/** What a run says of a property. */
async function verdictOf(
  scenario: Partial<Scenario>,
  id: string,
): Promise<{ verdict: string; assumed: boolean } | null> {
  await loadProperties('zookeeper');
  const session = runToEnd(
    { v: 1, algorithm: 'zookeeper', nodes: 3, seed: '7', ...scenario },
    algorithm,
  );
  const found = summarise(session).properties.find((one) => one.id === id);
  return found === undefined ? null : { verdict: found.verdict, assumed: found.assumed };
}

describe('the verdicts', () => {
  const preset = (id: string): Partial<Scenario> =>
    algorithm.presets.find((one) => one.id === id)?.scenario as Partial<Scenario>;

  it('Z8: two believers are a lesson where a leader pauses, and the claim holds where it is cut off', async () => {
    const cut: Partial<Scenario> = {
      commands: [{ atMs: 1000, do: 'partition', groups: [['leader'], ['rest']] }],
      untilMs: 4000,
    };
    expect(await verdictOf(preset('pause'), 'Z8')).toEqual({ verdict: 'lesson', assumed: false });
    expect(await verdictOf(cut, 'Z8')).toEqual({ verdict: 'holds', assumed: true });
    expect(oneBeliever.kind).toBe('IF');
  });

  it('the servers’ own claims are asked where there are several', async () => {
    expect(await verdictOf(preset('store-leader'), 'fle:F1')).toEqual({
      verdict: 'holds',
      assumed: true,
    });
  });
});

/** What a server does with a request that reaches it a second time. */
import { describe, expect, it } from 'vitest';
import { playDocument } from './testing/runs';

describe('a request for a connection, copied on its way by hand', () => {
  const run = playDocument({
    ...{ v: 1, algorithm: 'zookeeper', nodes: 1, seed: '1', network: { delayMs: 10 } },
    params: { replicas: 1 },
    commands: [{ atMs: 5, do: 'duplicate', message: 'n1>s1#1' }],
  }).to(3000);

  it('reaches the server twice', () => {
    expect(run.delivered('Connect')).toHaveLength(2);
  });

  it('opens one session, and what is created on the connection lives as long as that one', () => {
    const { tree } = run.server('s1');
    expect(run.applied('CN1')).toHaveLength(1);
    expect(tree.sessions).toHaveLength(1);
    expect(tree.nodes.map(({ session }) => session)).toEqual([run.client('n1').session]);
    expect(run.seated()).toHaveLength(1);
  });
});

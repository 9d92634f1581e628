/**
 * What the links of a run allow, as commands change it: how long a message may take, and which links
 * keep order. Knows the rules from the scenario and from what `set` says, never from the kernel.
 */
import type { Fact, NodeId, Step, Us } from '../../engine/protocol';
import type { LinkRules, Targets } from '../../scenario/types';
import { cell, history } from '../history';
import type { Rewindable } from '../history';
import type { RunFacts } from '../types';

export interface LinkBook {
  readonly memory: readonly Rewindable[];
  see(step: Step, facts: readonly Fact[]): void;
  /** Shortest and longest delay of anything sent so far: it only ever widens. */
  delayUs(): { readonly min: Us; readonly max: Us };
  /** True if this message must come after every earlier one of its link. */
  keepsOrder(from: NodeId, to: NodeId, sent: number): boolean;
}

/** The one id that a target list is; null if it names a role or several. */
function oneId(targets: Targets, ids: readonly NodeId[]): NodeId | null {
  const one = typeof targets === 'string' ? targets : targets.length === 1 ? targets[0] : undefined;
  return one !== undefined && ids.includes(one) ? one : null;
}

type Ends = readonly (readonly [from: NodeId, to: NodeId])[];

function pairs(ids: readonly NodeId[]): Ends {
  return ids.flatMap((a) => ids.flatMap((b) => (a === b ? [] : [[a, b] as const])));
}

export function linkBook(run: RunFacts): LinkBook {
  const delay = history<'min' | 'max', Us>();
  /** By link: the first send from which order is kept; Infinity: nothing is known or none is kept. */
  const since = history<string, number>();
  /** False in nearly every run, and then nothing has to be looked up. */
  const changed = cell(false);

  const order = ({ fifo }: LinkRules, first: number, ends: () => Ends): void => {
    if (fifo === undefined) return;
    for (const [a, b] of ends()) since.set(`${a}>${b}`, fifo ? first : Infinity);
  };

  const set = (step: Step, fact: Fact & { readonly fact: 'command' }): void => {
    const given = run.commandAt?.(fact.index);
    if (given === undefined || given.command.do !== 'set' || 'params' in given.command) return;
    const { command, delayUs } = given;
    changed.now = true;
    if (delayUs !== undefined) {
      delay.set('min', Math.min(delay.get('min') ?? run.delayUs.min, delayUs.min));
      delay.set('max', Math.max(delay.get('max') ?? run.delayUs.max, delayUs.max));
    }
    const [, first] = step.event.sends;
    const { ids } = step.world;
    if ('network' in command) {
      order(command.network, first, () => pairs(ids));
      return;
    }
    const { link } = command;
    const from = oneId(link.from, ids);
    const to = oneId(link.to, ids);
    if (from === null || to === null) {
      // Whom a role meant is not known link by link: of all that it may have been nothing is claimed.
      if (link.fifo !== undefined) order({ fifo: false }, first, () => pairs(fact.targets));
      return;
    }
    order(link, first, () => {
      const there: Ends = [[from, to]];
      return link.oneWay === true ? there : [...there, [to, from]];
    });
  };

  return {
    memory: [delay, since, changed],
    see: (step, facts) => {
      for (const fact of facts) {
        if (fact.fact === 'command' && fact.effect === 'done') set(step, fact);
      }
    },
    delayUs: () =>
      changed.now
        ? { min: delay.get('min') ?? run.delayUs.min, max: delay.get('max') ?? run.delayUs.max }
        : run.delayUs,
    keepsOrder: (from, to, sent) => {
      const first = changed.now ? since.get(`${from}>${to}`) : undefined;
      return first === undefined ? run.keepsOrder?.(from, to) === true : sent >= first;
    },
  };
}

/**
 * Reading a step of Bully as a checker needs it: plain states and messages, nothing of the handlers.
 */
import type {
  BullyParams,
  BullyState,
  OriginalParams,
  OriginalState,
} from '../../algorithms/bully/types';
import type { NodeId, Step, Us, WorldView } from '../../engine/protocol';
import type { Checker, Property } from '../types';

/** Parameters of either form. */
export type Params = BullyParams | OriginalParams;

/** True for the paper's own form. */
export function isOriginal(params: object): params is OriginalParams {
  return 'variant' in params;
}

/** Sees nothing and is not listed. */
const ELSEWHERE: Checker = {
  see: () => null,
  occurred: () => false,
  mark: () => null,
  rewind: () => undefined,
};

/** A claim about one form, which says nothing of the other. */
export function onlyIn(form: 'textbook' | 'original', property: Property): Property {
  return {
    ...property,
    start: (run) =>
      isOriginal(run.params) === (form === 'original') ? property.start(run) : ELSEWHERE,
  };
}

/** The node of the paper's form that stepped, before and after; null if none did. */
export function steppedOriginal(step: Step): {
  readonly node: NodeId;
  readonly before: OriginalState;
  readonly after: OriginalState;
} | null {
  const { node, before, after } = step;
  if (node === null || before === null || after === null) return null;
  return { node, before: before as OriginalState, after: after as OriginalState };
}

/** A node that has just made a step. */
export interface Stepped {
  readonly node: NodeId;
  readonly before: BullyState;
  readonly after: BullyState;
}

/** The node that stepped, or null if none did. */
export function stepped(step: Step): Stepped | null {
  if (step.node === null || step.before === null || step.after === null) return null;
  return { node: step.node, before: step.before as BullyState, after: step.after as BullyState };
}

/** True if the step handled a message of this type. */
export function handled(step: Step, type: string): boolean {
  return step.event.kind === 'deliver' && step.message?.type === type;
}

const ELECTION_TYPES: readonly string[] = ['ELECTION', 'OK', 'COORDINATOR']
  .concat(['Halt', 'NewCoordinator', 'Ready'])
  .concat(['HaltReply', 'NewCoordinatorReply', 'ReadyReply']);

/** True for the messages of an election; false for pings and their answers. */
export function isOfElection(type: string | undefined): boolean {
  return type !== undefined && ELECTION_TYPES.includes(type);
}

/** To whom the step sent messages of this type, copies not counted twice. */
export function receivers(step: Step, type: string): readonly NodeId[] {
  const found: NodeId[] = [];
  for (const effect of step.effects) {
    if (effect.do !== 'send' || effect.message.type !== type) continue;
    if (!found.includes(effect.to)) found.push(effect.to);
  }
  return found;
}

/** Whom a group of nodes must agree on: its highest live node. */
export function highestLive(
  world: WorldView,
  group: readonly NodeId[],
  rank: (id: NodeId) => number,
): NodeId | null {
  let best: NodeId | null = null;
  for (const id of group) {
    if (world.node(id).up && (best === null || rank(id) > rank(best))) best = id;
  }
  return best;
}

/** One call of the paper's form to each of so many nodes, none of which answers. */
function roundUs({ okWaitUs }: Params, nodes: number): Us {
  return nodes * okWaitUs;
}

/**
 * How long a dead leader can go unnoticed. A hundredth is added for clocks that run a little slow. The
 * paper's form calls one after another, so that there it depends on how many there are.
 */
export function detectionUs(params: Params, nodes: number): Us {
  const { pingEveryUs, pingWaitUs } = params;
  const calls = isOriginal(params) ? roundUs(params, nodes + 1) : 0;
  return Math.ceil((pingEveryUs + pingWaitUs + calls) * 1.01);
}

/**
 * How long a run may take to settle after the last fault, with `crashes` during the election. The paper's
 * form goes round four times in an election, and may find at the coordinator's next look that a node was
 * left out.
 */
export function settlingUs(params: Params, crashes: number, nodes: number): Us {
  const { okWaitUs, coordinatorWaitUs, pingEveryUs } = params;
  const notice = detectionUs(params, nodes);
  if (!isOriginal(params)) {
    return notice + (crashes + 1) * (okWaitUs + coordinatorWaitUs) + delayAllowedUs(params);
  }
  const election = 4 * roundUs(params, nodes);
  const look = pingEveryUs + roundUs(params, nodes);
  return (crashes + 1) * (notice + coordinatorWaitUs + look + 2 * election);
}

/** The longest delay under which the answer window is long enough. */
export function delayAllowedUs({ okWaitUs }: Params): Us {
  return Math.floor(okWaitUs / 2);
}

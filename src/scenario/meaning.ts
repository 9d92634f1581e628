/**
 * What only several fields of a scenario together can contradict: names that stand for nobody, names
 * given twice, curves that cannot be. Unwise values pass. What depends on the algorithm is checked in
 * `fitting.ts`.
 */
import type { NodeId } from '../engine/protocol';
import type { Command, LinkRules, Network, Problem, Scenario, Targets } from './types';
import type { PathStep } from './problems';
import { NODES_MAX, PROBLEMS_MAX } from './limits';
import { oneOf, problemAt, quote } from './problems';
import { ROLES, STORE_LEADER } from './fields';
import { messageEnds } from './linkShape';
import { nodeIds, nodePriorities } from './nodes';

/** Collects problems, no more than anyone reads. */
export class Findings {
  readonly problems: Problem[] = [];

  add(path: readonly PathStep[], problem: string, hint: string): void {
    if (this.problems.length < PROBLEMS_MAX) this.problems.push(problemAt(path, problem, hint));
  }
}

/** What a node that an algorithm brings along may be called, where nobody knows the algorithm yet. */
const COMPANION = /^[a-mo-z]\d{1,2}$/;

class Checker {
  private readonly candidates: ReadonlySet<string>;
  private readonly known: ReadonlySet<string>;
  private readonly hint: string;

  constructor(
    private readonly scenario: Scenario,
    private readonly found: Findings,
    private readonly company: readonly NodeId[] | null,
  ) {
    const ids = nodeIds(scenario.nodes);
    this.candidates = new Set(ids);
    this.known = new Set([...ids, ...(company ?? [])]);
    this.hint = `The nodes are ${oneOf([...this.known])}.`;
  }

  all(): void {
    const { network, clocks, initial, commands, view } = this.scenario;
    this.nodes();
    this.guests();
    if (network !== undefined) this.network(network);
    this.keys(clocks, ['clocks']);
    for (const id of Object.keys(initial?.logs ?? {})) {
      this.candidate(id, ['initial', 'logs', id]);
    }
    this.candidate(initial?.leader, ['initial', 'leader']);
    this.logs();
    this.keys(view?.seats, ['view', 'seats']);
    this.node(view?.select, ['view', 'select']);
    if (view?.windowMs !== undefined && view.windowMs[0] >= view.windowMs[1]) {
      const problem = 'The window ends before it begins.';
      this.found.add(['view', 'windowMs'], problem, 'Put the earlier time first.');
    }
    this.commandIds();
    for (const [index, command] of (commands ?? []).entries()) {
      this.command(command, ['commands', index]);
    }
  }

  /** The nodes that are brought along have names of their own, and there is room for them. */
  private guests(): void {
    const company = this.company ?? [];
    const who =
      this.scenario.workload === undefined
        ? 'the algorithm brings'
        : 'the algorithm and its workload bring';
    const taken = company.find((id) => this.candidates.has(id));
    if (taken !== undefined) {
      const problem = `A node is called ${taken}, as is one that ${who} along.`;
      this.found.add(['nodes'], problem, 'Rename it.');
    }
    const count = this.candidates.size + company.length;
    if (company.length > 0 && count > NODES_MAX) {
      const problem = `These are ${count} nodes, with those that ${who} along.`;
      this.found.add(['nodes'], problem, `Make it at most ${NODES_MAX} in all.`);
    }
  }

  private nodes(): void {
    const { nodes } = this.scenario;
    if (typeof nodes === 'number') return;
    const ids = new Set<string>();
    const priorities = new Map<number, NodeId>();
    for (const [index, priority] of nodePriorities(nodes).entries()) {
      const id = nodes[index]?.id ?? '';
      if (ids.has(id)) {
        this.found.add(['nodes', index, 'id'], `Two nodes are called ${id}.`, 'Rename one.');
      }
      ids.add(id);
      const other = priorities.get(priority);
      if (other !== undefined) {
        const hint = 'Give each its own; without one a node has its place in the list.';
        const problem = `${other} and ${id} have the same priority ${priority}.`;
        this.found.add(['nodes', index, 'priority'], problem, hint);
      }
      priorities.set(priority, id);
    }
  }

  private network(network: Network): void {
    this.curve(network, ['network']);
    for (const [name, rules] of Object.entries(network.links ?? {})) {
      const path = ['network', 'links', name];
      const [from = '', to = ''] = name.split('>');
      this.node(from, path);
      this.node(to, path);
      if (from === to) {
        this.found.add(path, 'A link joins two different nodes.', 'Remove this one.');
      }
      this.curve(rules, path);
    }
  }

  private curve({ delayMs }: LinkRules, path: readonly PathStep[]): void {
    if (typeof delayMs !== 'object' || !('dist' in delayMs)) return;
    const { p50, p99, min } = delayMs;
    if (p99 <= p50) {
      const problem = `99 of 100 delays cannot be within ${p99} ms if half are over ${p50} ms.`;
      this.found.add([...path, 'delayMs', 'p99'], problem, 'Make p99 larger than p50.');
    }
    if (min > p50) {
      const problem = `The smallest delay, ${min} ms, is above the median, ${p50} ms.`;
      this.found.add([...path, 'delayMs', 'min'], problem, 'Make min at most p50.');
    }
  }

  /**
   * Logs as some run could have left them: terms never go down, and entries of the same place and term
   * are the same entry, so that whatever comes before them is the same too (Raft's Log Matching).
   */
  private logs(): void {
    const before = new Map<string, { readonly term: number; readonly node: NodeId }>();
    for (const [node, terms] of Object.entries(this.scenario.initial?.logs ?? {})) {
      const at = terms.findIndex((term, index) => index > 0 && term < (terms[index - 1] ?? 0));
      if (at >= 0) {
        const path = ['initial', 'logs', node, at];
        this.found.add(path, 'Terms in a log never go down.', 'Put the entries in order of terms.');
        continue;
      }
      for (const [index, term] of terms.entries()) {
        const previous = terms[index - 1] ?? 0;
        const known = before.get(`${index} ${term}`);
        if (known === undefined) {
          before.set(`${index} ${term}`, { term: previous, node });
        } else if (known.term !== previous) {
          const problem = `${known.node} and ${node} share entry ${index + 1} of term ${term}, but not the entries before it.`;
          const hint =
            'One leader made that entry: make the entries before it the same, or change its term in one log.';
          this.found.add(['initial', 'logs', node, index], problem, hint);
          break;
        }
      }
    }
  }

  private commandIds(): void {
    const seen = new Map<string, number>();
    for (const [index, { id }] of (this.scenario.commands ?? []).entries()) {
      if (id === undefined) continue;
      const first = seen.get(id);
      if (first === undefined) {
        seen.set(id, index);
      } else {
        const problem = `The id ${quote(id)} is already that of commands[${first}].`;
        this.found.add(['commands', index, 'id'], problem, 'Rename one of the two.');
      }
    }
  }

  private command(command: Command, path: readonly PathStep[]): void {
    switch (command.do) {
      case 'heal':
      case 'unhold':
        return;
      case 'partition':
        return this.groups(command.groups, [...path, 'groups']);
      case 'cut':
      case 'join':
        return this.ends(command, path);
      case 'block':
      case 'unblock':
        if (command.from !== undefined) this.targets(command.from, [...path, 'from']);
        if (command.to !== undefined) this.targets(command.to, [...path, 'to']);
        return;
      case 'drop':
      case 'duplicate':
      case 'delay':
      case 'deliver':
        return this.message(command.message, [...path, 'message']);
      case 'choose':
        if ('message' in command) this.message(command.message, [...path, 'message']);
        else this.targets(command.node, [...path, 'node']);
        return;
      case 'hold':
        if (command.nodes !== undefined) this.targets(command.nodes, [...path, 'nodes']);
        return;
      case 'set':
        return this.set(command, path);
      default:
        return this.targets(command.node, [...path, 'node']);
    }
  }

  private set(command: Command & { do: 'set' }, path: readonly PathStep[]): void {
    if ('network' in command) this.curve(command.network, [...path, 'network']);
    if (!('link' in command)) return;
    this.ends(command.link, [...path, 'link']);
    this.curve(command.link, [...path, 'link']);
  }

  private ends({ from, to }: { from: Targets; to: Targets }, path: readonly PathStep[]): void {
    this.targets(from, [...path, 'from']);
    this.targets(to, [...path, 'to']);
    if (typeof from === 'string' && from === to && this.known.has(from)) {
      this.found.add(path, 'A node has no link to itself.', 'Name two different nodes.');
    }
  }

  private message(name: string, path: readonly PathStep[]): void {
    const [from, to] = messageEnds(name) ?? [];
    this.node(from, path);
    this.node(to, path);
    if (from === to) {
      const hint = 'Name a message between two different nodes.';
      this.found.add(path, 'What a node sends to itself is never under way.', hint);
    }
  }

  /** Nobody can be in two groups; `any` and `follower` are drawn anew each time, so they may repeat. */
  private groups(groups: readonly (readonly string[])[], path: readonly PathStep[]): void {
    const once = new Set<string>();
    for (const [index, group] of groups.entries()) {
      for (const [place, target] of group.entries()) {
        const here = [...path, index, place];
        this.target(target, here);
        if (target === 'any' || target === 'follower' || target === 'crashed') continue;
        if (once.has(target)) {
          this.found.add(here, `The groups name ${quote(target)} twice.`, 'Name it once.');
        }
        once.add(target);
      }
    }
  }

  private targets(targets: Targets, path: readonly PathStep[]): void {
    if (typeof targets === 'string') return this.target(targets, path);
    for (const [index, target] of targets.entries()) this.target(target, [...path, index]);
  }

  private target(target: string, path: readonly PathStep[]): void {
    const isRole = target === STORE_LEADER || ROLES.some((role) => role === target);
    if (!isRole) this.node(target, path);
  }

  private keys(object: object | undefined, path: readonly PathStep[]): void {
    for (const id of Object.keys(object ?? {})) this.node(id, [...path, id]);
  }

  private candidate(id: string | undefined, path: readonly PathStep[]): void {
    if (id === undefined || this.candidates.has(id)) return;
    if (!this.known.has(id)) return this.node(id, path);
    const hint = `Those that can are ${oneOf([...this.candidates])}.`;
    this.found.add(path, `${id} can never lead.`, hint);
  }

  private node(id: string | undefined, path: readonly PathStep[]): void {
    if (id === undefined || this.known.has(id)) return;
    if (this.company === null && COMPANION.test(id)) return;
    this.found.add(path, `There is no node ${quote(id)}.`, this.hint);
  }
}

/**
 * Adds what contradicts itself within a scenario of the right shape. `company`: the nodes that the
 * algorithm brings along; null: nobody knows them yet.
 */
export function checkMeaning(
  scenario: Scenario,
  found: Findings,
  company: readonly NodeId[] | null,
): void {
  new Checker(scenario, found, company).all();
}

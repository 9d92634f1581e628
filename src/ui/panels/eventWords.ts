/**
 * Events in a few words each, for the list and for finding: what one searches is what one reads. Words are
 * put together once for each kind of event and pair of nodes, so that a million lines cost little.
 */
import type { TFunction } from 'i18next';
import type { RunView } from '../../session/types';
import type { Told } from './eventList';
import { spaceOf } from '../i18n/setup';

export class EventWords implements Told {
  private readonly known = new Map<string, string>();
  private readonly lower = new Map<string, string>();

  constructor(
    private readonly run: RunView,
    private readonly t: TFunction,
  ) {}

  /** The words of one event. */
  of(event: number): string {
    const { run } = this;
    const sent = run.trace.messageOf(event);
    if (sent >= 0) {
      const { type, from, to, fate } = run.trace.sent(sent);
      const kind = run.trace.kind(event);
      const key = kind === 'drop' ? `event.drop.${fate}` : `event.${kind}`;
      return this.once(`${key} ${type} ${from} ${to}`, () => this.t(key, { type, from, to }));
    }
    const { kind, actor, timer, command } = run.trace.event(event);
    const node = actor ?? '';
    if (kind === 'deliver') return this.once(`own ${node}`, () => this.t('event.own', { node }));
    if (timer !== null) {
      return this.once(`timer ${timer.name} ${timer.key} ${node}`, () => {
        const name = [this.timerName(timer.name), timer.key].join(' ').trim();
        return this.t('event.timer', { node, timer: name });
      });
    }
    if (command !== null) return this.command(command);
    return this.once(`${kind} ${node}`, () => this.t(`event.${kind}`, { node }));
  }

  /** True if all of these lower-case words occur in the words of the event. */
  has(event: number, words: readonly string[]): boolean {
    const text = this.of(event);
    let lower = this.lower.get(text);
    if (lower === undefined) {
      lower = text.toLowerCase();
      this.lower.set(text, lower);
    }
    for (const word of words) if (!lower.includes(word)) return false;
    return true;
  }

  concerns(event: number, actor: number): boolean {
    const { command } = this.run.trace.event(event);
    if (command === null) return false;
    const node = this.run.world.ids[actor] ?? '';
    return this.run.commands[command]?.outcome?.targets.includes(node) ?? false;
  }

  private once(key: string, words: () => string): string {
    let known = this.known.get(key);
    if (known === undefined) {
      known = words();
      this.known.set(key, known);
    }
    return known;
  }

  private timerName(name: string): string {
    const { algorithm } = this.run;
    const wait = algorithm.face.waits[name];
    return wait === undefined ? name : this.t(wait.word, { ns: spaceOf(algorithm) });
  }

  private command(index: number): string {
    const record = this.run.commands[index];
    const deed = this.t(`deed.${record?.command.do ?? ''}`);
    const nodes = record?.outcome?.targets.join(', ') ?? '';
    return this.t('event.command', { deed, nodes }).trim();
  }
}

/**
 * Golden traces: a run as text that a person can review in a diff. Holds events, rules, notes, sends
 * and role changes; no wording of sentences, so that rewording breaks nothing. For tests only.
 */
import type { AnyMessage, Effect, Fact, Step } from '../protocol';

function ms(us: number): string {
  const whole = Math.floor(us / 1000);
  return `${whole}.${String(us % 1000).padStart(3, '0')}`;
}

function fields(message: AnyMessage): string {
  return Object.entries(message)
    .filter(([name]) => name !== 'type')
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(' ');
}

function headOf(step: Step): string {
  const { event, message, from, node } = step;
  switch (event.kind) {
    case 'deliver':
    case 'drop':
    case 'arrive':
      return `${event.kind} ${from} -> ${node} ${message?.type} ${message === null ? '' : fields(message)}`;
    case 'timer':
      return `timer ${node} ${event.timer?.name}${event.timer?.key ? ` ${event.timer.key}` : ''}`;
    case 'command':
      return `command ${event.command}`;
    default:
      return `${event.kind} ${node}`;
  }
}

function effectLine(effect: Effect): string | null {
  switch (effect.do) {
    case 'send':
      return `send ${effect.to} ${effect.message.type} ${fields(effect.message)}`;
    case 'setTimer':
      return `set ${effect.name}${effect.key === '' ? '' : ` ${effect.key}`} ${ms(effect.us)}`;
    case 'cancelTimer':
      return `cancel ${effect.name}${effect.key === '' ? '' : ` ${effect.key}`}`;
    case 'persist':
      return `persist ${ms(effect.writeUs)}`;
    case 'becomes':
      return `becomes ${effect.role} (${effect.why})`;
    case 'believes':
      return `believes ${effect.leader ?? 'nobody'} ${effect.attempt ?? '-'}`;
    case 'attempt':
      return `attempt ${effect.key}`;
    case 'rule':
      return `rule ${effect.id}`;
    case 'note':
      return `note ${effect.text}`;
  }
}

function factLine(fact: Fact): string | null {
  switch (fact.fact) {
    case 'seated':
      return `SEATED ${fact.node} ${fact.attempt}`;
    case 'unseated':
      return `UNSEATED ${fact.node} ${fact.attempt} ${fact.why}`;
    case 'crashed':
    case 'up':
    case 'paused':
    case 'resumed':
      return `${fact.fact.toUpperCase()} ${fact.node}`;
    case 'links':
      return `LINKS ${fact.groups.map((group) => group.join(' ')).join(' | ')}`;
    case 'command':
      return `COMMAND ${fact.index} ${fact.effect} ${fact.targets.join(' ')}${fact.why}`;
    default:
      return null;
  }
}

/** Lines of a run: one per event, its effects indented, then the facts it made. */
export function goldenTrace(steps: readonly Step[], facts: readonly Fact[]): string {
  const lines: string[] = [];
  let next = 0;
  for (const step of steps) {
    lines.push(
      `${String(step.event.number).padStart(4)} ${ms(step.event.us)} ${headOf(step)}`.trimEnd(),
    );
    for (const effect of step.effects) {
      const line = effectLine(effect);
      if (line !== null) lines.push(`       ${line}`.trimEnd());
    }
    for (; next < facts.length && (facts[next] as Fact).event <= step.event.number; next++) {
      const line = factLine(facts[next] as Fact);
      if (line !== null) lines.push(`       ${line}`.trimEnd());
    }
  }
  return `${lines.join('\n')}\n`;
}

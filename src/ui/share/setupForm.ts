/** The set-up of a run as figures: from a scenario to fields, and from fields to what the scenario says. Pure. */
import type { NodeId } from '../../engine/protocol';
import type { Range, Scenario } from '../../scenario/types';
import type { Setup } from '../player/edits';

export interface SetupFields {
  readonly crashedInbox: 'lost' | 'kept';
  readonly writeFrom: string;
  readonly writeTo: string;
  readonly timers: 'fresh' | 'random';
  /** Percent fast, by node. */
  readonly clocks: { readonly [node: NodeId]: string };
}

const MOST_MS = 14_400_000;
const MOST_PERCENT = 50;
/** Parts per million in one percent. */
const PPM = 10_000;

export function setupFields(scenario: Scenario, ids: readonly NodeId[]): SetupFields {
  const write: Range = scenario.disk?.writeMs ?? 0;
  const [from, to] = typeof write === 'number' ? [write, write] : write;
  return {
    crashedInbox: scenario.network?.crashedInbox ?? 'lost',
    writeFrom: String(from),
    writeTo: String(to),
    timers: scenario.initial?.timers ?? 'fresh',
    clocks: Object.fromEntries(
      ids.map((id) => [id, String((scenario.clocks?.[id]?.ppm ?? 0) / PPM)]),
    ),
  };
}

/** A figure in its range, to so many decimals; null if it is none. */
function figure(text: string, least: number, most: number, decimals: number): number | null {
  const plain = text.trim().replace(',', '.').replace('−', '-');
  const value = plain === '' ? NaN : Number(plain);
  return value >= least && value <= most ? Number(value.toFixed(decimals)) : null;
}

/** What the fields say, or the key of the sentence that tells what makes no sense. */
export function setupOf(
  fields: SetupFields,
  before: Scenario['clocks'],
): Setup | { readonly refused: string } {
  const from = figure(fields.writeFrom, 0, MOST_MS, 3);
  const to = figure(fields.writeTo, 0, MOST_MS, 3);
  if (from === null || to === null || from > to) return { refused: 'setup.refused.write' };
  const clocks: { [node: NodeId]: { ppm?: number; offsetMs?: number } } = {};
  for (const [node, text] of Object.entries(fields.clocks)) {
    const percent = figure(text, -MOST_PERCENT, MOST_PERCENT, 4);
    if (percent === null) return { refused: 'setup.refused.clock' };
    const offsetMs = before?.[node]?.offsetMs;
    const ppm = Math.round(percent * PPM);
    if (ppm === 0 && offsetMs === undefined) continue;
    clocks[node] = { ...(ppm !== 0 && { ppm }), ...(offsetMs !== undefined && { offsetMs }) };
  }
  return {
    crashedInbox: fields.crashedInbox,
    writeMs: from === to ? from : [from, to],
    timers: fields.timers,
    clocks,
  };
}

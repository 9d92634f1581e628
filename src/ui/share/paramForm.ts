/**
 * Parameters as fields, made from what the algorithm says of them: from values to what stands in the
 * fields, and back to what a scenario or a command says. Knows no algorithm and draws nothing.
 */
import type { Json, NodeId, ParamSpec } from '../../engine/protocol';

export type Values = { readonly [name: string]: Json };

/** What stands in the fields of one parameter; which of them count depends on its shape. */
export interface Draft {
  /** A number or several, the low end of a range, a choice; '' where nodes are picked one by one. */
  readonly text: string;
  /** The high end of a range. */
  readonly high: string;
  /** A switch; for a number that may be off: it is in use. */
  readonly on: boolean;
  readonly nodes: readonly NodeId[];
}

export type Drafts = { readonly [name: string]: Draft };

const EMPTY: Draft = { text: '', high: '', on: false, nodes: [] };

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** Equal as a run sees them: 50 and [50, 50] are the same range. */
export function sameValue(spec: ParamSpec, one: Json, other: Json): boolean {
  const whole = (value: Json): Json =>
    spec.shape === 'range' && typeof value === 'number' ? [value, value] : value;
  return JSON.stringify(whole(one)) === JSON.stringify(whole(other));
}

/** A value as its fields show it. A number that is off shows the one it would begin with. */
export function draftOf(spec: ParamSpec, value: Json): Draft {
  switch (spec.shape) {
    case 'flag':
      return { ...EMPTY, on: value === true };
    case 'range': {
      const [low, high] = isList(value) ? value : [value, value];
      return { ...EMPTY, text: String(low), high: String(high) };
    }
    case 'numberOrNull':
      return value === null
        ? { ...EMPTY, text: String(spec.typical ?? spec.min ?? '') }
        : { ...EMPTY, text: String(value), on: true };
    case 'choiceOrNodes':
      return isList(value)
        ? { ...EMPTY, nodes: value.map(String) }
        : { ...EMPTY, text: String(value) };
    default:
      return { ...EMPTY, text: isList(value) ? value.join(', ') : String(value) };
  }
}

/** The number a text means; the text itself where it means none, so that the check can quote it. */
function figure(text: string): Json {
  const plain = text.trim().replace(',', '.').replace('−', '-');
  const value = plain === '' ? NaN : Number(plain);
  return Number.isFinite(value) ? value : text;
}

/** What the fields say, in bounds or not. */
export function valueOf(spec: ParamSpec, draft: Draft): Json {
  switch (spec.shape) {
    case 'flag':
      return draft.on;
    case 'choice':
      return draft.text;
    case 'number':
      return figure(draft.text);
    case 'numberOrNull':
      return draft.on ? figure(draft.text) : null;
    case 'range':
      return [figure(draft.text), figure(draft.high)];
    case 'choiceOrNodes':
      return draft.text === '' ? draft.nodes : draft.text;
    case 'numbers':
      return draft.text
        .split(/[\s,;]+/)
        .filter((one) => one !== '')
        .map(figure);
  }
}

/** The fields of these parameters at these values; where there is none, at the default. */
export function draftsOf(specs: readonly ParamSpec[], values: Values): Drafts {
  return Object.fromEntries(
    specs.map((spec) => [spec.name, draftOf(spec, values[spec.name] ?? fallback(spec, values))]),
  );
}

/** Null is a value; only what is not there falls back. */
function fallback({ name, default: usual }: ParamSpec, values: Values): Json {
  return Object.hasOwn(values, name) ? null : usual;
}

export function valuesOf(specs: readonly ParamSpec[], drafts: Drafts): Values {
  return Object.fromEntries(
    specs.map((spec) => [
      spec.name,
      valueOf(spec, drafts[spec.name] ?? draftOf(spec, spec.default)),
    ]),
  );
}

/**
 * The fields of another variant: what was set by hand stays where the other one knows it, what stood at
 * its default takes the other's default.
 */
export function draftsFor(
  next: readonly ParamSpec[],
  before: readonly ParamSpec[],
  drafts: Drafts,
): Drafts {
  const values = valuesOf(before, drafts);
  const kept: { [name: string]: Json } = {};
  for (const spec of before) {
    const value = values[spec.name];
    if (value !== undefined && !sameValue(spec, value, spec.default)) kept[spec.name] = value;
  }
  return draftsOf(next, kept);
}

/** The values that differ from `before`, by name. */
export function changesOf(specs: readonly ParamSpec[], before: Values, after: Values): Values {
  const changed: { [name: string]: Json } = {};
  for (const spec of specs) {
    const [was, is] = [before[spec.name] ?? null, after[spec.name] ?? null];
    if (!sameValue(spec, was, is)) changed[spec.name] = is;
  }
  return changed;
}

/** What a scenario has to say of its parameters: the variant unless it is the first, and no defaults. */
export function sayParams(
  specs: readonly ParamSpec[],
  values: Values,
  variant: string | null,
  variants: readonly string[],
): Values {
  const usual = Object.fromEntries(specs.map((spec) => [spec.name, spec.default]));
  return {
    ...(variant !== null && variant !== variants[0] && { variant }),
    ...changesOf(specs, usual, values),
  };
}

/** The parameters of workloads as their lines are written, and how their values are read. */
import type { Companion, ParamSpec, Us } from '../../engine/protocol';
import type { Given } from '../types';

/** Four hours, the longest time a scenario may ask for. */
const LONGEST_MS = 14_400_000;

/** A time in ms. `prefix`: that of the workload's texts. */
export function time(prefix: string, name: string, ms: number, source: string): ParamSpec {
  return {
    ...{ name, unit: 'ms', shape: 'number', default: ms, min: 0.001, max: LONGEST_MS },
    ...{ source, help: `${prefix}.param.${name}` },
  };
}

/** How many of something, within [min, max]. */
export function count(
  prefix: string,
  name: string,
  value: number,
  [min, max]: readonly [number, number],
  source: string,
): ParamSpec {
  return {
    ...{ name, unit: 'count', shape: 'number', default: value, min, max },
    ...{ source, help: `${prefix}.param.${name}` },
  };
}

/** On or off. */
export function flag(prefix: string, name: string, value: boolean, source: string): ParamSpec {
  return {
    ...{ name, unit: 'flag', shape: 'flag', default: value },
    ...{ source, help: `${prefix}.param.${name}` },
  };
}

/** One of some words, the first the default. */
export function choice(
  prefix: string,
  name: string,
  choices: readonly string[],
  source: string,
): ParamSpec {
  return {
    ...{ name, unit: 'choice', shape: 'choice', default: choices[0] ?? '', choices },
    ...{ source, help: `${prefix}.param.${name}` },
  };
}

/** A time as handlers read it, in whole us. */
export function usOf(given: Given, name: string): Us {
  return Math.round(Number(given[name]) * 1000);
}

/** Nodes of one kind, numbered from 1 behind a letter; none where the count is unchecked nonsense. */
export function numbered(letter: string, kind: string, value: unknown, max: number): Companion[] {
  const many = Number(value);
  const isKnown = Number.isSafeInteger(many) && many >= 0 && many <= max;
  return Array.from({ length: isKnown ? many : 0 }, (_, at) => ({
    id: `${letter}${at + 1}`,
    kind,
  }));
}

/**
 * The form of an algorithm that a variant is: its own parts, rules and face in place of the shared ones.
 * Everything that runs, draws or speaks is handed a form and never asks for the variant.
 */
import type { Algorithm, Running } from './protocol';

const known = new WeakMap<Running, Map<string, Running>>();

/** The algorithm as this variant has it; the algorithm itself where the variant has nothing of its own. */
export function formOf<A extends Running>(algorithm: A, variant: unknown): A {
  if (typeof variant !== 'string') return algorithm;
  const form = algorithm.forms?.[variant];
  if (form === undefined) return algorithm;
  let forms = known.get(algorithm);
  if (forms === undefined) known.set(algorithm, (forms = new Map()));
  let made = forms.get(variant);
  if (made === undefined) {
    const { forms: _forms, ...shared } = algorithm;
    forms.set(variant, (made = { ...shared, ...form } as Running));
  }
  return made as A;
}

/** Every form there is: one for each variant, or the algorithm itself. */
export function formsOf(algorithm: Algorithm): readonly Algorithm[] {
  const { variants } = algorithm;
  return variants.length === 0
    ? [algorithm]
    : [...new Set(variants.map((variant) => formOf(algorithm, variant)))];
}

/** The form that a scenario's parameters name; the first variant is the default one. */
export function formFor<A extends Running>(
  algorithm: A,
  params: { readonly [name: string]: unknown } | undefined,
): A {
  return formOf(algorithm, params?.['variant'] ?? algorithm.variants[0]);
}

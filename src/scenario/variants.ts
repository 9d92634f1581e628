/**
 * The variants of an algorithm as a form for parameters needs them: which parameters each has, with its
 * own defaults. Everything is read from the algorithm's description.
 */
import { formFor, formOf } from '../engine/forms';
import type { Algorithm, ParamSpec, RuleText } from '../engine/protocol';
import type { Scenario } from './types';

/** What a form shows of one variant. */
export interface VariantFace {
  readonly params: readonly ParamSpec[];
  /** Texts of its face: the help of its parameters is among them. */
  readonly texts: { readonly [key: string]: string };
}

/** The parameters and texts of a variant; of the algorithm itself where it has no such variant. */
export function variantFace(algorithm: Algorithm, variant: string | null): VariantFace {
  const { params, face } = formOf(algorithm, variant);
  return { params, texts: { ...algorithm.face.texts.en, ...face.texts.en } };
}

/** Every variant with the algorithm as it has it; none where there is only one. */
export function variantForms(
  algorithm: Algorithm,
): readonly { readonly variant: string; readonly form: Algorithm }[] {
  return algorithm.variants.map((variant) => ({ variant, form: formOf(algorithm, variant) }));
}

/** The pseudocode of the variant that a scenario runs. */
export function rulesFor(algorithm: Algorithm, { params }: Scenario): readonly RuleText[] {
  return formFor(algorithm, params).rules;
}

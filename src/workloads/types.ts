/**
 * What a workload is: a part `app` on every candidate, kinds of node of its own, and how both look. Types
 * only. `onTop.ts` puts one on an algorithm; a workload never asks which algorithm that is.
 */
import type {
  Companion,
  Face,
  Json,
  Mandate,
  NodeId,
  NodeKind,
  OnTop,
  Ornament,
  Part,
  PartState,
  Preset,
  RuleText,
  WorldView,
} from '../engine/protocol';

/** Parameters as a scenario gives them, defaults filled in. Times in ms. */
export type Given = { readonly [name: string]: Json };

/** What a workload may know of the algorithm below it. */
export interface Below {
  readonly mandate: Mandate;
  /** The kind of its candidates. */
  readonly candidates: string;
}

/** How it looks: what of a face is its own. Texts are in English, by key; no key may be the algorithm's. */
export interface WorkloadFace {
  readonly roles: Face['roles'];
  /** By name of the kind: every kind of the workload, each with its variables. */
  readonly kinds: NonNullable<Face['kinds']>;
  readonly messages: Face['messages'];
  readonly routine: Face['routine'];
  readonly waits: Face['waits'];
  /** By rule as the engine names it: `app:PY1` on candidates, `PB1` on the workload's own nodes. */
  readonly sentences: Face['sentences'];
  /** What a candidate wears beside the algorithm's marks. */
  readonly onCandidate: (app: PartState, world: WorldView, node: NodeId) => readonly Ornament[];
  /** What the workload's own nodes wear. */
  readonly ornaments: Face['ornaments'];
  readonly texts: { readonly en: { readonly [key: string]: string } };
}

/** One workload: what a registry line loads. */
export interface Workload extends OnTop {
  /** The part of every candidate. It is `plain` and the last of its node. */
  readonly app: Part;
  /** Its own kinds of node; the part of each is called `app` too. */
  readonly kinds: { readonly [kind: string]: NodeKind };
  /** Its own nodes, after all others in list order. Values may be unchecked. */
  readonly company: (given: Given) => readonly Companion[];
  /** What its handlers read under `params.workload`; times in us. */
  readonly resolveParams: (given: Given, below: Below) => object;
  /** By id as the engine names it, like `sentences`. They stand below those of the algorithm. */
  readonly rules: readonly RuleText[];
  readonly face: WorkloadFace;
  readonly presets: readonly Preset[];
}

/** The parameters as every handler of a workload finds them. */
export interface Over<P> {
  readonly workload: P;
}

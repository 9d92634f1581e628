/**
 * Puts a workload on top of an algorithm: the result is an algorithm like any other, whose candidates host
 * one part more, and with the workload's nodes beside the rest. Nothing of the algorithm is changed.
 */
import type { Algorithm, Face, Form, Json, NodeKind } from '../engine/protocol';
import type { Given, Workload } from './types';

/** The part of a workload, on candidates and on its own nodes alike. */
export const APP = 'app';

/** The workload's parameters, each with a value: the scenario's, or the default. */
export function filled({ params }: Workload, given: Json | undefined): Given {
  const chosen = (typeof given === 'object' && given !== null ? given : {}) as Given;
  return Object.fromEntries(
    params.map(({ name, default: usual }) => [
      name,
      Object.hasOwn(chosen, name) ? (chosen[name] ?? null) : usual,
    ]),
  );
}

/** The face of both: on the workload's nodes and messages its own, on all others the algorithm's. */
function joined(face: Face, { face: own, kinds }: Workload): Face {
  const isOwnKind = (kind: string): boolean => Object.hasOwn(kinds, kind);
  return {
    ...face,
    roles: { ...face.roles, ...own.roles },
    kinds: { ...face.kinds, ...own.kinds },
    messages: { ...face.messages, ...own.messages },
    routine: (message) =>
      Object.hasOwn(own.messages, message.type) ? own.routine(message) : face.routine(message),
    waits: { ...face.waits, ...own.waits },
    sentences: { ...face.sentences, ...own.sentences },
    ornaments: (state, world, node) => {
      const { kind, candidate } = world.node(node);
      if (isOwnKind(kind)) return own.ornaments(state, world, node);
      const marks = face.ornaments(state, world, node);
      return candidate ? [...marks, ...own.onCandidate(world.part(node, APP), world, node)] : marks;
    },
    texts: { en: { ...face.texts.en, ...own.texts.en } },
  };
}

/** What of one form of the algorithm the workload changes. */
function over(algorithm: Algorithm, workload: Workload): Form {
  const { candidates, kinds, company, mandate } = algorithm;
  const kind = kinds[candidates];
  if (kind === undefined) throw new Error(`${algorithm.id} has no kind ${candidates}`);
  const taken = Object.keys(workload.kinds).find((name) => Object.hasOwn(kinds, name));
  if (taken !== undefined) throw new Error(`${algorithm.id} has a kind ${taken} of its own`);
  const host: NodeKind = {
    parts: { ...kind.parts, [APP]: workload.app },
    order: [...kind.order, APP],
  };
  return {
    kinds: { ...kinds, [candidates]: host, ...workload.kinds },
    company: (given) => [
      ...(company?.(given) ?? []),
      ...workload.company(filled(workload, given['workload'])),
    ],
    resolveParams: (given) => ({
      ...algorithm.resolveParams(given),
      workload: workload.resolveParams(filled(workload, given['workload']), {
        mandate,
        candidates,
      }),
    }),
    rules: [...algorithm.rules, ...workload.rules],
    face: joined(algorithm.face, workload),
  };
}

const known = new WeakMap<Algorithm, Map<Workload, Algorithm>>();

/** The algorithm with the workload on top, in all its forms; the same object for the same two. */
export function putOnTop(algorithm: Algorithm, workload: Workload): Algorithm {
  let of = known.get(algorithm);
  if (of === undefined) known.set(algorithm, (of = new Map()));
  let made = of.get(workload);
  if (made === undefined) of.set(workload, (made = composed(algorithm, workload)));
  return made;
}

function composed(algorithm: Algorithm, workload: Workload): Algorithm {
  const { forms } = algorithm;
  const { id, version, params, figures } = workload;
  return {
    ...algorithm,
    ...over(algorithm, workload),
    workload: { id, version, params, figures },
    ...(forms && {
      forms: Object.fromEntries(
        // By name, for look-up only: their order decides nothing.
        Object.entries(forms).map(([variant, form]) => [
          variant,
          { ...form, ...over({ ...algorithm, ...form }, workload) },
        ]),
      ),
    }),
  };
}

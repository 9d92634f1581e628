/**
 * `algorithms` and `describe`: what there is, read from the descriptions the algorithms themselves
 * give. Nothing is said here that is not in them.
 */
import type { Algorithm, ParamSpec } from '../engine/protocol';
import { loadAlgorithm, registry } from '../algorithms/registry';
import { COMMAND_WORDS } from '../scenario/commandShape';
import { actionNames, canSeat, canServe, liveParams, paramBounds } from '../scenario/fitting';
import type { Property } from '../properties/types';
import { loadProperties } from '../properties/registry';
import type { Args } from './args';
import type { ExitCode } from './exit';
import type { Io } from './io';
import { EXIT, usage } from './exit';

/** `algorithms`: prints id, name and idea of each. */
export function algorithms(_: Args, io: Io): ExitCode {
  const list = registry.map(({ id, meta }) => ({ id, name: meta.name, idea: meta.idea }));
  io.out(`${JSON.stringify(list, null, 2)}\n`);
  return EXIT.fine;
}

function describeParam(spec: ParamSpec, texts: { readonly [key: string]: string }): object {
  const { name, unit, shape, choices, live, source, help } = spec;
  const numeric = shape === 'number' || shape === 'range' || shape === 'numberOrNull';
  const { min, max } = paramBounds(spec);
  return {
    name,
    unit,
    shape,
    default: spec.default,
    ...(numeric && { range: [min, max] }),
    ...(choices !== undefined && { choices }),
    live: live === true,
    source,
    help: texts[help] ?? help,
  };
}

/** The messages of every kind of node by wire name, with their fields in hash order. */
function describeMessages(algorithm: Algorithm): { [type: string]: object } {
  const messages: { [type: string]: object } = {};
  for (const kind of Object.values(algorithm.kinds)) {
    for (const [position, name] of kind.order.entries()) {
      for (const [type, schema] of Object.entries(kind.parts[name]?.messages ?? {})) {
        messages[position === 0 ? type : `${name}/${type}`] = schema;
      }
    }
  }
  return messages;
}

/** All that `describe` prints of an algorithm. */
export function description(
  algorithm: Algorithm,
  properties: readonly Property[],
  idea: string,
): object {
  const texts = algorithm.face.texts.en;
  const candidates = algorithm.kinds[algorithm.candidates];
  const electing = candidates?.parts[candidates.order[0] ?? ''];
  return {
    id: algorithm.id,
    version: algorithm.version,
    idea,
    mandate: algorithm.mandate,
    variants: algorithm.variants,
    params: algorithm.params.map((spec) => describeParam(spec, texts)),
    messages: describeMessages(algorithm),
    timers: electing?.timers ?? [],
    actions: actionNames(algorithm),
    live: liveParams(algorithm).map(({ name }) => name),
    commands: COMMAND_WORDS,
    suspect: electing?.suspect ?? null,
    seats: canSeat(algorithm),
    requests: canServe(algorithm),
    rules: algorithm.rules.map(({ id, source, group, lines }) => ({ id, source, group, lines })),
    properties: properties.map(({ id, kind, liveness, claim, assumes, source }) => ({
      id,
      kind,
      liveness: liveness === true,
      claim,
      assumes,
      source,
    })),
    scenarios: algorithm.presets.map(({ id, title, watch }) => ({
      id,
      title: texts[title] ?? title,
      watch: texts[watch] ?? watch,
    })),
  };
}

/** `describe ID`: prints everything an algorithm says of itself. */
export async function describe({ given }: Args, io: Io): Promise<ExitCode> {
  const [id = ''] = given;
  const algorithm = await loadAlgorithm(id);
  if (algorithm === null) {
    const known = registry.map((line) => line.id).join(', ');
    throw usage(`There is no algorithm ${id}; there are ${known}.`);
  }
  const idea = registry.find((line) => line.id === id)?.meta.idea ?? '';
  const properties = await loadProperties(id);
  io.out(`${JSON.stringify(description(algorithm, properties, idea), null, 2)}\n`);
  return EXIT.fine;
}

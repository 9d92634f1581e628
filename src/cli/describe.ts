/**
 * `algorithms` and `describe`: what there is, read from the descriptions the algorithms and workloads
 * themselves give. Nothing is said here that is not in them.
 */
import type { Algorithm, ParamSpec, Part, Preset } from '../engine/protocol';
import { ideas } from '../algorithms/ideas';
import { loadAlgorithm, registry } from '../algorithms/registry';
import { COMMAND_WORDS } from '../scenario/commandShape';
import {
  actionNames,
  canSeat,
  canServe,
  liveParams,
  paramBounds,
  timerNames,
} from '../scenario/fitting';
import { variantForms } from '../scenario/variants';
import type { Property } from '../properties/types';
import { loadProperties } from '../properties/registry';
import { APP } from '../workloads/onTop';
import { loadWorkload, workloadKinds, workloads } from '../workloads/registry';
import type { Args } from './args';
import type { ExitCode } from './exit';
import type { Io } from './io';
import { EXIT, usage } from './exit';

type Texts = { readonly [key: string]: string };

/** `algorithms`: prints id, name and idea of each. */
export function algorithms(_: Args, io: Io): ExitCode {
  const list = registry.map(({ id, name }) => ({ id, name, idea: ideas[id] ?? '' }));
  io.out(`${JSON.stringify(list, null, 2)}\n`);
  return EXIT.fine;
}

function describeParam(spec: ParamSpec, texts: Texts): object {
  const { name, unit, shape, choices, live, source, help } = spec;
  const numeric = ['number', 'range', 'numberOrNull', 'numbers'].includes(shape);
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
      const part = kind.parts[name];
      const isBare = position === 0 || part?.plain === true;
      for (const [type, schema] of Object.entries(part?.messages ?? {})) {
        messages[isBare ? type : `${name}/${type}`] = schema;
      }
    }
  }
  return messages;
}

/** The part of the candidates that elects. */
function electing({ kinds, candidates }: Algorithm): Part | undefined {
  const kind = kinds[candidates];
  return kind?.parts[kind.order[0] ?? ''];
}

/** The parameters of all forms by name, each as the first form that has it; with whose they are, if not all's. */
function describeParams(algorithm: Algorithm): readonly object[] {
  const forms = variantForms(algorithm);
  if (algorithm.forms === undefined) {
    return algorithm.params.map((spec) => describeParam(spec, algorithm.face.texts.en));
  }
  const specs = forms.flatMap(({ form }) => form.params.map((spec) => ({ spec, form })));
  const first = specs.filter(
    ({ spec }, at) => specs.findIndex((other) => other.spec.name === spec.name) === at,
  );
  return first.map(({ spec, form }) => {
    const having = forms.filter((one) => one.form.params.some(({ name }) => name === spec.name));
    const isAll = having.length === forms.length;
    return {
      ...describeParam(spec, form.face.texts.en),
      ...(!isAll && { variants: having.map(({ variant }) => variant) }),
    };
  });
}

/** The rules of all forms, each once. */
function describeRules(algorithm: Algorithm): readonly object[] {
  const rules = [algorithm, ...variantForms(algorithm).map(({ form }) => form)].flatMap(
    (form) => form.rules,
  );
  return rules
    .filter((rule, at) => rules.findIndex(({ id }) => id === rule.id) === at)
    .map(({ id, source, group, lines }) => ({ id, source, group, lines }));
}

/** What a variant that is another protocol has of its own. */
function describeForm(form: Algorithm, variant: string): object {
  const { texts } = form.face;
  return {
    variant,
    mandate: form.mandate,
    params: form.params.map((spec) => describeParam(spec, texts.en)),
    messages: describeMessages(form),
    timers: timerNames(form),
    actions: actionNames(form),
    live: liveParams(form).map(({ name }) => name),
    suspect: electing(form)?.suspect ?? null,
    seats: canSeat(form),
    requests: canServe(form),
    rules: form.rules.map(({ id }) => id),
  };
}

function describeProperties(properties: readonly Property[]): readonly object[] {
  return properties.map(({ id, kind, liveness, claim, assumes, source }) => ({
    id,
    kind,
    liveness: liveness === true,
    claim,
    assumes,
    source,
  }));
}

function describeScenarios(presets: readonly Preset[], texts: Texts): readonly object[] {
  return presets.map(({ id, title, watch }) => ({
    id,
    title: texts[title] ?? title,
    watch: texts[watch] ?? watch,
  }));
}

/** All that `describe` prints of an algorithm. */
export function description(
  algorithm: Algorithm,
  properties: readonly Property[],
  idea: string,
): object {
  const texts = algorithm.face.texts.en;
  return {
    id: algorithm.id,
    version: algorithm.version,
    idea,
    mandate: algorithm.mandate,
    variants: algorithm.variants,
    params: describeParams(algorithm),
    messages: describeMessages(algorithm),
    timers: timerNames(algorithm),
    actions: actionNames(algorithm),
    live: liveParams(algorithm).map(({ name }) => name),
    commands: COMMAND_WORDS,
    suspect: electing(algorithm)?.suspect ?? null,
    seats: canSeat(algorithm),
    requests: canServe(algorithm),
    rules: describeRules(algorithm),
    ...(algorithm.forms !== undefined && {
      forms: variantForms(algorithm).map(({ variant, form }) => describeForm(form, variant)),
    }),
    properties: describeProperties(properties),
    scenarios: describeScenarios(algorithm.presets, texts),
  };
}

/** All that `describe` prints of a workload: what it adds to whatever algorithm it stands on. */
async function describeWorkload(kind: string): Promise<object> {
  const { version, params, app, kinds, rules, face, presets } = await loadWorkload(kind);
  const texts = face.texts.en;
  const parts = [app, ...Object.values(kinds).map((one) => one.parts[APP])];
  // The claims of the algorithm beneath are listed with it.
  const beneath = new Set((await loadProperties('raft')).map(({ id }) => id));
  const properties = await loadProperties('raft', kind);
  return {
    id: kind,
    version,
    idea: workloads.find((line) => line.kind === kind)?.idea ?? '',
    params: params.map((spec) => describeParam(spec, texts)),
    kinds: Object.keys(kinds),
    messages: Object.assign({}, ...parts.map((part) => part?.messages ?? {})) as object,
    timers: [...new Set(parts.flatMap((part) => part?.timers ?? []))],
    rules: rules.map(({ id, source, group, lines }) => ({ id, source, group, lines })),
    properties: describeProperties(properties.filter(({ id }) => !beneath.has(id))),
    scenarios: describeScenarios(presets, texts),
  };
}

/** `describe ID`: prints everything an algorithm, or a workload, says of itself. */
export async function describe({ given }: Args, io: Io): Promise<ExitCode> {
  const [id = ''] = given;
  const algorithm = await loadAlgorithm(id);
  if (algorithm === null && workloadKinds.includes(id)) {
    io.out(`${JSON.stringify(await describeWorkload(id), null, 2)}\n`);
    return EXIT.fine;
  }
  if (algorithm === null) {
    const known = registry.map((line) => line.id).join(', ');
    const kinds = workloadKinds.join(', ');
    throw usage(`There is no algorithm ${id}; there are ${known}, and the workloads ${kinds}.`);
  }
  const idea = ideas[id] ?? '';
  const properties = await loadProperties(id);
  io.out(`${JSON.stringify(description(algorithm, properties, idea), null, 2)}\n`);
  return EXIT.fine;
}

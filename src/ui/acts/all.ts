/**
 * The one list of everything a person can do to the cluster: the one-press acts of the first view and
 * those with choices. Menus, message card, palette and the test of the catalogue read it.
 */
import type { LucideIcon } from 'lucide-react';
import type { NodeId } from '../../engine/protocol';
import type { RunView } from '../../session/types';
import type { Subject } from '../../stores/actStore';
import type { Intervention } from '../interventions';
import { INTERVENTIONS } from '../interventions';
import type { Act, AnyAct, Asked, Choice } from './act';
import { NOTHING_ASKED, single } from './act';
import { LINK_ACTS, NETWORK_ACTS } from './linkActs';
import { MESSAGE_ACTS } from './messageActs';
import { NODE_ACTS } from './nodeActs';

function named(node: NodeId, role: 'leader' | 'store-leader' | undefined): NodeId | null {
  return role === 'leader' ? null : (role ?? node);
}

/** A one-press act as one of the list. */
function pressed(one: Intervention): Act<'node'> {
  return {
    id: one.id,
    of: 'node',
    labelKey: one.labelKey,
    shortcut: one.shortcut,
    choices: (run, { node, role }) =>
      // Without a node it is done to the leader.
      one.appliesTo(run, node) ? single(one.deed(run, named(node, role))) : [],
  };
}

const ONE_PRESS = INTERVENTIONS.filter(({ id }) => id !== 'heal').map(pressed);

export const ACTS: readonly AnyAct[] = [
  ...ONE_PRESS,
  ...NODE_ACTS,
  ...LINK_ACTS,
  ...MESSAGE_ACTS,
  ...NETWORK_ACTS,
];

/** Acts that stand in the toolbar already. */
const IN_TOOLBAR: ReadonlySet<string> = new Set(ONE_PRESS.map(({ id }) => id));

/** The picture of an act that is done at one press; null for all others. */
export function iconOf({ id }: AnyAct): LucideIcon | null {
  return INTERVENTIONS.find((one) => one.id === id && id !== 'heal')?.icon ?? null;
}

/** An act with what it offers now. */
export interface Offer {
  readonly act: AnyAct;
  readonly choices: readonly Choice[];
}

/** What can be done to a subject now; with `all`, also what its toolbar offers. */
export function offers(
  run: RunView,
  subject: Subject,
  all: boolean,
  asked: Asked = NOTHING_ASKED,
): readonly Offer[] {
  if (subject.of === 'node' && !run.world.ids.includes(subject.node)) return [];
  return ACTS.filter((act) => act.of === subject.of && (all || !IN_TOOLBAR.has(act.id)))
    .map((act) => ({ act, choices: act.choices(run, subject as never, asked) }))
    .filter(({ choices }) => choices.length > 0);
}

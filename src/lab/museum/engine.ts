/**
 * The engine with one mistake each, put into a method of one of its classes for the time of a run. What
 * they break is what every algorithm and every claim stands on.
 */
import type { Actor, Flying, TimerSlot } from '../../engine/actor';
import { Commands } from '../../engine/commands';
import { DueCheck } from '../../engine/due';
import { Effects } from '../../engine/effects';
import { Links } from '../../engine/links';
import { Stepper } from '../../engine/stepper';
import { FATE } from '../../engine/trace';
import { World } from '../../engine/world';
import type { Item } from '../../engine/world';
import type { Mutant } from './types';

/** A method with a mistake: gets the object, the sound method, and what it was called with. */
type Wrong<S, A extends unknown[], R> = (self: S, sound: (...args: A) => R, ...args: A) => R;

/** Replaces a method while a run is played, and puts the sound one back whatever happens. */
function patching<S extends object, A extends unknown[], R>(
  prototype: S,
  method: string,
  wrong: Wrong<S, A, R>,
): Mutant['exhibit'] {
  return (algorithm, play) => {
    if (!(method in prototype)) throw new Error(`There is no method ${method} to break`);
    const sound = Reflect.get(prototype, method) as (this: S, ...args: A) => R;
    function broken(this: S, ...args: A): R {
      return wrong(this, (...given) => sound.apply(this, given), ...args);
    }
    Reflect.set(prototype, method, broken);
    try {
      return play(algorithm);
    } finally {
      Reflect.set(prototype, method, sound);
    }
  };
}

function mutant(
  id: string,
  breaks: string,
  noticedBy: readonly string[],
  exhibit: Mutant['exhibit'],
): Mutant {
  return { id, of: 'engine', breaks, noticedBy, exhibit };
}

/** One message in so many is mistreated where all would be too plain. */
const SOME = 16;
const isSome = (flying: Flying): boolean => flying.sent >= 0 && flying.number % SOME === 0;

const cancelledTimerRings = patching<Effects, [Actor, number, string, string], void>(
  Effects.prototype,
  'cancelTimer',
  (self, sound, actor, part, name, key) => {
    const slot = actor.slots[self.slotOf(actor, part, name, key)] as TimerSlot;
    const wasArmed = slot.armed;
    sound(actor, part, name, key);
    slot.armed = wasArmed;
  },
);

const fifoBroken = patching<Links, [number, number], number>(
  Links.prototype,
  'inOrder',
  (self, _sound, link, us) => self.noteDue(link, us),
);

/** A message that should not be handled now is, if `isMistaken`. */
function handlesWrongly(
  isMistaken: (stepper: Stepper, actor: Actor, flying: Flying) => boolean,
): Mutant['exhibit'] {
  return patching<Stepper, [Actor, Flying], void>(
    Stepper.prototype,
    'arrive',
    (self, sound, actor, flying) => {
      const isIdle = actor.writing === null;
      if (flying.doom === 0 && isIdle && isMistaken(self, actor, flying)) {
        self['deliver'](actor, flying);
      } else sound(actor, flying);
    },
  );
}

const deliversToTheDead = handlesWrongly((_stepper, actor) => !actor.up);
const cutIgnored = handlesWrongly((stepper, actor, { from, to }) => {
  return actor.up && !actor.paused && stepper['world'].links.isCut(from, to);
});
const wakesForMail = handlesWrongly((_stepper, actor) => actor.up && actor.paused);

const lossForgotten = patching<Stepper, [Actor, Flying], void>(
  Stepper.prototype,
  'arrive',
  (_self, sound, actor, flying) => {
    sound(actor, flying.doom === FATE.lost ? { ...flying, doom: 0 } : flying);
  },
);

const restartKeepsMemory = patching<World, [Actor], void>(
  World.prototype,
  'forget',
  () => undefined,
);

const writeLost = patching<Effects, [Actor], void>(
  Effects.prototype,
  'release',
  (_self, sound, actor) => {
    const before = actor.parts.map(({ durable }) => durable);
    sound(actor);
    actor.parts.forEach((runtime, part) => {
      runtime.durable = before[part] ?? runtime.durable;
    });
  },
);

const tornWrite = patching<Commands, [Actor], unknown>(
  Commands.prototype,
  'crash',
  (_self, sound, actor) => {
    const begun = actor.writing?.durables;
    actor.parts.forEach((runtime, part) => {
      runtime.durable = begun?.[part] ?? runtime.durable;
    });
    return sound(actor);
  },
);

const timerOutlivesCrash = patching<Commands, [Actor], unknown>(
  Commands.prototype,
  'crash',
  (_self, sound, actor) => {
    const armed = actor.slots.map((slot) => ({ ...slot }));
    const missed = sound(actor);
    actor.slots.splice(0, actor.slots.length, ...armed);
    return missed;
  },
);

const deliveredTwice = patching<Stepper, [Actor, Flying], void>(
  Stepper.prototype,
  'deliver',
  (_self, sound, actor, flying) => {
    sound(actor, flying);
    if (isSome(flying) && actor.writing === null) sound(actor, flying);
  },
);

const LATE_US = 1_000_000;

const tooLate = patching<Effects, [Flying], void>(
  Effects.prototype,
  'launch',
  (_self, sound, flying) => {
    sound(isSome(flying) ? { ...flying, arrivesUs: flying.arrivesUs + LATE_US } : flying);
  },
);

const messageVanishes = patching<World, [number, Actor, Flying], void>(
  World.prototype,
  'scheduleMessage',
  (_self, sound, time, actor, flying) => {
    if (!isSome(flying)) sound(time, actor, flying);
  },
);

const inboxLost = patching<Stepper, [Actor], void>(
  Stepper.prototype,
  'resume',
  (_self, sound, actor) => {
    actor.inbox = [];
    sound(actor);
  },
);

const timerLostInPause = patching<DueCheck, [Actor, Item], boolean>(
  DueCheck.prototype,
  'timerIsLive',
  (_self, sound, actor, item) => {
    const { length } = actor.inbox;
    const isLive = sound(actor, item);
    if (actor.paused) actor.inbox.length = Math.min(actor.inbox.length, length);
    return isLive;
  },
);

/** Sends of all runs since the program began: what no run may depend on. */
let sendsEver = 0;

const luckOfThePast = patching<Effects, [Flying], void>(
  Effects.prototype,
  'launch',
  (_self, sound, flying) => {
    sendsEver += 1;
    const lateUs = sendsEver % 101 === 0 ? 1 : 0;
    sound({ ...flying, arrivesUs: flying.arrivesUs + lateUs });
  },
);

export const engineMutants: readonly Mutant[] = [
  mutant('cancelled-timer-rings', 'A cancelled timer rings.', ['E5'], cancelledTimerRings),
  mutant('fifo-broken', 'A link that keeps order lets messages overtake.', ['E6'], fifoBroken),
  mutant(
    'delivers-to-the-dead',
    'A message is handled by a node that is down.',
    ['E4'],
    deliversToTheDead,
  ),
  mutant('cut-ignored', 'A message crosses a cut.', ['E4'], cutIgnored),
  mutant('wakes-for-mail', 'A paused node handles messages.', ['E4', 'E11'], wakesForMail),
  mutant('loss-forgotten', 'A lost message arrives all the same, half-way.', ['E2'], lossForgotten),
  mutant(
    'restart-keeps-memory',
    'A crashed node still knows what was only in its memory.',
    ['E5'],
    restartKeepsMemory,
  ),
  mutant(
    'write-lost',
    'A disk write that ended has written nothing.',
    ['R1', 'R6', 'R9', 'R10'],
    writeLost,
  ),
  mutant(
    'torn-write',
    'A write that a crash interrupts is on disk all the same.',
    ['E5'],
    tornWrite,
  ),
  mutant(
    'timer-outlives-crash',
    'A timer that was armed before a crash rings after it.',
    ['E5'],
    timerOutlivesCrash,
  ),
  mutant('delivered-twice', 'One message in 16 is handled twice.', ['E2'], deliveredTwice),
  mutant(
    'too-late',
    'One message in 16 takes a second longer than its link allows.',
    ['E2', 'E3'],
    tooLate,
  ),
  mutant('message-vanishes', 'One message in 16 is never heard of again.', ['E3'], messageVanishes),
  mutant('inbox-lost', 'What waited for a paused node is lost.', ['E3', 'E11'], inboxLost),
  mutant(
    'timer-lost-in-pause',
    'A timer that falls due in a pause never rings.',
    ['E11'],
    timerLostInPause,
  ),
  mutant(
    'luck-of-the-past',
    'How long a message takes depends on what ran before.',
    ['nondeterminism'],
    luckOfThePast,
  ),
];

/**
 * Two algorithms that exist only as descriptions, for the tests of the schema: one with a parameter of
 * every shape, one that can do nothing. They never run.
 */
import type { Algorithm, Face, Part } from '../../engine/protocol';

const face: Face = {
  roles: {},
  messages: {},
  routine: () => false,
  waits: {},
  periods: () => ({ routineUs: 1000, detectionUs: 1000 }),
  badge: () => null,
  sentences: {},
  variables: () => [],
  ornaments: () => [],
  about: { assumes: [], differs: [] },
  layout: 'circle',
  texts: { en: {} },
};

const nothing = (): void => {};

const idle: Part = {
  messages: { Hello: { from: 'id' }, Bye: {} },
  timers: ['wake'],
  suspect: 'wake',
  init: () => ({ stable: {} }),
  copyState: (state) => ({ ...state }),
  onStart: nothing,
  onRestart: nothing,
  on: { Hello: nothing, Bye: nothing },
  timeouts: { wake: nothing },
};

const able: Part = {
  ...idle,
  onSeat: nothing,
  onRequest: nothing,
  actions: { resign: nothing, transfer: nothing },
};

/** Takes everything a scenario can say. */
export const toy: Algorithm = {
  id: 'toy',
  version: 3,
  mandate: 'majority',
  variants: ['first', 'second'],
  params: [
    {
      name: 'waitMs',
      unit: 'ms',
      shape: 'range',
      default: 20,
      live: true,
      source: 'none',
      help: 'h',
    },
    { name: 'everyMs', unit: 'ms', shape: 'number', default: 50, source: 'none', help: 'h' },
    {
      name: 'tickMs',
      unit: 'ms',
      shape: 'numberOrNull',
      default: null,
      min: 1,
      max: 100,
      source: 'none',
      help: 'h',
    },
    {
      name: 'tries',
      unit: 'count',
      shape: 'number',
      default: 3,
      live: true,
      source: 'none',
      help: 'h',
    },
    { name: 'share', unit: 'ratio', shape: 'number', default: 0.5, source: 'none', help: 'h' },
    { name: 'polite', unit: 'flag', shape: 'flag', default: false, source: 'none', help: 'h' },
    {
      name: 'winner',
      unit: 'choice',
      shape: 'choice',
      default: 'max',
      choices: ['max', 'min'],
      source: 'none',
      help: 'h',
    },
  ],
  kinds: { replica: { parts: { toy: able, inner: idle }, order: ['toy', 'inner'] } },
  candidates: 'replica',
  resolveParams: (params) => ({ ...params }),
  authority: () => null,
  rules: [],
  face,
  presets: [],
};

/** Has no parameters, cannot be seated, takes no requests. */
export const bare: Algorithm = {
  ...toy,
  id: 'bare',
  variants: [],
  params: [],
  kinds: { replica: { parts: { bare: idle }, order: ['bare'] } },
};

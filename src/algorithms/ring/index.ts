/**
 * Elections on a ring, where everybody talks to its neighbour only: Chang-Roberts in two forms, the
 * circulating list, Hirschberg-Sinclair, Peterson. Start reading at `parts.ts`, then `changRoberts.ts`;
 * what they promise and what not is in README.md.
 */
import type { Algorithm, Form, Guards, Part } from '../../engine/protocol';
import { authority } from '../shared/authority';
import {
  changRobertsFace,
  hirschbergSinclairFace,
  listFace,
  passiveFace,
  petersonFace,
} from './face';
import { paramsOf, resolveParams } from './params';
import { changRobertsPart, hirschbergSinclairPart, listPart, petersonPart } from './parts';
import { presets } from './presets';
import {
  changRobertsRules,
  hirschbergSinclairRules,
  listRules,
  passiveRules,
  petersonRules,
} from './rules';

function form(
  part: Part,
  rules: Algorithm['rules'],
  face: Algorithm['face'],
  closesUp: Parameters<typeof paramsOf>[0],
): Form {
  return {
    kinds: { replica: { parts: { ring: part }, order: ['ring'] } },
    params: paramsOf(closesUp),
    rules,
    face,
  };
}

const changRoberts = form(changRobertsPart, changRobertsRules, changRobertsFace, 'can');

export const algorithm: Algorithm = {
  id: 'ring',
  version: 1,
  mandate: 'component',
  // A message that is lost, or that nobody is left to stop, can keep them from electing for ever.
  recovers: false,
  variants: ['chang-roberts', 'passive', 'list', 'hirschberg-sinclair', 'peterson'],
  forms: {
    'chang-roberts': changRoberts,
    passive: form(changRobertsPart, passiveRules, passiveFace, 'can'),
    list: form(listPart, listRules, listFace, 'always'),
    'hirschberg-sinclair': form(
      hirschbergSinclairPart,
      hirschbergSinclairRules,
      hirschbergSinclairFace,
      'never',
    ),
    peterson: form(petersonPart, petersonRules, petersonFace, 'never'),
  },
  params: paramsOf('can'),
  kinds: changRoberts.kinds ?? {},
  candidates: 'replica',
  resolveParams,
  authority,
  rules: changRobertsRules,
  face: changRobertsFace,
  presets,
};

/** The guards of its rules, loaded when somebody asks why. */
export const why = (): Promise<{ readonly guards: Guards }> => import('./guards');

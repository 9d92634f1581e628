/**
 * Parameters in words: values with their units, bounds, choices, names of variants. An algorithm may give
 * words for a choice (`<key of its help>.<choice>`) and a variant (`variant.<id>`); without them they are
 * shown as scenarios write them.
 */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json, ParamSpec } from '../../engine/protocol';
import { paramBounds } from '../../scenario/fitting';
import { number } from '../format';

export interface ParamWords {
  unit(unit: ParamSpec['unit']): string;
  value(spec: ParamSpec, value: Json): string;
  /** What a number may be; null where there is nothing to say. */
  bounds(spec: ParamSpec): string | null;
  choice(spec: ParamSpec, choice: string): string;
  variant(id: string): string;
}

type Texts = { readonly [key: string]: string };

const HOUR_MS = 3_600_000;

/** `chang-roberts` as a name. */
function nameOf(id: string): string {
  const words = id.split('-').map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  return words.join('-');
}

export function useParamWords(texts: Texts): ParamWords {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(() => {
    const figure = (value: number): string => number(value, 6, language);
    const time = (ms: number): string =>
      ms >= HOUR_MS && ms % HOUR_MS === 0
        ? t('params.hours', { hours: figure(ms / HOUR_MS) })
        : `${figure(ms)} ${t('unit.ms')}`;
    const sized = (unit: ParamSpec['unit'], value: number): string =>
      unit === 'ms' ? time(value) : figure(value);
    const words: ParamWords = {
      unit: (unit) => (unit === 'ms' ? t('unit.ms') : ''),
      choice: ({ help }, choice) =>
        choice === '' ? t('params.nodes') : (texts[`${help}.${choice}`] ?? choice),
      variant: (id) => texts[`variant.${id}`] ?? nameOf(id),
      bounds: (spec) => {
        if (!['number', 'range', 'numberOrNull', 'numbers'].includes(spec.shape)) return null;
        const { min, max } = paramBounds(spec);
        return t('params.bounds', { low: sized(spec.unit, min), high: sized(spec.unit, max) });
      },
      value: (spec, value) => {
        if (value === null) return t('params.off');
        if (typeof value === 'boolean') return t(value ? 'params.on' : 'params.off');
        if (typeof value === 'number') return sized(spec.unit, value);
        if (typeof value === 'string') return words.choice(spec, value);
        if (!Array.isArray(value)) return JSON.stringify(value);
        const parts = (value as readonly Json[]).map((one) =>
          typeof one === 'number' ? figure(one) : String(one),
        );
        const all =
          spec.shape === 'range'
            ? t('params.range', { low: parts[0], high: parts[1] })
            : parts.join(', ');
        return `${all} ${spec.shape === 'choiceOrNodes' ? '' : words.unit(spec.unit)}`.trim();
      },
    };
    return words;
  }, [t, language, texts]);
}

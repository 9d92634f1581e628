/**
 * One line under the stage that explains the kinds of mark now visible, each with its own small
 * drawing. Which ones is the scene's to say; it changes a few times a second at most.
 */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  GLYPHS,
  SIGNS,
  arc,
  breakPath,
  dotOutline,
  pillOutline,
  pillSign,
} from '../../render/paths';
import type { Mandate, MessageShape } from '../../engine/protocol';
import type { LegendKey } from '../../scene/types';

const TOP = -Math.PI / 2;

function pill(
  shape: 'request' | 'grant' | 'refusal' | 'answer' | 'announce',
  tone: string,
): ReactNode {
  return (
    <g className={`pill pill--${shape} tone-${tone}`}>
      <path className="pill-outline" d={pillOutline(shape, 24, 14, 1)} />
      <path className="pill-sign" transform="translate(-3 0) scale(0.8)" d={pillSign(shape, 24)} />
    </g>
  );
}

function disc(inside: ReactNode, name = ''): ReactNode {
  return (
    <g className={`node ${name}`}>
      <circle className="node-disc" r={8} />
      {inside}
    </g>
  );
}

function ring(name: string, share: number): ReactNode {
  return (
    <g className="node">
      <circle className="node-track" r={7} />
      <path className={`node-ring ${name}`} d={arc(7, TOP, TOP + 2 * Math.PI * share)} />
    </g>
  );
}

const crown = <path className="node-glyph glyph-crown" transform="scale(0.5)" d={GLYPHS.crown} />;

function sign(what: keyof typeof SIGNS): ReactNode {
  return (
    <g>
      <circle className="sign-disc" r={9} />
      <path className={`sign sign--${what}`} d={SIGNS[what]} />
    </g>
  );
}

const DRAWN: { readonly [K in LegendKey]: () => ReactNode } = {
  leader: () => disc(crown, 'is-seated'),
  claims: () => disc(crown),
  countdown: () => ring('', 0.7),
  race: () => ring('is-racing is-first', 0.3),
  votes: () => (
    <g className="votes">
      <path className="vote-yes" d="M-9 3A9 9 0 0 1 -4 -5L-2 -1A5 5 0 0 0 -5 4Z" />
      <path className="vote-no" d="M-3 -6A9 9 0 0 1 5 -5L3 -1A5 5 0 0 0 -1 -1Z" />
      <path className="vote-hatch" d="M-1 -2L2 -6M2 -1L5 -5" />
      <path className="vote-pending" d="M6 -4A9 9 0 0 1 10 4L6 4A5 5 0 0 0 4 0Z" />
    </g>
  ),
  window: () => ring('node-ring--window', 0.6),
  flag: () => <path className="flag is-full" d="M-8 -6H8L4 0L8 6H-8Z" />,
  belief: () => <path className="flag" d="M-8 -6H8L4 0L8 6H-8Z" />,
  request: () => pill('request', 'ask'),
  grant: () => pill('grant', 'yes'),
  refusal: () => pill('refusal', 'no'),
  answer: () => pill('answer', 'quiet'),
  announce: () => pill('announce', 'lead'),
  tick: () => <path className="tick tone-quiet" d="M-5 0H5" />,
  broken: () => <path className="stage-break stage-break--tear" d={breakPath('tear', 0)} />,
  lost: () => <path className="stage-break stage-break--loss" d={breakPath('loss', 0)} />,
  tear: () => <path className="stage-tear-edge" d="M-6 -8L-2 -3L-6 2L-2 8M2 -8L6 -3L2 2L6 8" />,
  oneWay: () => <path className="stage-link stage-link--open" d="M-9 0H9M4 -5L9 0L4 5" />,
  ground: () => <circle className="stage-ground stage-ground--0" r={8} />,
  crashed: () =>
    disc(
      <path className="node-glyph glyph-crashed" transform="scale(0.5)" d={GLYPHS.crashed} />,
      'is-down',
    ),
  paused: () => (
    <g>
      <circle className="pause-disc" r={8} />
      <path className="pause-bars" d="M-3 -4V4M3 -4V4" />
    </g>
  ),
  held: () => sign('held'),
  clock: () => sign('fast'),
  wiped: () => sign('wiped'),
  altered: () => <path className="stage-link stage-link--altered" d="M-13 0H13" />,
  cells: () => (
    <g className="cell is-committed">
      <path className="cell-box" d={dotOutline('answer', 0, 0, 0)} />
    </g>
  ),
};

function dot(shape: MessageShape, tone: string): ReactNode {
  return <path className={`dot dot--${shape} tone-${tone}`} d={dotOutline(shape, 0, 0, 0)} />;
}

const DOTS: { readonly [K in LegendKey]?: ReactNode } = {
  request: dot('request', 'ask'),
  grant: dot('grant', 'yes'),
  refusal: dot('refusal', 'no'),
  answer: dot('answer', 'quiet'),
  announce: dot('announce', 'lead'),
  tick: dot('routine', 'lead'),
};

export interface LegendProps {
  readonly keys: readonly LegendKey[];
  /** Messages are drawn as shaped dots, not as pills. */
  readonly dots: boolean;
  /** What makes a leader of this algorithm: the words for the crowns depend on it. */
  readonly mandate: Mandate;
}

export function Legend({ keys, dots, mandate }: LegendProps): ReactNode {
  const { t } = useTranslation();
  return (
    <ul className="legend" aria-label={t('legend.region')}>
      {keys.map((key) => (
        <li key={key}>
          <svg width={28} height={20} viewBox="-14 -10 28 20" aria-hidden="true">
            {(dots ? DOTS[key] : undefined) ?? DRAWN[key]()}
          </svg>
          <span>{t(`legend.${key}`, { context: mandate })}</span>
        </li>
      ))}
    </ul>
  );
}

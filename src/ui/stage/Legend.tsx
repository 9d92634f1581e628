/**
 * One line under the stage that explains the kinds of mark now visible, each with its own small
 * drawing. Which ones is the scene's to say; it changes a few times a second at most. While the run
 * plays, what has gone keeps its place for a while: nobody reads a line whose words jump.
 */
import type { ReactNode, RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dotOutline } from '../../render/dotPaths';
import { KIND_GLYPHS, flare, gaugeNotch } from '../../render/nodePaths';
import { GLYPHS, SIGNS, arc, breakPath } from '../../render/paths';
import { pillOutline, pillSign } from '../../render/pillPaths';
import { useApp } from '../app';
import { addPageTexts } from '../i18n/setup';
import { WithTerms } from '../glossary/WithTerms';
import { legendTexts } from '../i18n/en/legend';
import type { KindGlyph, Mandate, MessageShape } from '../../engine/protocol';
import '../../scene/legend';
import type { LegendKey } from '../../scene/legendKey';
import { Figures } from './Figures';
import { useEntries } from './legendEntries';
import type { SceneView } from '../../scene/types';

addPageTexts(legendTexts);

const TOP = -Math.PI / 2;

/** Width of a drawing, and of one with an initial on it, px. */
const WIDE = 28;
const WIDER = 36;

function pill(shape: MessageShape, tone: string, initial = ''): ReactNode {
  const plain = initial === '';
  return (
    <g className={`pill pill--${shape} tone-${tone}`}>
      <path
        className="pill-outline"
        d={plain ? pillOutline(shape, 26, 14) : pillOutline(shape, WIDER - 2, 18)}
      />
      {plain ? (
        <path
          className="pill-sign"
          transform="translate(-3 0) scale(0.8)"
          d={pillSign(shape, 24)}
        />
      ) : (
        <text className="pill-word pill-word--key" x={-4.5} y={4.5}>
          {initial}
        </text>
      )}
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

function glyph(name: 'crown' | 'hand' | 'waiting' | 'crashed', scale = 0.5): ReactNode {
  return (
    <path className={`node-glyph glyph-${name}`} transform={`scale(${scale})`} d={GLYPHS[name]} />
  );
}

function kind(what: KindGlyph): ReactNode {
  return disc(
    <path className="node-glyph glyph-kind" transform="scale(0.45)" d={KIND_GLYPHS[what]} />,
  );
}

function lease(danger: boolean): ReactNode {
  return (
    <g className="node">
      <circle className="node-track" r={8} />
      <path className="node-ring node-ring--service" d={arc(8, TOP, 2)} />
      <path className="node-ring node-ring--holder" d={arc(4.5, TOP, danger ? 3.6 : 1.4)} />
      {danger && <path className="node-ring node-ring--danger" d={arc(4.5, 2, 3.6)} />}
    </g>
  );
}

function plate(text: string, look = ''): ReactNode {
  return disc(
    <text className={`node-plate ${look}`} y={4}>
      {text}
    </text>,
  );
}

function struck(): ReactNode {
  return (
    <g className="chip">
      <path className="chip-box" d="M-8 -7H8V7H-8Z" />
      <path className="chip-strike" d="M-7 5L7 -6" />
    </g>
  );
}

function sign(what: keyof typeof SIGNS): ReactNode {
  return (
    <g>
      <circle className="sign-disc" r={9} />
      <path className={`sign sign--${what}`} d={SIGNS[what]} />
    </g>
  );
}

const DRAWN: { readonly [K in LegendKey]: (initial?: string) => ReactNode } = {
  leader: () => disc(glyph('crown', 0.55), 'is-seated'),
  claims: () => disc(glyph('crown', 0.55)),
  agreed: () => (
    <g>
      <rect className="tally" x={-13} y={-9} width={26} height={18} />
      <text className="tally-word" y={5}>
        2/3
      </text>
    </g>
  ),
  backs: () => (
    <g className="chip chip--backs">
      <path className="chip-box" d="M-9 -7H9V7H-9Z" />
    </g>
  ),
  asking: () => disc(glyph('hand', 0.55), 'is-asking'),
  waiting: () => disc(glyph('waiting')),
  keeps: () => disc(null, 'is-keeping'),
  countdown: () => ring('', 0.7),
  race: () => ring('is-racing', 0.6),
  first: () => (
    <g className="node">
      <path className="node-rays" d={flare(6.5, 0.8)} />
      <path className="node-ring is-racing" d={arc(4, TOP, 0)} />
    </g>
  ),
  votes: () => (
    <g className="votes">
      <path className="vote-yes" d="M-9 3A9 9 0 0 1 -4 -5L-2 -1A5 5 0 0 0 -5 4Z" />
      <path className="vote-no" d="M-3 -6A9 9 0 0 1 5 -5L3 -1A5 5 0 0 0 -1 -1Z" />
      <path className="vote-hatch" d="M-1 -2L2 -6M2 -1L5 -5" />
      <path className="vote-pending" d="M6 -4A9 9 0 0 1 10 4L6 4A5 5 0 0 0 4 0Z" />
    </g>
  ),
  notch: () => (
    <g className="votes">
      <path className="gauge-track" strokeWidth={3} d={arc(7, 0, 2 * Math.PI)} />
      <path className="gauge" strokeWidth={3} d={arc(7, TOP, 1)} />
      <path className="vote-notch" d={gaugeNotch(7, 2.2, 4.5)} />
    </g>
  ),
  window: () => ring('node-ring--window', 0.6),
  arc: () => ring('node-ring--arc', 0.6),
  lease: () => lease(false),
  danger: () => lease(true),
  token: () => plate('7'),
  spent: () => plate('7', 'is-spent'),
  swallowed: struck,
  door: () => plate('7'),
  refused: struck,
  queue: () => (
    <g>
      <circle className="place-disc" r={8} />
      <text className="place-word" y={4.7}>
        2
      </text>
    </g>
  ),
  sight: () => <path className="sight" d="M-12 4Q0 -10 12 4" />,
  tie: () => <path className="tie" d="M-13 0H13" />,
  ringStep: () => (
    <g>
      <path className="ring-step" d="M-13 0H8" />
      <path className="ring-head" d="M13 0L5 4V-4Z" />
    </g>
  ),
  closed: () => (
    <g>
      <path className="ring-step ring-step--closed" d="M-13 0H8" />
      <path className="ring-head" d="M13 0L5 4V-4Z" />
    </g>
  ),
  'kind.server': () => kind('server'),
  'kind.store': () => kind('store'),
  'kind.client': () => kind('client'),
  'kind.person': () => kind('person'),
  'kind.bank': () => kind('bank'),
  'kind.gateway': () => kind('gateway'),
  cut: () => <path className="stage-link stage-link--cut" d="M-13 0H-4M4 0H13M-4 -5V5M4 -5V5" />,
  writing: () => (
    <g className="node is-writing">
      <circle className="node-disc" r={8} />
    </g>
  ),
  flag: () => <path className="flag is-full" d="M-8 -6H8L4 0L8 6H-8Z" />,
  belief: () => <path className="flag" d="M-8 -6H8L4 0L8 6H-8Z" />,
  request: (initial) => pill('request', 'ask', initial),
  grant: (initial) => pill('grant', 'yes', initial),
  refusal: (initial) => pill('refusal', 'no', initial),
  answer: (initial) => pill('answer', 'quiet', initial),
  announce: (initial) => pill('announce', 'lead', initial),
  tick: () => <path className="tick tone-quiet" d="M-5 0H5" />,
  broken: () => <path className="stage-break stage-break--tear" d={breakPath('tear', 0)} />,
  lost: () => <path className="stage-break stage-break--loss" d={breakPath('loss', 0)} />,
  tear: () => <path className="stage-tear-edge" d="M-6 -8L-2 -3L-6 2L-2 8M2 -8L6 -3L2 2L6 8" />,
  oneWay: () => <path className="stage-link stage-link--open" d="M-9 0H9M4 -5L9 0L4 5" />,
  ground: () => <circle className="stage-ground stage-ground--0" r={8} />,
  crashed: () => disc(glyph('crashed'), 'is-down'),
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
      <path className="cell-box" d="M-3.5 -3.5h7v7h-7z" />
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

interface DrawingProps {
  readonly of: LegendKey;
  readonly initial: string | undefined;
  readonly dots: boolean;
}

function Drawing({ of, initial = '', dots }: DrawingProps): ReactNode {
  const wide = initial === '' ? WIDE : WIDER;
  return (
    <svg width={wide} height={20} viewBox={`${-wide / 2} -10 ${wide} 20`} aria-hidden="true">
      {(dots ? DOTS[of] : undefined) ?? DRAWN[of](initial)}
    </svg>
  );
}

export interface LegendProps {
  readonly keys: readonly LegendKey[];
  /** Messages are drawn as shaped dots, not as pills. */
  readonly dots: boolean;
  /** What makes a leader of this algorithm: the words for the crowns depend on it. */
  readonly mandate: Mandate;
  /** The algorithm's own words for a mark: keys of its texts, and what puts them into words. */
  readonly own: { readonly [K in LegendKey]?: string };
  /** Initials on the marks of messages. */
  readonly initials: { readonly [K in LegendKey]?: string };
  readonly words: SceneView['words'];
}

/** Room for the button that shows the rest, px. */
const MORE_PX = 92;

/** How many entries fit: an entry is there whole or not at all. All of them once it is opened. */
function useFit(list: RefObject<HTMLUListElement | null>, shown: string, open: boolean): number {
  const [fit, setFit] = useState(Infinity);
  const closedPx = useRef(0);
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    if (open) {
      element.style.marginTop = `${closedPx.current - element.offsetHeight}px`;
      return;
    }
    element.style.marginTop = '';
    const measure = (): void => {
      const entries = [...element.querySelectorAll<HTMLElement>('[data-entry]')];
      // Figures may stand before them.
      const head = element.firstElementChild;
      const first = head instanceof HTMLElement ? head.offsetTop : 0;
      const high = element.clientHeight;
      const inside = entries.filter((one) => one.offsetTop - first + one.offsetHeight <= high + 1);
      let fits = inside.length;
      if (fits < entries.length) {
        const right = element.offsetLeft + element.clientWidth - MORE_PX;
        const line = inside.at(-1)?.offsetTop;
        const isUnder = (one: HTMLElement | undefined): boolean =>
          one?.offsetTop === line && (one?.offsetLeft ?? 0) + (one?.offsetWidth ?? 0) > right;
        while (fits > 1 && isUnder(inside[fits - 1])) fits--;
      }
      closedPx.current = high;
      setFit(fits);
    };
    measure();
    const size = new ResizeObserver(measure);
    size.observe(element);
    // Their words may come later, or in another type.
    for (const entry of element.querySelectorAll('[data-entry]')) size.observe(entry);
    return () => size.disconnect();
  }, [list, shown, open]);
  return fit;
}

/** Marks for which an algorithm may have words of its own, by the mark's name. */
const OWN: readonly LegendKey[] = ['leader', 'claims', 'spent'];

export function Legend({ keys: now, dots, mandate, own, initials, words }: LegendProps): ReactNode {
  const { t } = useTranslation();
  const entries = useEntries(now);
  const { frames, session } = useApp();
  const { en } = session.algorithm.face.texts;
  const wordsOf = (key: LegendKey): string => {
    const said = own[key] ?? (OWN.includes(key) && en[`mark.${key}`] ? `mark.${key}` : undefined);
    return said === undefined || said === ''
      ? t(`legend.${key}`, { context: mandate })
      : words(said);
  };
  // What has gone does not say again what something else says.
  const keys = entries.filter(
    (key) => now.includes(key) || !now.some((other) => wordsOf(other) === wordsOf(key)),
  );
  // The picture that was painted before this was loaded named no marks; a run at rest paints no other.
  useEffect(() => frames.invalidate(), [frames]);
  const list = useRef<HTMLUListElement>(null);
  const [wanted, want] = useState(false);
  const fits = useFit(list, `${keys.join()} ${Object.values(initials).join()}`, wanted);
  const left = keys.length - fits;
  const open = wanted && left > 0;
  return (
    <ul ref={list} className={open ? 'legend is-open' : 'legend'} aria-label={t('legend.region')}>
      <Figures words={words} />
      {keys.map((key, index) => (
        <li key={key} data-entry className={index < fits || open ? '' : 'is-left-out'}>
          <Drawing of={key} initial={initials[key]} dots={dots} />
          <span>
            <WithTerms text={wordsOf(key)} />
          </span>
        </li>
      ))}
      {left > 0 && (
        <li className="legend__more">
          <button type="button" aria-expanded={open} onClick={() => want(!open)}>
            {open ? t('legend.fewer') : t('legend.more', { count: left })}
          </button>
        </li>
      )}
    </ul>
  );
}

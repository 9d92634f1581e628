/**
 * The reign strip: the whole run in one line, and its scrubber. React draws what stands still; the
 * frame loop moves the playhead, the pale part and the end of what is known.
 */
import { CircleQuestionMark } from 'lucide-react';
import type { ReactNode } from 'react';
import { Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useApp, useTick } from '../app';
import { Press } from '../chrome/Press';
import { StripMore } from '../chrome/lazyParts';
import { axis, instant, number } from '../format';
import { useWords } from '../story';
import { MarkGlyph } from './MarkGlyph';
import { Patterns } from './Patterns';
import { SIGN_PX } from './stripGeometry';
import type { StripPicture } from './stripTypes';
import { showTimeSheet, timeStore } from './timeStore';
import type { Scrubbing } from './useScrubbing';
import { useScrubbing } from './useScrubbing';
import { useHead, useSpan, useStripPicture, useWidth } from './useStrip';

/** Heights within the strip in px, top to bottom. Belief lines are two rows of 4 px above the band. */
interface Rows {
  readonly band: number;
  readonly bandHeight: number;
  /** Middle of the marks. */
  readonly marks: number;
  /** Baseline of the axis. */
  readonly axis: number;
  readonly height: number;
}

const LOW: Rows = { band: 8, bandHeight: 15, marks: 30, axis: 47, height: 48 };
const TALL: Rows = { band: 9, bandHeight: 22, marks: 39, axis: 59, height: 60 };

/** Below this width it is a phone: every px of height counts. */
const LOW_BELOW_PX = 600;

/** The strip, and at its end the button that says what its marks mean. */
export function Strip(): ReactNode {
  const { t } = useTranslation();
  const isOpen = useStore(timeStore, (state) => state.sheet === 'key');
  return (
    <div className="strip-row">
      <Scrubber />
      <Press
        className="strip-row__key"
        label={t('strip.key')}
        icon={CircleQuestionMark}
        iconSize={18}
        expanded={isOpen}
        onPress={() => showTimeSheet('key')}
      />
    </div>
  );
}

function Scrubber(): ReactNode {
  const { t, i18n } = useTranslation();
  const { session, frames, controls } = useApp();
  const root = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(root);
  const spanUs = useSpan();
  // Its height must not change once it is measured.
  const rows = (widthPx || window.innerWidth) < LOW_BELOW_PX ? LOW : TALL;
  const picture = useStripPicture(spanUs, widthPx);
  const { known, pale, head } = useHead(spanUs, widthPx);
  const scrub = useScrubbing(root, spanUs, picture.marks);
  useTick();

  const atUs = session.playhead.us;
  const who = useReigning();
  useEffect(() => frames.invalidate(), [frames, picture]);

  return (
    <div
      ref={root}
      className="strip"
      role="slider"
      tabIndex={0}
      aria-label={t('strip.label')}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={Math.round(spanUs / 1000)}
      aria-valuenow={Math.round(atUs / 1000)}
      aria-valuetext={t('strip.value', { time: instant(atUs, i18n.language), who })}
      onKeyDown={(event) => {
        const goal = keyGoal(event.key, atUs, spanUs);
        if (goal === null && event.key !== 'End') return;
        event.preventDefault();
        if (goal === null) controls.toEnd();
        else controls.seekUs(goal);
      }}
      // The mouse scrubs without taking the focus: the page's keys go on working.
      onMouseDown={(event) => event.preventDefault()}
      {...scrub.handlers}
    >
      <svg width={widthPx} height={rows.height} aria-hidden="true" focusable="false">
        <Patterns />
        <clipPath id="strip-known">
          <rect ref={known} x={0} y={0} width={0} height={rows.height} />
        </clipPath>
        <line
          className="strip__base"
          x1={0}
          x2={widthPx}
          y1={rows.band + rows.bandHeight - 0.5}
          y2={rows.band + rows.bandHeight - 0.5}
        />
        <g clipPath="url(#strip-known)">
          <StripBody {...{ picture, rows, spanUs, widthPx, atUs }} />
        </g>
        <Marks picture={picture} rows={rows} />
        <rect ref={pale} className="strip__pale" y={0} height={rows.marks + 8} width={0} />
        <Axis picture={picture} rows={rows} />
        <Suspense fallback={null}>
          <StripMore {...{ picture, spanUs, widthPx, atUs }} {...rows} />
        </Suspense>
        <g ref={head} className="strip__head">
          <line x1={0} x2={0} y1={3} y2={rows.marks + 8} />
          <circle cx={0} cy={4} r={4} />
        </g>
      </svg>
      <Finer now={scrub.now} />
    </div>
  );
}

/** While a finger is on the strip: that sliding up makes steps finer, and how fine they are. */
function Finer({ now }: { readonly now: Scrubbing }): ReactNode {
  const { t, i18n } = useTranslation();
  if (!now.finger && now.share === 1) return null;
  const share = number(1 / now.share, 1, i18n.language);
  return (
    <span className="strip__finer">
      {now.share === 1 ? t('strip.rise') : t('strip.finer', { share })}
    </span>
  );
}

/** Who leads at the playhead, in words. */
function useReigning(): string {
  const { t } = useTranslation();
  const { session } = useApp();
  const [first, ...others] = session.world.seats.map(({ node }) => node);
  if (first === undefined) return t('strip.nobody');
  if (others.length === 0) return t('strip.leads', { node: first });
  return t('strip.lead', { nodes: [first, ...others].join(', ') });
}

/** Where a key of the slider leads; null: not its key. Steps are shares of the span. */
function keyGoal(key: string, atUs: number, spanUs: number): number | null {
  const step = spanUs / 200;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(0, atUs - step);
    case 'ArrowRight':
    case 'ArrowUp':
      return atUs + step;
    case 'PageDown':
      return Math.max(0, atUs - 10 * step);
    case 'PageUp':
      return atUs + 10 * step;
    case 'Home':
      return 0;
    default:
      return null;
  }
}

interface Drawn {
  readonly picture: StripPicture;
  readonly rows: Rows;
}

interface Scaled extends Drawn {
  readonly spanUs: number;
  readonly widthPx: number;
  /** Where the playhead stands: what ends there or before is told as past. */
  readonly atUs: number;
}

/** What is drawn may lie off its instant by so little. */
const HAIR_PX = 0.01;

/** What stands still: gaps, reigns, crowds of reigns, believers. */
function StripBody({ picture, rows, spanUs, widthPx, atUs }: Scaled): ReactNode {
  const { t, i18n } = useTranslation();
  const headX = (atUs / spanUs) * widthPx + HAIR_PX;
  const then = (x: number, width: number): string => (x + width <= headX ? 'Then' : '');
  const words = (px: number): string =>
    instant(Math.round((px / Math.max(1, widthPx)) * spanUs), i18n.language);
  const { band, bandHeight } = rows;
  const reignTip = ({ node, fromUs, toUs }: StripPicture['bands'][number]): string => {
    const [from, to] = [fromUs, toUs ?? 0].map((us) => instant(us, i18n.language));
    return toUs === null
      ? t('strip.reignOn', { node, from })
      : t('strip.reign', { node, from, to });
  };
  return (
    <>
      {picture.gaps.map(({ x, width, said }) => (
        <g key={`gap ${x}`} data-tip={t('strip.gap', { span: words(width) })}>
          <rect
            className="strip__gap"
            x={x}
            y={band}
            width={width}
            height={bandHeight}
            fill="url(#strip-hatch)"
          />
          {said && (
            <text className="strip__nobody" x={x + 6} y={band + bandHeight / 2 + 4.5}>
              {t(`strip.nobody${then(x, width)}`)}
            </text>
          )}
        </g>
      ))}
      {picture.bands.map((one) => {
        const { node, attempt, x, width, row, rows: shared, tint, pattern, label, said } = one;
        const height = bandHeight / shared;
        const box = { x, y: band + row * height, width, height };
        return (
          <g key={`${node} ${attempt} ${x} ${row}`} data-tip={reignTip(one)}>
            <rect {...box} className={`strip__reign strip__reign--${tint}`} />
            {pattern > 0 && <rect {...box} fill={`url(#strip-pattern-${pattern})`} />}
            <rect {...box} className="strip__rim" />
            {label !== null && shared === 1 && (
              <text className="strip__name" x={x + 6} y={box.y + height / 2 + 4.5}>
                {said ? t(`strip.leads${then(x, width)}`, { node: label }) : label}
              </text>
            )}
          </g>
        );
      })}
      {picture.crowds.map(({ x, width, count }) => (
        <g key={`crowd ${x}`} data-tip={t('strip.crowd', { count })}>
          <rect className="strip__crowd" x={x} y={band} width={width} height={bandHeight} />
          <rect x={x} y={band} width={width} height={bandHeight} fill="url(#strip-pattern-crowd)" />
        </g>
      ))}
      {picture.lines.map(({ node, x, width, down, row }) => (
        <rect
          key={`line ${node} ${x}`}
          className={down ? 'strip__belief--down' : 'strip__belief'}
          x={x}
          y={row * 4}
          width={width}
          height={3}
          data-tip={t(down ? 'strip.believed' : 'strip.believes', { node })}
          {...(down && { fill: 'url(#strip-hatch)' })}
        />
      ))}
    </>
  );
}

function Marks({ picture, rows }: Drawn): ReactNode {
  const { t } = useTranslation();
  const { session } = useApp();
  const say = useWords(session.algorithm);
  return (
    <>
      {picture.marks.map(({ x, count, kinds, moments: members }) => {
        const first = members.find(({ kind }) => kind === kinds[0]) ?? members[0]!;
        const words = kinds.map((kind) => t(`strip.${kind}`)).join(', ');
        const tip = count === 1 ? say(first.phrase) : t('strip.mark', { count, kinds: words });
        return (
          <g key={`${x} ${first.event}`} transform={`translate(${x} ${rows.marks})`} data-tip={tip}>
            <rect x={-9} y={-7} width={8 + SIGN_PX * kinds.length} height={15} fill="transparent" />
            {kinds.map((kind, index) => (
              <MarkGlyph key={kind} kind={kind} x={index * SIGN_PX} />
            ))}
            {count > kinds.length && (
              <text className="strip__count" x={SIGN_PX * kinds.length - 3} y={4.5}>
                ×{count}
              </text>
            )}
          </g>
        );
      })}
    </>
  );
}

function Axis({ picture, rows }: Drawn): ReactNode {
  const { i18n } = useTranslation();
  return (
    <>
      {picture.ticks.map(({ x, us }) => (
        <text
          key={us}
          className="strip__tick"
          x={Math.max(2, x)}
          y={rows.axis}
          textAnchor={us === 0 ? 'start' : 'middle'}
        >
          {axis(us, i18n.language)}
        </text>
      ))}
    </>
  );
}

/** What the reign strip shows, sign by sign: for its own sheet and for the sheet of keys. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { timeTexts } from '../../i18n/en/time';
import { addPageTexts } from '../../i18n/setup';
import { MarkGlyph } from '../MarkGlyph';
import { MARK_KINDS } from '../stripTypes';
import './timeSheet.css';

addPageTexts(timeTexts);

const WIDTH = 44;

const BANDS: readonly (readonly [string, ReactNode])[] = [
  ['reign', <Reign key="reign" y={2} height={16} tint={3} name="n3" />],
  [
    'two',
    <g key="two">
      <Reign y={2} height={8} tint={1} name="" />
      <Reign y={10} height={8} tint={2} name="" />
    </g>,
  ],
  [
    'gap',
    <rect
      key="gap"
      className="strip__gap"
      y={2}
      width={WIDTH}
      height={16}
      fill="url(#strip-hatch)"
    />,
  ],
  [
    'crowd',
    <g key="crowd">
      <rect className="strip__crowd" x={18} y={2} width={8} height={16} />
      <rect x={18} y={2} width={8} height={16} fill="url(#strip-pattern-crowd)" />
    </g>,
  ],
  [
    'pale',
    <g key="pale">
      <Reign y={2} height={16} tint={3} name="" />
      <rect className="strip__pale" x={WIDTH / 2} width={WIDTH / 2} height={20} />
      <line className="strip-key__head" x1={WIDTH / 2} x2={WIDTH / 2} y2={20} />
    </g>,
  ],
];

const LINES: readonly (readonly [string, ReactNode])[] = [
  ['believes', <rect key="on" className="strip__belief" y={8} width={WIDTH} height={3} />],
  [
    'believed',
    <rect
      key="down"
      className="strip__belief--down"
      y={8}
      width={WIDTH}
      height={3}
      fill="url(#strip-hatch)"
    />,
  ],
  ['window', <path key="window" className="strip-key__window" d="M6 16 V5 H38 V16" />],
  [
    'loop',
    <g key="loop" className="strip__loop">
      <line x1={8} x2={8} y1={2} y2={18} />
      <line x1={36} x2={36} y1={2} y2={18} />
      <line x1={8} x2={36} y1={18} y2={18} />
    </g>,
  ],
];

function Reign(props: {
  readonly y: number;
  readonly height: number;
  readonly tint: number;
  readonly name: string;
}): ReactNode {
  const box = { x: 1, y: props.y, width: WIDTH - 2, height: props.height };
  return (
    <>
      <rect {...box} className={`strip__reign strip__reign--${props.tint}`} />
      <rect {...box} className="strip__rim" />
      <text className="strip__name" x={6} y={props.y + 12.5}>
        {props.name}
      </text>
    </>
  );
}

export function StripKey(): ReactNode {
  const { t } = useTranslation();
  const marks = MARK_KINDS.map(
    (kind) =>
      [
        kind,
        <g key={kind} transform="translate(22 10)">
          <MarkGlyph kind={kind} x={0} />
        </g>,
      ] as const,
  );
  const count = (
    <g key="count" transform="translate(12 10)">
      <MarkGlyph kind="leader" x={0} />
      <text className="strip__count" x={8} y={5}>
        ×3
      </text>
    </g>
  );
  return (
    <div className="strip-key">
      <Group title={t('stripKey.band')} lines={BANDS} />
      <Group title={t('stripKey.above')} lines={LINES} />
      <Group title={t('stripKey.below')} lines={[...marks, ['count', count]]} />
    </div>
  );
}

interface GroupProps {
  readonly title: string;
  readonly lines: readonly (readonly [string, ReactNode])[];
}

function Group({ title, lines }: GroupProps): ReactNode {
  const { t } = useTranslation();
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {lines.map(([name, sign]) => (
          <li key={name}>
            <svg width={WIDTH} height={20} aria-hidden="true" focusable="false">
              {sign}
            </svg>
            {t(`stripKey.${name}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}

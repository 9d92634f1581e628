/** The two marks of the loop on the strip, A and B, and the bar that joins them. Decides nothing. */
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { timeStore } from './timeStore';

interface Props {
  readonly spanUs: number;
  readonly widthPx: number;
  /** Top and bottom of the lines, and the middle of the letters, px. */
  readonly top: number;
  readonly bottom: number;
  readonly letters: number;
}

const NAMES = [
  ['fromUs', 'A'],
  ['toUs', 'B'],
] as const;

export function LoopMarks({ spanUs, widthPx, top, bottom, letters }: Props): ReactNode {
  const loop = useStore(timeStore, (state) => state.loop);
  const x = (us: number): number => (Math.min(us, spanUs) / spanUs) * widthPx;
  const { fromUs, toUs } = loop;
  return (
    <g className="strip__loop">
      {fromUs !== null && toUs !== null && (
        <line className="strip__loop-bar" x1={x(fromUs)} x2={x(toUs)} y1={letters} y2={letters} />
      )}
      {NAMES.map(([mark, name]) => {
        const us = loop[mark];
        if (us === null) return null;
        return (
          <g key={mark} transform={`translate(${x(us)} 0)`} data-loop={name}>
            <line y1={top} y2={bottom} />
            <rect x={-9} y={letters - 9} width={18} height={18} rx={4} />
            <text y={letters + 4.5} textAnchor="middle">
              {name}
            </text>
          </g>
        );
      })}
    </g>
  );
}

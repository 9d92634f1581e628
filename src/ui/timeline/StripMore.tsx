/**
 * What the strip can do without until the page moves: who believes that it leads, in words, and the marks
 * of the loop. Loaded late; decides nothing.
 */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../app';
import { LoopMarks } from './LoopMarks';
import { believersOf } from './believers';
import type { StripPicture } from './stripTypes';

interface Props {
  readonly picture: StripPicture;
  readonly spanUs: number;
  readonly widthPx: number;
  readonly atUs: number;
  /** Top of the bands, their height, the middle of the axis, px. */
  readonly band: number;
  readonly bandHeight: number;
  readonly axis: number;
}

export function StripMore(props: Props): ReactNode {
  const { picture, spanUs, widthPx, atUs, band, bandHeight, axis } = props;
  const { t } = useTranslation();
  const { session } = useApp();
  const x = (us: number): number => (Math.min(us, spanUs) / spanUs) * widthPx;
  const believers = believersOf(picture.lines, picture.bands, x(session.frontier.us));
  return (
    <>
      {believers.map(({ node, x: fromX, endX }) => (
        <text
          key={`${node} ${fromX}`}
          className="strip__also"
          x={fromX}
          y={band + bandHeight / 2 + 4.5}
          opacity={fromX > x(atUs) ? 0.45 : 1}
        >
          {t(endX <= x(atUs) ? 'strip.believesThen' : 'strip.believes', { node })}
        </text>
      ))}
      <LoopMarks
        spanUs={spanUs}
        widthPx={widthPx}
        top={band - 4}
        bottom={axis - 12}
        letters={axis - 4}
      />
    </>
  );
}

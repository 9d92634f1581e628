/** The small signs under the strip: each kind has its own shape, so that none needs its colour. */
import type { ReactNode } from 'react';
import { MARK_PATHS } from '../../render/markPaths';
import type { MarkKind } from './stripTypes';

export function MarkGlyph({ kind, x }: { readonly kind: MarkKind; readonly x: number }): ReactNode {
  return (
    <path className={`mark mark--${kind}`} d={MARK_PATHS[kind]} transform={`translate(${x} 0)`} />
  );
}

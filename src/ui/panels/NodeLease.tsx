/**
 * What a node holds for a time: what is left of it as the node trusts it and as the service keeps it, each
 * on its own clock, and its token. The picture's arcs in figures; which there are is the face's to say.
 */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeView, Ornament, Until, Us, WorldView } from '../../engine/protocol';
import type { RunView } from '../../session/types';
import { leftUs } from '../../scene/rings';
import { useApp } from '../app';
import { instant } from '../format';

export interface Line {
  /** Key of the line's words. */
  readonly key: 'holder' | 'service' | 'over' | 'tooLong' | 'arc';
  /** On whose clock. */
  readonly clock: string;
  /** What is left by that clock. */
  readonly left: Us;
}

/** What is left by the clock it is read on; null: nothing, or that side has none. */
function leftOn(
  until: Until | null,
  world: WorldView,
  us: Us,
): { readonly clock: string; readonly left: Us; readonly trueLeft: Us } | null {
  const trueLeft = until === null ? null : leftUs(world, us, until);
  if (until === null || trueLeft === null || trueLeft <= 0) return null;
  const clock = 'clock' in until ? until.clock : until.of;
  const { ppm } = world.node(clock).clock;
  return { clock, trueLeft, left: Math.round(trueLeft + (trueLeft * ppm) / 1_000_000) };
}

function ofLease(lease: Extract<Ornament, { kind: 'lease' }>, world: WorldView, us: Us): Line[] {
  const holder = leftOn(lease.holder, world, us);
  const service = leftOn(lease.service, world, us);
  const lines: Line[] = [];
  if (holder !== null) lines.push({ key: 'holder', clock: holder.clock, left: holder.left });
  if (service !== null) lines.push({ key: 'service', clock: service.clock, left: service.left });
  if (holder === null && service === null) return [{ key: 'over', clock: '', left: 0 }];
  const ahead = (holder?.trueLeft ?? 0) - (service?.trueLeft ?? 0);
  if (holder !== null && ahead > 0) {
    lines.push({ key: 'tooLong', clock: '', left: Math.round(ahead) });
  }
  return lines;
}

/** What is left of all that a node holds for a time. */
export function linesOf({ algorithm, world, playhead }: RunView, node: NodeView): readonly Line[] {
  if (!node.up) return [];
  return algorithm.face.ornaments(node.state, world, node.id).flatMap((one): readonly Line[] => {
    if (one.kind === 'lease') return ofLease(one, world, playhead.us);
    const left = one.kind === 'arc' ? leftOn(one.until, world, playhead.us) : null;
    return left === null ? [] : [{ key: 'arc', clock: left.clock, left: left.left }];
  });
}

export function NodeLease({ node }: { readonly node: NodeView }): ReactNode {
  const { t, i18n } = useTranslation();
  const { session } = useApp();
  const lines = linesOf(session, node);
  if (lines.length === 0) return null;
  return (
    <section>
      <h3>{t('node.lease')}</h3>
      <dl className="timers leases">
        {lines.map(({ key, clock, left }) => (
          <div key={`${key} ${clock}`}>
            <dt>{t(`node.lease.${key}`)}</dt>
            <dd>
              {key === 'over'
                ? t('node.lease.nothing')
                : t(clock === '' ? 'node.lease.true' : 'node.lease.left', {
                    clock,
                    left: instant(left, i18n.language),
                  })}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/**
 * What a workload has come to at the playhead, first in the line under the stage: charges, uptime, wrong
 * answers. Which figures and in which words is the workload's to say. Not the summary of a whole run.
 */
import type { ReactNode } from 'react';
import { useRef } from 'react';
import { useStore } from 'zustand';
import type { RunView } from '../../session/types';
import type { SceneView } from '../../scene/types';
import { playerStore } from '../../stores/playerStore';
import { useApp } from '../app';

export interface Figure {
  readonly name: string;
  readonly words: string;
  /** It should be 0 and is not. */
  readonly alarm: boolean;
}

/** Wall time that figures may take of all wall time. */
const SHARE = 1 / 20;

const percent = (share: number): string => `${Math.floor(share * 1000) / 10} %`;

/**
 * The figures that the workload has words for: `<id>.figure.<name>` for those always told,
 * `<id>.alarm.<name>` for those told once they are not 0.
 */
export function figuresAt(run: RunView, words: SceneView['words']): readonly Figure[] {
  const { workload, face } = run.algorithm;
  if (workload === undefined) return [];
  const { en } = face.texts;
  const values = workload.figures(run.world, run.facts, run.playhead.us);
  return Object.entries(values).flatMap(([name, value]): readonly Figure[] => {
    const told = { value, percent: percent(value) };
    const alarm = `${workload.id}.alarm.${name}`;
    if (value !== 0 && alarm in en) return [{ name, words: words(alarm, told), alarm: true }];
    const key = `${workload.id}.figure.${name}`;
    return key in en ? [{ name, words: words(key, told), alarm: false }] : [];
  });
}

interface Kept {
  readonly figures: readonly Figure[];
  readonly us: number;
  readonly of: unknown;
  /** Not before this wall instant, ms: a long history takes its time. */
  readonly nextMs: number;
}

/** They change as often as the legend is told anew; while the run plays, no more often than is cheap. */
export function Figures({ words }: { readonly words: SceneView['words'] }): ReactNode {
  const { session } = useApp();
  const playing = useStore(playerStore, (state) => state.playing);
  const kept = useRef<Kept | null>(null);
  const { us } = session.playhead;
  const startMs = performance.now();
  const last = kept.current;
  const isNew = last === null || last.of !== session.algorithm;
  if (isNew || !playing || (last.us !== us && startMs >= last.nextMs)) {
    const figures = figuresAt(session, words);
    const endMs = performance.now();
    const nextMs = endMs + (endMs - startMs) / SHARE;
    kept.current = { figures, us, of: session.algorithm, nextMs };
  }
  const { figures } = kept.current ?? { figures: [] };
  if (figures.length === 0) return null;
  return (
    <li className="figures">
      {figures.map(({ name, words: said, alarm }) => (
        <b key={name} className={alarm ? 'is-alarm' : ''}>
          {said}
        </b>
      ))}
    </li>
  );
}

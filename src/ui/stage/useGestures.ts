/** Hears hands and keys on the stage, as soon as what understands them is there. */
import type { RefObject } from 'react';
import { useEffect } from 'react';
import type { NodeId } from '../../engine/protocol';
import { useApp } from '../app';
import { useFail } from '../chrome/ErrorFence';
import { loadHands } from '../chrome/lazyParts';
import type { StageHandles } from './useStage';

/** The node a focused or clicked element belongs to. */
export function nodeOf(target: EventTarget | null): NodeId | null {
  return target instanceof Element
    ? (target.closest('[data-node]')?.getAttribute('data-node') ?? null)
    : null;
}

/** Hears hands and keys for as long as the stage is mounted. */
export function useGestures(svg: RefObject<SVGSVGElement | null>, stage: StageHandles): void {
  const app = useApp();
  const fail = useFail();
  const { hands, scene, picture, openToolbar, away, hover } = stage;
  useEffect(() => {
    const element = svg.current;
    if (element === null) return;
    let stop = (): void => {
      isGone = true;
    };
    let isGone = false;
    loadHands().then(({ listen }) => {
      if (isGone) return;
      stop = listen(app, element, stage);
      element.dataset['hands'] = 'here';
    }, fail);
    return () => stop();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what is read of a `stage` ever new
  }, [app, svg, fail, hands, scene, picture, openToolbar, away, hover]);
}

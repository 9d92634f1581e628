/** What the strip measures and remembers: its width, its span, its picture, and the parts that move. */
import type { RefObject } from 'react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { playerStore } from '../../stores/playerStore';
import { useApp } from '../app';
import { useFail } from '../chrome/ErrorFence';
import { moments } from '../story';
import { FIRST_SPAN_US, spanFor, stripPicture } from './stripGeometry';
import type { StripPicture } from './stripTypes';

/** Beyond so many px everything that may be written fits; it is looked at again every so many. */
const NAME_PX = 112;
const LOOK_PX = 16;

/**
 * The width of an element, px, kept in step with it; 0 until it has been laid out. Not asked for before:
 * the answer would cost a layout of the whole page and a second commit ahead of the first frame.
 */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [widthPx, setWidthPx] = useState(0);
  useLayoutEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidthPx(Math.round(entry.contentRect.width));
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return widthPx;
}

/** What the strip shows, us; whoever draws on it reads it here. */
export const spanStore = createStore(() => ({ opened: -1, us: FIRST_SPAN_US }));

/** The span doubles as the run outgrows it; only another run makes it small again. */
export function useSpan(): number {
  const { session, frames } = useApp();
  const fail = useFail();
  const opened = useStore(playerStore, (state) => state.opened);
  useLayoutEffect(() => {
    const look = (): void => {
      const now = spanStore.getState();
      const us = spanFor(session.frontier.us);
      if (now.opened !== opened || us > now.us) spanStore.setState({ opened, us });
    };
    look();
    return frames.on('after', look, fail);
  }, [session, frames, opened, fail]);
  return useStore(spanStore, ({ us }) => us);
}

/** Beyond so many facts the picture takes its time to make: then it is renewed no oftener than this. */
const MANY_FACTS = 2000;
const RENEW_EVERY_MS = 250;

/** The picture, renewed when the run has something new to say. */
export function useStripPicture(spanUs: number, widthPx: number): StripPicture {
  const { session, frames } = useApp();
  const fail = useFail();
  const [news, setNews] = useState('');
  useEffect(() => {
    let told = '';
    let toldMs = -Infinity;
    return frames.on(
      'after',
      ({ wallMs }) => {
        const { revision, facts, reigns, elections, frontier, ended } = session;
        // A name appears once its reign, or the time without one, is long enough to be seen with it.
        const last = reigns[reigns.length - 1];
        const sinceUs = last?.toUs ?? last?.fromUs ?? 0;
        const seenPx = Math.min(NAME_PX, ((frontier.us - sinceUs) / spanUs) * widthPx);
        const seen = Math.floor(seenPx / LOOK_PX);
        const now = [
          revision,
          facts.length,
          reigns.length,
          elections.length,
          ended?.us,
          seen,
        ].join();
        if (now === told) return false;
        // What is put off is told by a later frame.
        if (facts.length > MANY_FACTS && wallMs - toldMs < RENEW_EVERY_MS) return true;
        told = now;
        toldMs = wallMs;
        setNews(now);
        return false;
      },
      fail,
    );
  }, [session, frames, spanUs, widthPx, fail]);
  return useMemo(() => {
    // `news` says that the lists have grown; they are read from the session itself.
    void news;
    return stripPicture({
      reigns: session.reigns,
      selfBeliefs: session.selfBeliefs,
      facts: session.facts,
      moments: moments(session),
      spanUs,
      frontierUs: session.frontier.us,
      widthPx,
      nodes: session.world.candidates,
    });
  }, [session, news, spanUs, widthPx]);
}

/** The three things that move, as refs written by the frame loop. */
export function useHead(spanUs: number, widthPx: number) {
  const { session, frames } = useApp();
  const fail = useFail();
  const known = useRef<SVGRectElement>(null);
  const pale = useRef<SVGRectElement>(null);
  const head = useRef<SVGGElement>(null);
  useEffect(
    () =>
      frames.on(
        'picture',
        () => {
          const scale = widthPx / spanUs;
          const at = Math.min(widthPx, session.playhead.us * scale);
          const end = Math.min(widthPx, session.frontier.us * scale);
          known.current?.setAttribute('width', String(end));
          pale.current?.setAttribute('x', String(at));
          pale.current?.setAttribute('width', String(Math.max(0, widthPx - at)));
          head.current?.setAttribute('transform', `translate(${at} 0)`);
        },
        fail,
      ),
    [session, frames, spanUs, widthPx, fail],
  );
  return { known, pale, head };
}

/**
 * Present mode: the cluster for a whole room. Stage, legend, caption and strip alone, drawn large, on the
 * full screen where the browser lets us. The keys of the page go on working; what little a pointer needs
 * (back, play, on, leave) shows while the pointer moves and goes with it.
 */
import { Minimize, Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { playerStore } from '../../stores/playerStore';
import { viewStore } from '../../stores/viewStore';
import { useApp } from '../app';
import { Press } from '../chrome/Press';
import { presentTexts } from '../i18n/en/present';
import { addPageTexts } from '../i18n/setup';
import './present.css';

addPageTexts(presentTexts);

/** Wall ms without a move after which the pointer and its buttons go. */
const REST_MS = 3000;

/** Enters present mode, or leaves it. */
export function togglePresent(): void {
  const present = !viewStore.getState().present;
  // Panel and lanes have no place in it.
  if (present) viewStore.setState({ present, panel: null, lanes: false, dialog: null });
  else viewStore.setState({ present });
  void (present ? fillScreen() : leaveScreen());
}

/** The whole screen, where the browser has one to give; the mode works without it. */
async function fillScreen(): Promise<void> {
  try {
    await document.documentElement.requestFullscreen({ navigationUI: 'hide' });
    // Where a browser has it: Esc then lets go of one thing at a time, held down it leaves.
    const { keyboard } = navigator as { keyboard?: { lock?(keys: string[]): Promise<void> } };
    await keyboard?.lock?.(['Escape']);
  } catch {
    // A frame or a phone that does not allow it: the page itself is large.
  }
}

async function leaveScreen(): Promise<void> {
  try {
    if (document.fullscreenElement !== null) await document.exitFullscreen();
  } catch {
    // It was left already.
  }
}

/** The browser's own way out of the full screen leaves the mode too, and so does opening a panel. */
function useLeaving(): void {
  useEffect(() => {
    let filled = document.fullscreenElement !== null;
    const onScreen = (): void => {
      const fills = document.fullscreenElement !== null;
      if (filled && !fills) viewStore.setState({ present: false });
      filled = fills;
    };
    document.addEventListener('fullscreenchange', onScreen);
    const stop = viewStore.subscribe(({ panel, lanes, present }) => {
      if (present && (panel !== null || lanes)) togglePresent();
    });
    return () => {
      document.removeEventListener('fullscreenchange', onScreen);
      stop();
    };
  }, []);
}

/** The pointer and its buttons rest when it does. */
function useRest(): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    let timer = 0;
    const rest = (): void => {
      dataset['resting'] = '';
    };
    const wake = (): void => {
      delete dataset['resting'];
      window.clearTimeout(timer);
      timer = window.setTimeout(rest, REST_MS);
    };
    wake();
    const moves = ['pointermove', 'pointerdown'] as const;
    for (const move of moves) document.addEventListener(move, wake);
    return () => {
      window.clearTimeout(timer);
      for (const move of moves) document.removeEventListener(move, wake);
      delete dataset['resting'];
    };
  }, []);
}

export function PresentBar(): ReactNode {
  const { t } = useTranslation();
  const { controls } = useApp();
  const playing = useStore(playerStore, (state) => state.playing);
  useLeaving();
  useRest();
  return (
    <header className="present-bar">
      <h1 className="visually-hidden">{t('app.name')}</h1>
      <div className="present-bar__buttons" role="toolbar" aria-label={t('present.bar')}>
        <Press
          label={t('time.beatBack')}
          icon={SkipBack}
          keys="beatBack"
          onPress={controls.beatBack}
        />
        <Press
          label={t(playing ? 'time.pause' : 'time.play')}
          icon={playing ? Pause : Play}
          keys="toggle"
          onPress={controls.toggle}
        />
        <Press
          label={t('time.beatForward')}
          icon={SkipForward}
          keys="beatForward"
          onPress={controls.beatForward}
        />
        <Press label={t('present.leave')} icon={Minimize} keys="present" onPress={togglePresent} />
      </div>
    </header>
  );
}

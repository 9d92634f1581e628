/** Paper or night: follows the system until a person chooses; the choice is remembered. */
import { useSyncExternalStore } from 'react';
import type { Theme } from '../../stores/viewStore';
import { viewStore } from '../../stores/viewStore';
import { textScale } from '../pageWidth';
import { recall, remember } from '../storage';

const dark = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)');

/** Which of the two is shown. */
export function shownTheme(theme: Theme, systemIsDark: boolean): 'paper' | 'night' {
  if (theme === 'system') return systemIsDark ? 'night' : 'paper';
  return theme;
}

/** True while the system asks for dark pages. */
export function useDarkSystem(): boolean {
  return useSyncExternalStore(
    (callback) => {
      const query = dark();
      query.addEventListener('change', callback);
      return () => query.removeEventListener('change', callback);
    },
    () => dark().matches,
  );
}

/** Tells the style sheets how large a person has set text. */
function tellTextScale(): void {
  document.documentElement.style.setProperty('--text-scale', String(textScale(0)));
}

/** Applies the remembered theme and keeps the page and the memory in step with it. */
export function startTheme(): void {
  tellTextScale();
  window.addEventListener('resize', tellTextScale);
  const remembered = recall('theme');
  if (remembered === 'paper' || remembered === 'night') viewStore.setState({ theme: remembered });
  const apply = (): void => {
    const shown = shownTheme(viewStore.getState().theme, dark().matches);
    document.documentElement.dataset['theme'] = shown;
  };
  apply();
  dark().addEventListener('change', apply);
  viewStore.subscribe(({ theme }, before) => {
    if (theme === before.theme) return;
    apply();
    remember('theme', theme);
  });
}

/** True if the person asked for less motion. */
export function wantsStillness(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

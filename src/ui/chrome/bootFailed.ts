/**
 * What stands when the page could not even start: no React, no texts, nothing that could be what failed.
 * The run that this browser remembers can be taken along as a link before anything is tried again.
 */
import i18next from 'i18next';
import { recall } from '../storage';

export function showBootFailure(error: unknown): void {
  const screen = document.createElement('section');
  screen.className = 'trouble';
  screen.setAttribute('role', 'alert');
  const put = (tag: string, words: string): HTMLElement => {
    const element = document.createElement(tag);
    element.textContent = words;
    screen.append(element);
    return element;
  };
  const way = (words: string, go: () => void): void => {
    const element = put('button', words);
    element.className = 'button button--outlined';
    element.addEventListener('click', go);
  };
  put('h1', i18next.t('crash.title'));
  put('p', error instanceof Error ? error.message : String(error));
  const work = window.location.hash.length > 1 ? window.location.hash : recall('work');
  if (work !== null) {
    put('p', i18next.t('crash.boot'));
    put('code', new URL(work, window.location.href).href);
  }
  way(i18next.t('crash.reload'), () => window.location.reload());
  way(i18next.t('crash.reset'), () => window.location.assign(window.location.pathname));
  document.getElementById('root')?.replaceChildren(screen);
}

/**
 * The parts of the page that load on first use and are fetched ahead once the page has come to rest.
 * A part that fails to load is tried again at the next use; nothing of the run is lost.
 */
import { lazy } from 'react';

const parts = {
  panels: () => import('../panels/Panels'),
  lanes: () => import('../timeline/lanes/Lanes'),
  dialogs: () => import('../share/Dialogs'),
  link: () => import('../share/linkCodec'),
  stage: () => import('../stage/firstUse'),
  trouble: () => import('./TroublePage'),
};

export const Lanes = lazy(async () => ({ default: (await parts.lanes()).Lanes }));
export const Panels = lazy(async () => ({ default: (await parts.panels()).Panels }));
export const Dialogs = lazy(async () => ({ default: (await parts.dialogs()).Dialogs }));

export const TroublePage = lazy(async () => ({ default: (await parts.trouble()).TroublePage }));
export const ActMenu = lazy(async () => ({ default: (await parts.stage()).ActMenu }));
export const HeldLine = lazy(async () => ({ default: (await parts.stage()).HeldLine }));
export const MessageCard = lazy(async () => ({ default: (await parts.stage()).MessageCard }));
export const NodeToolbar = lazy(async () => ({ default: (await parts.stage()).NodeToolbar }));

/** What the keys of menus, rules and messages do. */
export const loadKeyActs = parts.stage;

/** Reading and writing links and files: the schema comes with it. */
export const loadLinkCodec = parts.link;

/** Fetches everything else while nothing else is to be done. */
export function prefetchWhenIdle(): void {
  const fetchAll = (): void => {
    for (const part of Object.values(parts)) part().catch(() => undefined);
  };
  const wait = (): void => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(fetchAll, { timeout: 5000 });
    else setTimeout(fetchAll, 2000);
  };
  setTimeout(wait, 1500);
}

/**
 * The parts of the page that load on first use and are fetched ahead once the page has come to rest.
 * A part that fails to load is tried again at the next use; nothing of the run is lost.
 */
import { playerStore } from '../../stores/playerStore';
import { allWords } from '../rest';
import { fetchingAhead } from './staleParts';
import { lazyPart } from './lazyPart';

/** What the first moving frame does without waits for it; a page that opens at rest has no such frame. */
async function moved(): Promise<void> {
  const isMoving = (): boolean => document.documentElement.dataset['moving'] === 'true';
  while (playerStore.getState().playing && !isMoving()) {
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** With all words of the algorithm that runs. */
async function worded<T>(load: () => Promise<T>): Promise<T> {
  const [part] = await Promise.all([load(), allWords()]);
  return part;
}

const parts = {
  legend: () => moved().then(() => import('../stage/Legend')),
  twin: () => moved().then(() => import('../stage/TextTwin')),
  hands: () => moved().then(() => import('../stage/gestures')),
  keys: () => moved().then(() => import('./KeysOfPage')),
  ends: () => moved().then(() => import('../../narration/deadEnd')),
  next: () => moved().then(() => import('./NextThing')),
  notices: () => moved().then(() => import('./Notices')),
  tips: () => moved().then(() => import('./Tips')),
  panels: () => worded(() => import('../panels/Panels')),
  strip: () => moved().then(() => import('../timeline/StripMore')),
  lanes: () => import('../timeline/lanes/Lanes'),
  dialogs: () => worded(() => import('../share/Dialogs')),
  link: () => import('../share/linkCodec'),
  edits: () => import('../player/edits'),
  stage: () => import('../stage/firstUse'),
  time: () => import('../timeline/sheet/TimeSheet'),
  trouble: () => import('./TroublePage'),
  present: () => import('../present/Present'),
  glossary: () => import('../glossary/Glossary'),
  words: () => import('../../narration/lateTexts'),
};

export const Legend = lazyPart(async () => (await parts.legend()).Legend);
export const TextTwin = lazyPart(async () => (await parts.twin()).TextTwin);
export const NextThing = lazyPart(async () => (await parts.next()).NextThing);
export const Notices = lazyPart(async () => (await parts.notices()).Notices);
export const Tips = lazyPart(async () => (await parts.tips()).Tips);
export const StripMore = lazyPart(async () => (await parts.strip()).StripMore);
export const Lanes = lazyPart(async () => (await parts.lanes()).Lanes);
export const Panels = lazyPart(async () => (await parts.panels()).Panels);
export const Dialogs = lazyPart(async () => (await parts.dialogs()).Dialogs);

export const TimeSheet = lazyPart(async () => (await parts.time()).TimeSheet);
export const TroublePage = lazyPart(async () => (await parts.trouble()).TroublePage);
export const ActMenu = lazyPart(async () => (await parts.stage()).ActMenu);
export const HeldLine = lazyPart(async () => (await parts.stage()).HeldLine);
export const MessageCard = lazyPart(async () => (await parts.stage()).MessageCard);
export const NodeToolbar = lazyPart(async () => (await parts.stage()).NodeToolbar);

export const PresentBar = lazyPart(async () => (await parts.present()).PresentBar);

/** Entering and leaving present mode. */
export const loadPresent = parts.present;

/** What understands pointers and keys on the stage. */
export const loadHands = parts.hands;

/** The table of keys. */
export const loadKeys = parts.keys;

/** What the keys of menus, rules and messages do. */
export const loadKeyActs = parts.stage;

/** What narration says beyond the first moving frame. */
export const loadLateTexts = parts.words;

/** What tells a dead end, and the way on. */
export const loadDeadEnds = parts.ends;

/** What becomes of a scenario when a person changes it. */
export const loadEdits = parts.edits;

/** Reading and writing links and files: the schema comes with it. */
export const loadLinkCodec = parts.link;

/** Fetches everything else while nothing else is to be done. */
export function prefetchWhenIdle(): void {
  const fetchAll = (): void => {
    void fetchingAhead(Object.values(parts));
  };
  const wait = (): void => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(fetchAll, { timeout: 5000 });
    else setTimeout(fetchAll, 2000);
  };
  setTimeout(wait, 1500);
}

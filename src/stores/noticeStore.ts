/** Short messages of the page about what it did or could not do. They stay until closed or replaced. */
import { createStore } from 'zustand/vanilla';

export interface Notice {
  readonly id: number;
  /** Key of the text and its values. */
  readonly key: string;
  readonly values: { readonly [name: string]: string | number };
  /** `alert` interrupts a screen reader; `done` and `info` go away by themselves; `watch` stays. */
  readonly tone: 'info' | 'done' | 'alert' | 'watch';
  /** One thing to do about it: the key of its words and what it does. */
  readonly way: { readonly key: string; readonly go: () => void } | null;
}

export interface NoticeState {
  readonly notices: readonly Notice[];
  readonly next: number;
}

/** At most this many stand on the page; the oldest goes. */
const MOST = 3;

export const noticeStore = createStore<NoticeState>(() => ({ notices: [], next: 1 }));

/** Shows a notice, replacing one that says the same thing. */
export function notify(notice: Omit<Notice, 'id'>): void {
  noticeStore.setState(({ notices, next }) => ({
    notices: [...notices.filter(({ key }) => key !== notice.key), { ...notice, id: next }].slice(
      -MOST,
    ),
    next: next + 1,
  }));
}

/** Takes away what was said about a run that is no longer open. */
export function forgetWatch(): void {
  noticeStore.setState(({ notices }) => ({
    notices: notices.filter(({ tone }) => tone !== 'watch'),
  }));
}

export function closeNotice(id: number): void {
  noticeStore.setState(({ notices }) => ({ notices: notices.filter((one) => one.id !== id) }));
}

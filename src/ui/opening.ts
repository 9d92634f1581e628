/**
 * Every way a run comes into the page and leaves it: the start scenario, a link in the address, a file,
 * the library, back and forward; the address bar and the file as ways out. What is open is never
 * lost to something that cannot be opened.
 */
import type { Algorithm } from '../engine/protocol';
import type { LinkContent, Made, Problem, Result, Scenario, ViewHints } from '../scenario/types';
import type { Session } from '../session/types';
import { madeElsewhere } from '../scenario/made';
import { closeActs } from '../stores/actStore';
import { forgetWatch, notify } from '../stores/noticeStore';
import { playerStore } from '../stores/playerStore';
import { clearSelection, selectNode, selectionStore } from '../stores/selectionStore';
import { holdTool } from '../stores/toolStore';
import type { Trouble } from '../stores/viewStore';
import { viewStore } from '../stores/viewStore';
import { loadLinkCodec } from './chrome/lazyParts';
import type { Loaded } from './share/linkCodec';
import { START_SCENARIO } from './startScenario';
import { askForWindow, lanesWindowMs } from './timeline/timeStore';
import { recall, remember } from './storage';

/** How an opened run enters the history: an entry of its own, or the one that stands there. */
export type Entry = 'push' | 'keep';

export interface Ways {
  /** The start scenario, playing. */
  openStart(): Promise<void>;
  /** A scenario of ours or of the form: not checked again. */
  openScenario(scenario: Scenario, from: 'start' | 'firstReign'): Promise<void>;
  /** A link: `#s=...`. Says so if it cannot be opened. */
  openLink(fragment: string, entry: Entry): Promise<void>;
  /** The text of a scenario file. */
  openFile(text: string): Promise<void>;
  /** Back to what was open before something could not be opened. */
  keepWork(): Promise<void>;
  hasWork(): boolean;
  /** The run as a link holds it; with the place unless `withPlace` is false. */
  content(withPlace?: boolean): LinkContent;
  link(withPlace?: boolean): Promise<Result<string>>;
  /** The link with the place, for the moment in which the page goes: null before the first `link`. */
  linkAtOnce(): string | null;
  /** Hands the run to the browser as a file. */
  saveFile(): void;
}

export interface OpeningPorts {
  readonly session: Session;
  /** Loads an algorithm and whatever a run of it needs. */
  readonly loadAlgorithm: (id: string, workload?: string) => Promise<Algorithm | null>;
  /** The run was replaced. `push`: it deserves an entry in the history. */
  readonly onOpened: (entry: Entry) => void;
  /** True once a person's run stands open, so that there is work to keep. */
  readonly isOpen: () => boolean;
  /** Puts the address of the open run back. */
  readonly restoreAddress: () => void;
  /** True if the page should begin to play by itself. */
  readonly mayPlay: () => boolean;
}

/** How far the page looks for the first leader of a run: virtual us and events. */
const FIRST_REIGN_US = 20_000_000;
const FIRST_REIGN_EVENTS = 40_000;

export function createWays(ports: OpeningPorts): Ways {
  const { session } = ports;
  /** Raised with every opening: only the newest takes effect. */
  let opening = 0;

  const show = (scenario: Scenario, algorithm: Algorithm, at?: number): void => {
    session.open(scenario, algorithm, at);
    forgetPicks();
    holdTool('hand');
    viewStore.setState({ trouble: null, seats: {} });
    takeHints(scenario.view);
  };
  const openScenario: Ways['openScenario'] = async (scenario, from) => {
    const turn = ++opening;
    const algorithm = await load(ports, scenario);
    if (algorithm === null || turn !== opening) return;
    show(scenario, algorithm);
    if (from === 'firstReign') seekFirstReign(session);
    playerStore.setState({ playing: ports.mayPlay() });
    ports.onOpened('push');
  };
  const openLoaded = ({ scenario, algorithm, at, made }: Loaded, entry: Entry): void => {
    viewStore.setState({ dialog: null });
    const place = at?.event ?? scenario.view?.at;
    show(scenario, algorithm, place);
    // Whoever names an instant wants it looked at.
    playerStore.setState({ playing: place === undefined && ports.mayPlay() });
    ports.onOpened(entry);
    if (at !== undefined) tellReproduced(session, at, made);
  };
  const open = async (
    from: Trouble['from'],
    entry: Entry,
    read: () => Promise<Result<Loaded>>,
  ): Promise<void> => {
    const turn = ++opening;
    const result = await wholly(ports, read).catch(refused);
    if (turn !== opening) return;
    if (result.ok) openLoaded(result.value, entry);
    else {
      playerStore.setState({ playing: false });
      viewStore.setState({ trouble: { from, problems: result.problems }, dialog: null });
    }
  };
  /** Known once the codec has been loaded. */
  let writeLink: ((content: LinkContent) => Result<string>) | null = null;
  const ways: Ways = {
    openStart: () => openScenario(START_SCENARIO, 'firstReign'),
    openScenario,
    openLink: (fragment, entry) =>
      open('link', entry, async () => (await loadLinkCodec()).readLink(fragment)),
    openFile: (text) => open('file', 'push', async () => (await loadLinkCodec()).readFile(text)),
    hasWork: () => ports.isOpen() || recall('work') !== null,
    keepWork: () => keepWork(ports, ways),
    content: (withPlace) => contentOf(session, withPlace),
    link: async (withPlace) => {
      const codec = await loadLinkCodec();
      writeLink = codec.writeLink;
      const result = writeLink(contentOf(session, withPlace));
      if (result.ok) remember('work', result.value);
      return result;
    },
    linkAtOnce: () => {
      const result = writeLink?.(contentOf(session, true));
      return result?.ok === true ? result.value : null;
    },
    saveFile: () => {
      const { scenario } = contentOf(session, false);
      saveText(fileName(session), JSON.stringify(scenario, null, 2));
    },
  };
  return ways;
}

/** What was picked out in the run that is no longer open. */
function forgetPicks(): void {
  clearSelection();
  closeActs();
  forgetWatch();
}

/** Back to the open run, or to the one that this browser remembers. */
async function keepWork(ports: OpeningPorts, ways: Ways): Promise<void> {
  if (ports.isOpen()) {
    viewStore.setState({ trouble: null });
    ports.restoreAddress();
    return;
  }
  const work = recall('work');
  if (work !== null) await ways.openLink(work, 'keep');
}

/** The run as a link holds it, with how it is looked at. */
function contentOf(session: Session, withPlace = true): LinkContent {
  const { at, scenario, made } = session.toLink();
  const view = hintsNow();
  return {
    scenario: { ...scenario, ...(view !== null && { view }) },
    made,
    ...(withPlace && at !== undefined && { at }),
  };
}

async function load(
  ports: OpeningPorts,
  { algorithm: id, workload }: Scenario,
): Promise<Algorithm | null> {
  try {
    const algorithm = await ports.loadAlgorithm(id, workload?.kind);
    if (algorithm !== null) return algorithm;
    notify({ key: 'notice.runFailed', values: { why: id }, tone: 'alert', way: null });
  } catch {
    notify({ key: 'notice.loadFailed', values: {}, tone: 'alert', way: null });
  }
  return null;
}

/** Reads, and loads whatever else a run of this algorithm needs. */
async function wholly(
  ports: OpeningPorts,
  read: () => Promise<Result<Loaded>>,
): Promise<Result<Loaded>> {
  const result = await read();
  if (result.ok) {
    const { id, workload } = result.value.algorithm;
    await ports.loadAlgorithm(id, workload?.id);
  }
  return result;
}

function refused(error: unknown): Result<never> {
  const problem = error instanceof Error ? error.message : String(error);
  const problems: Problem[] = [{ path: '', problem, hint: '' }];
  return { ok: false, problems };
}

/** Puts the playhead just after the first election; at the start if there is none in sight. */
export function seekFirstReign(session: Session): void {
  const chunkUs = 10_000;
  while (session.reigns.length === 0 && session.frontier.us < FIRST_REIGN_US) {
    if (session.ended !== null || session.frontier.event > FIRST_REIGN_EVENTS) break;
    session.seekUs(session.frontier.us + chunkUs);
  }
  const first = session.reigns[0];
  if (first === undefined) session.seekEvent(0);
  else session.seekUs(first.fromUs);
}

/**
 * Says whether the run of a link came out as it was when the link was made. Other versions may compute
 * another run; where the same ones do, the link was changed or an engine is not to be trusted.
 */
function tellReproduced(
  session: Session,
  at: { readonly event: number; readonly hash: string },
  made: Made | null,
): void {
  const same = session.playhead.event === at.event && session.hashAt(at.event) === at.hash;
  const isForeign = made !== null && madeElsewhere(made, session.algorithm);
  const key = same
    ? isForeign
      ? 'notice.reproducedElsewhere'
      : 'notice.reproduced'
    : isForeign
      ? 'notice.divergedElsewhere'
      : 'notice.diverged';
  notify({ key, values: { event: at.event }, tone: same ? 'done' : 'alert', way: null });
}

/** How the person who made the scenario looked at it. */
function takeHints(view: ViewHints | undefined): void {
  if (view?.messages !== undefined) viewStore.setState({ messages: view.messages });
  if (view?.seats !== undefined) viewStore.setState({ seats: view.seats });
  playerStore.setState({ pace: view?.pace ?? 'auto' });
  if (view?.select !== undefined) selectNode(view.select);
  if (view?.windowMs !== undefined) {
    askForWindow(view.windowMs);
    viewStore.setState({ lanes: true, lanesByKey: false });
  }
}

/** How the run is looked at now, as far as it differs from what anyone sees. */
function hintsNow(): ViewHints | null {
  const { messages, seats } = viewStore.getState();
  const { pace } = playerStore.getState();
  const { node } = selectionStore.getState();
  const windowMs = lanesWindowMs();
  const hints: ViewHints = {
    ...(pace !== 'auto' && { pace }),
    ...(messages !== 'focus' && { messages }),
    ...(node !== null && { select: node }),
    ...(windowMs !== null && { windowMs }),
    ...(Object.keys(seats).length > 0 && { seats }),
  };
  return Object.keys(hints).length === 0 ? null : hints;
}

/** `conclave-raft-5-7.json`: what runs, how many, the seed. */
function fileName({ scenario }: Session): string {
  const { algorithm, nodes, seed } = scenario;
  const count = typeof nodes === 'number' ? nodes : nodes.length;
  const safe = (seed ?? '1').replaceAll(/[^\w-]+/g, '_');
  return `conclave-${algorithm}-${count}-${safe}.json`;
}

function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

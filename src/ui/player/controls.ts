/**
 * Everything a person can do through the page, by name: keys, buttons, panels and the stage call these
 * and nothing else. After each deed the page is told once: panels look again, a frame is drawn, the
 * address follows. No React in here.
 */
import type { NodeId, Us } from '../../engine/protocol';
import type { Deed, HeldKind } from '../../scenario/types';
import { NAMESPACE } from '../../narration/words';
import type { Acted, Session } from '../../session/types';
import { notify } from '../../stores/noticeStore';
import type { Pace } from '../../stores/playerStore';
import { playerStore } from '../../stores/playerStore';
import { viewStore } from '../../stores/viewStore';
import type { FrameLoop } from '../frame';
import type { Intervention } from '../interventions';
import type { AddressSync } from './addressSync';
import { showConsequences } from './consequences';
import type { Edit } from './edits';
import type { Player } from './player';
import { timeControls } from './timeControls';
import { createUndoing } from './undoing';

export interface Controls {
  play(): void;
  pause(): void;
  toggle(): void;
  eventForward(): void;
  eventBack(): void;
  /** The next event worth a sentence (in All: any event). */
  storyForward(): void;
  storyBack(): void;
  beatForward(): void;
  beatBack(): void;
  /** To the instant at which the next leader is seated. */
  nextReign(): void;
  toStart(): void;
  /** To the end of what is known; from there to the end of the run, if it has one. */
  toEnd(): void;
  /** Seeks in the next frame; computes its way past the frontier. Pauses. */
  seekUs(us: Us): void;
  seekEvent(event: number): void;
  setPace(pace: Pace): void;
  faster(): void;
  slower(): void;
  /**
   * Acts at the playhead. `then` moves on from there; without it a paused run stands after what follows
   * from the act at the same instant.
   */
  act(deed: Deed, then?: () => void): Acted | null;
  intervene(what: Intervention, node: NodeId | null): Acted | null;
  /** Takes the scheduler's seat: what falls due waits from now on, everything or these kinds. */
  hold(kinds?: readonly HeldKind[]): void;
  /** Lets what is held go, in its order, and leaves the seat. */
  unhold(): void;
  /** A node was put somewhere by hand, or back: what stands in the view now can be undone. */
  seated(): void;
  /** Takes back whichever came last: a command, a change of the run, a seat. */
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
  /** From the start, playing. */
  replay(): void;
  /** The same run with another seed. */
  newSeed(): void;
  /** The same run with something changed; commands of a person are dropped. */
  edit(change: Edit): void;
  /**
   * Says that the session was moved or changed from outside of these controls. `opened`: another run,
   * with an entry of its own in the history; `entered`: another run that the address already names.
   */
  changed(what: 'moved' | 'edited' | 'opened' | 'entered'): void;
}

export interface ControlsPorts {
  readonly session: Session;
  readonly frames: FrameLoop;
  readonly player: Player;
  readonly address: AddressSync;
  /** Opens the run with something changed; loads what that needs. */
  readonly edit: (change: Edit) => Promise<void>;
  /** A seed nobody chose. */
  readonly drawSeed: () => string;
}

export function createControls(ports: ControlsPorts): Controls {
  const time = timeControls(ports);
  const { session, drawSeed } = ports;
  const told = (): void => time.changed('edited');
  const undoing = createUndoing({ session, player: ports.player, edited: told });

  const tellDropped = (acted: Acted): void => {
    if (acted.dropped.length > 0) {
      const way = { key: 'notice.undo', go: () => controls.undo() };
      notify({ key: 'notice.forked', values: { count: acted.dropped.length }, tone: 'info', way });
    }
    const outcome = session.commands[acted.index]?.outcome;
    if (outcome?.effect === 'missed') {
      // Narration has a sentence for each reason.
      const key = `missed${outcome.why[0]?.toUpperCase() ?? ''}${outcome.why.slice(1)}`;
      notify({ key, values: { ns: NAMESPACE }, tone: 'info', way: null });
    }
  };
  const doing = (deed: Deed, then?: () => void): Acted | null => {
    const acted = session.act(deed);
    undoing.acted();
    if (then !== undefined) then();
    else if (!playerStore.getState().playing) showConsequences(session, acted.index);
    ports.player.stay();
    tellDropped(acted);
    time.changed('edited');
    return acted;
  };
  const edit = (change: Edit): void => void ports.edit(change);
  const controls: Controls = {
    ...time,
    act: doing,
    intervene: (what, node) => doing(what.deed(session, node)),
    hold: (kinds) => {
      playerStore.setState({ playing: false });
      doing({ do: 'hold', ...(kinds !== undefined && { kinds }) });
      viewStore.setState({ panel: 'seat' });
    },
    unhold: () => {
      doing({ do: 'unhold' });
      if (viewStore.getState().panel === 'seat') viewStore.setState({ panel: null });
    },
    seated: undoing.seated,
    undo: undoing.undo,
    redo: undoing.redo,
    canUndo: undoing.canUndo,
    canRedo: undoing.canRedo,
    changed: (what) => {
      if (what === 'opened' || what === 'entered') undoing.opened();
      time.changed(what);
    },
    newSeed: () => edit({ seed: drawSeed() }),
    edit,
  };
  return controls;
}

/**
 * Everything a person can do through the page, by name: keys, buttons, panels and the stage call these
 * and nothing else. After each deed the page is told once: panels look again, a frame is drawn, the
 * address follows. No React in here.
 */
import type { NodeId, Us } from '../../engine/protocol';
import type { Deed, Scenario } from '../../scenario/types';
import type { Acted, Change, Session } from '../../session/types';
import { notify } from '../../stores/noticeStore';
import type { Pace } from '../../stores/playerStore';
import { playerStore } from '../../stores/playerStore';
import type { FrameLoop } from '../frame';
import type { Intervention } from '../interventions';
import type { AddressSync } from './addressSync';
import type { Edit } from './edits';
import { edited } from './edits';
import type { Player } from './player';
import { timeControls } from './timeControls';

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
  toEnd(): void;
  /** Seeks in the next frame; computes its way past the frontier. Pauses. */
  seekUs(us: Us): void;
  seekEvent(event: number): void;
  setPace(pace: Pace): void;
  faster(): void;
  slower(): void;
  /** Acts at the playhead. Null if the engine refused. */
  act(deed: Deed): Acted | null;
  intervene(what: Intervention, node: NodeId | null): Acted | null;
  undo(): void;
  redo(): void;
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
  /** Opens another run; loads its algorithm if need be. */
  readonly open: (scenario: Scenario) => Promise<void>;
  /** A seed nobody chose. */
  readonly drawSeed: () => string;
}

export function createControls(ports: ControlsPorts): Controls {
  const time = timeControls(ports);
  const { session, open, drawSeed } = ports;

  const tellDropped = (acted: Acted): void => {
    if (acted.dropped.length > 0) {
      const way = { key: 'notice.undo', go: () => controls.undo() };
      notify({ key: 'notice.forked', values: { count: acted.dropped.length }, tone: 'info', way });
    }
    const outcome = session.commands[acted.index]?.outcome;
    if (outcome?.effect === 'missed') {
      notify({ key: 'notice.missed', values: { why: outcome.why }, tone: 'info', way: null });
    }
  };
  const doing = (deed: () => Acted): Acted | null => {
    const acted = deed();
    ports.player.stay();
    tellDropped(acted);
    time.changed('edited');
    return acted;
  };
  const unmake = (change: Change | null): void => {
    if (change === null) return;
    // Another run stands open again: whatever shows its set-up looks anew.
    if (change.kind === 'edit') playerStore.setState(({ opened }) => ({ opened: opened + 1 }));
    ports.player.stay();
    playerStore.setState({ playing: false });
    time.changed('edited');
  };
  const edit = (change: Edit): void => void open(edited(session.scenario, change));
  const controls: Controls = {
    ...time,
    act: (deed) => doing(() => session.act(deed)),
    intervene: (what, node) => doing(() => what.perform(session, node)),
    undo: () => unmake(session.undo()),
    redo: () => unmake(session.redo()),
    newSeed: () => edit({ seed: drawSeed() }),
    edit,
  };
  return controls;
}

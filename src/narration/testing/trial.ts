/**
 * A random run, told from beginning to end and held against what was written down beside it: every step's
 * sentence, every beat, how things stand, where it is stuck. For tests only.
 */
import { formFor } from '../../engine/forms';
import type { Algorithm, Phrase, Step } from '../../engine/protocol';
import { drawTrial } from '../../lab/schedule';
import { nodeIds } from '../../scenario/nodes';
import { beatsOf } from '../beats';
import { deadEnd } from '../deadEnd';
import { rivalsAfter } from '../rivals';
import { stateSentence } from '../state';
import { sentenceOf } from '../stepSentence';
import { plainly } from './plainly';
import { say } from '../words';
import type { Claim, Court } from './claim';
import { cross } from './claim';
import { bullyClaims } from './claimsBully';
import { originalClaims } from './claimsOriginal';
import { multiPaxosClaims } from './claimsMultiPaxos';
import { singlePaxosClaims } from './claimsPaxos';
import { chubbyClaims } from './claimsChubby';
import { consulClaims } from './claimsConsul';
import { etcdClaims } from './claimsEtcd';
import { kubernetesClaims } from './claimsKubernetes';
import { paxosLeaseClaims } from './claimsPaxosLease';
import { raftClaims } from './claimsRaft';
import { ringClaims } from './claimsRing';
import { stepClaims } from './claimsSteps';
import { toldClaims } from './claimsTold';
import { zookeeperClaims } from './claimsZookeeper';
import { zookeeperFleClaims } from './claimsZookeeperFle';
import { Recording } from './record';
import { Witness } from './witness';

/** What came of telling one run. */
export interface Told {
  readonly wrong: readonly string[];
  /** Sentences in which no claim was found: they say nothing that could be checked. */
  readonly unchecked: readonly string[];
  readonly sentences: number;
  readonly claims: number;
  /** Keys of what was said. */
  readonly keys: ReadonlySet<string>;
}

/** Spoils what is said, to show that it is found out. */
export type Spoil = (said: Phrase, text: string) => string;

const EVENTS = 500;
/** How things stand is asked so often. */
const STATE_EVERY = 7;

const faceClaims: { readonly [id: string]: readonly Claim[] } = {
  raft: raftClaims,
  bully: [...bullyClaims, ...originalClaims],
  ring: ringClaims,
  'zookeeper-fle': zookeeperFleClaims,
  zookeeper: zookeeperClaims,
  chubby: chubbyClaims,
  consul: consulClaims,
  etcd: etcdClaims,
  kubernetes: kubernetesClaims,
  'paxos/single': singlePaxosClaims,
  'paxos/multi': multiPaxosClaims,
  'paxos/lease': paxosLeaseClaims,
};

/** Tells the random run of this seed. `mute`: without the face's own sentences. */
export function tellTrial(
  algorithm: Algorithm,
  seed: string,
  spoil: Spoil = (_said, text) => text,
): Told {
  const { scenario } = drawTrial(algorithm, seed);
  const ids = nodeIds(scenario.nodes);
  // As they stand in the run: a scenario may have them placed at random.
  const rank = (id: string): number => run.kernel.view.node(id).priority;
  const inWords = plainly(formFor(algorithm, scenario.params).face.texts.en);
  const witness = new Witness();
  const wrong: string[] = [];
  const unchecked: string[] = [];
  const keys = new Set<string>();
  let sentences = 0;
  let claims = 0;
  const fateOf = ({ step }: Court): string =>
    step === null ? '' : run.trace.sent(step.event.message ?? 0).fate;
  // A form whose sentences are like those of another form has claims of its own.
  const form = `${algorithm.id}/${String(scenario.params?.['variant'])}`;
  const own = faceClaims[form] ?? faceClaims[algorithm.id] ?? [];
  const single = stepClaims(fateOf);
  const judge = (said: Phrase, from: number, events: number, step: Step | null): void => {
    const was = witness.after[from];
    const now = witness.after[events];
    if (was === undefined || now === undefined) throw new Error(`nothing is known of ${from}`);
    const text = spoil(said, say(said, inWords));
    const court: Court = { witness, was, now, events, step, ids, rank };
    const isOwn = said.key.startsWith('narration:');
    const general = step === null || step.event.kind === 'command' ? toldClaims : single;
    const { found, wrong: lies } = cross(isOwn ? general : own, text, court);
    keys.add(said.key);
    sentences++;
    claims += found;
    wrong.push(...lies.map((lie) => `${seed} event ${from}: ${lie}`));
    if (found === 0) unchecked.push(`${said.key}: ${text}`);
  };
  let lastUs = 0;
  const run: Recording = new Recording(scenario, algorithm, (step) => {
    const { number, us } = step.event;
    // An instant is told once it is over: the first event of the next one has just been recorded.
    if (us > lastUs && number > 0) judge(stateSentence(run, lastUs), number - 1, number, null);
    lastUs = us;
    witness.see(step, run.trace, run.facts);
    judge(sentenceOf(step, run), number, number + 1, step);
    if (number % STATE_EVERY !== 0) return;
    const rivals = rivalsAfter(run, number + 1);
    if (rivals !== null) judge(rivals, number, number + 1, null);
    const stuck = deadEnd(run);
    if (stuck !== null) judge(stuck.phrase, number, number + 1, null);
  });
  for (let events = 0; events < EVENTS && run.kernel.step(); events++);
  for (const beat of beatsOf(run).all) {
    if (beat.kind !== 'ended' && beat.kind !== 'broken') {
      judge(beat.phrase, beat.event, beat.until, null);
    }
  }
  return { wrong, unchecked, sentences, claims, keys };
}

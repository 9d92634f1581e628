/**
 * The yardstick: five-node Raft elections and heartbeats, as fast as JavaScript goes, and nothing
 * else. The engine's speed is a share of this one's, so it must be fast and must really elect; it is
 * no part of the product and shares no code with it.
 *
 * A message or timer takes 12 bytes of typed arrays: one word that packs kind, sender, receiver and
 * answer, its term, its sequence number. Slots are used again. Pending ones sit in a 4-ary heap of
 * (time, slot), ordered by time and then by sequence, as the engine's queue is. Timers are re-armed
 * lazily: a node notes its new deadline, and the timer already in the heap, when it comes up too
 * early, moves itself there. Such a move is not counted, as the engine counts no re-armed timer.
 */

const NODES = 5;
const MAJORITY = 3;

/** Delay 10 to 15 ms, timeout 100 to 200 ms, heartbeat 50 ms; all in microseconds. */
const DELAY_US = 10_000;
const DELAY_SPAN_US = 5_001;
const TIMEOUT_US = 100_000;
const TIMEOUT_SPAN_US = 100_001;
const HEARTBEAT_US = 50_000;
/** A leader falls silent after so many heartbeats, so that there are elections to measure. */
const REIGN_BEATS = 40;
const SILENCE_US = 400_000;

const REQUEST_VOTE = 0;
const VOTE = 1;
const APPEND = 2;
const APPEND_REPLY = 3;
const ELECTION_TIMER = 4;
const HEARTBEAT_TIMER = 5;

const FOLLOWER = 0;
const CANDIDATE = 1;
const LEADER = 2;

/** The word: kind 3 bits, from 3, to 3, granted 1. */
const FROM = 3;
const TO = 6;
const GRANTED = 9;

const CAPACITY = 1024;

/** What a run came to: enough to see that it elected and kept to its terms. */
export interface YardstickRun {
  readonly events: number;
  readonly elections: number;
  readonly heartbeats: number;
  readonly highestTerm: number;
  /** Node index of the last node that became leader, -1 if none did. */
  readonly lastLeader: number;
  /** Whether ever two nodes became leader in one term: a broken yardstick. */
  readonly brokenSafety: boolean;
  readonly endUs: number;
}

// The one cluster, in typed arrays of the module: a run begins by resetting them.
const word = new Int32Array(CAPACITY);
const wordTerm = new Int32Array(CAPACITY);
const sequence = new Int32Array(CAPACITY);
const unused = new Int32Array(CAPACITY);
let unusedCount = 0;
let nextSequence = 0;

const dueUs = new Float64Array(CAPACITY);
const slotAt = new Int32Array(CAPACITY);
let size = 0;

const term = new Int32Array(NODES);
const votedFor = new Int32Array(NODES);
const role = new Uint8Array(NODES);
const votes = new Uint8Array(NODES);
const beats = new Int32Array(NODES);
const deadlineUs = new Float64Array(NODES);
const silentUntilUs = new Float64Array(NODES);

let nowUs = 0;
let random = 1;
let elections = 0;
let heartbeats = 0;
let highestTerm = 0;
let lastLeader = -1;
let lastLeaderTerm = 0;
let brokenSafety = false;

/** A whole number in [0, span): xorshift, then the high bits of a product. */
function draw(span: number): number {
  random ^= random << 13;
  random ^= random >>> 17;
  random ^= random << 5;
  return Math.floor((random >>> 0) * 2.3283064365386963e-10 * span);
}

/** Takes a slot for what `from` sends or arms, and queues it. */
function post(atUs: number, packed: number, from: number): void {
  unusedCount -= 1;
  const slot = unused[unusedCount]!;
  word[slot] = packed;
  wordTerm[slot] = term[from]!;
  sequence[slot] = nextSequence;
  nextSequence = (nextSequence + 1) | 0;
  rise(atUs, slot);
}

/** Adds a slot at the end of the heap. It has the highest sequence, so it rises past later times only. */
function rise(atUs: number, slot: number): void {
  let at = size;
  size += 1;
  while (at > 0) {
    const parent = (at - 1) >> 2;
    const parentUs = dueUs[parent]!;
    if (parentUs <= atUs) break;
    dueUs[at] = parentUs;
    slotAt[at] = slotAt[parent]!;
    at = parent;
  }
  dueUs[at] = atUs;
  slotAt[at] = slot;
}

/** Puts a slot in place of the earliest one and sinks it to where it belongs. */
function replaceTop(atUs: number, slot: number): void {
  const ownSequence = sequence[slot]!;
  let at = 0;
  for (;;) {
    const first = 4 * at + 1;
    if (first >= size) break;
    const end = first + 4 < size ? first + 4 : size;
    let least = first;
    let leastUs = dueUs[first]!;
    for (let child = first + 1; child < end; child += 1) {
      const childUs = dueUs[child]!;
      if (childUs < leastUs || (childUs === leastUs && isEarlier(child, least))) {
        leastUs = childUs;
        least = child;
      }
    }
    if (leastUs > atUs) break;
    if (leastUs === atUs && sequence[slotAt[least]!]! - ownSequence > 0) break;
    dueUs[at] = leastUs;
    slotAt[at] = slotAt[least]!;
    at = least;
  }
  dueUs[at] = atUs;
  slotAt[at] = slot;
}

function isEarlier(one: number, other: number): boolean {
  return sequence[slotAt[one]!]! - sequence[slotAt[other]!]! < 0;
}

function send(kind: number, from: number, to: number, granted: number): void {
  const packed = kind | (from << FROM) | (to << TO) | (granted << GRANTED);
  post(nowUs + DELAY_US + draw(DELAY_SPAN_US), packed, from);
}

function broadcast(kind: number, from: number): void {
  for (let to = 0; to < NODES; to += 1) if (to !== from) send(kind, from, to, 0);
}

function rearm(node: number): void {
  deadlineUs[node] = nowUs + TIMEOUT_US + draw(TIMEOUT_SPAN_US);
}

function adopt(node: number, newer: number): void {
  term[node] = newer;
  votedFor[node] = -1;
  role[node] = FOLLOWER;
}

function startElection(node: number): void {
  adopt(node, term[node]! + 1);
  if (term[node]! > highestTerm) highestTerm = term[node]!;
  role[node] = CANDIDATE;
  votedFor[node] = node;
  votes[node] = 1 << node;
  broadcast(REQUEST_VOTE, node);
}

function lead(node: number): void {
  role[node] = LEADER;
  beats[node] = 0;
  elections += 1;
  if (term[node] === lastLeaderTerm) brokenSafety = true;
  lastLeader = node;
  lastLeaderTerm = term[node]!;
  beat(node);
}

function beat(node: number): void {
  heartbeats += 1;
  beats[node] = beats[node]! + 1;
  broadcast(APPEND, node);
  post(nowUs + HEARTBEAT_US, HEARTBEAT_TIMER | (node << TO), node);
}

function onMessage(packed: number, messageTerm: number): void {
  const kind = packed & 7;
  const from = (packed >> FROM) & 7;
  const to = (packed >> TO) & 7;
  if (silentUntilUs[to]! > nowUs) return;
  if (messageTerm > term[to]!) adopt(to, messageTerm);
  const current = messageTerm === term[to];
  if (kind === APPEND) {
    if (current) {
      role[to] = FOLLOWER;
      rearm(to);
    }
    send(APPEND_REPLY, to, from, current ? 1 : 0);
  } else if (kind === REQUEST_VOTE) {
    const granted = current && (votedFor[to] === -1 || votedFor[to] === from);
    if (granted) {
      votedFor[to] = from;
      rearm(to);
    }
    send(VOTE, to, from, granted ? 1 : 0);
  } else if (kind === VOTE && current && role[to] === CANDIDATE && (packed >> GRANTED) & 1) {
    votes[to] = votes[to]! | (1 << from);
    if (bits(votes[to]) >= MAJORITY) lead(to);
  }
}

/** A leader beats on; after its reign it is silent for a while and comes back as a follower. */
function onHeartbeat(node: number, timerTerm: number): void {
  if (role[node] !== LEADER || term[node] !== timerTerm) return;
  if (beats[node]! < REIGN_BEATS) {
    beat(node);
    return;
  }
  role[node] = FOLLOWER;
  silentUntilUs[node] = nowUs + SILENCE_US;
  deadlineUs[node] = nowUs + SILENCE_US + TIMEOUT_US + draw(TIMEOUT_SPAN_US);
}

/** Returns whether it was due; in any case its slot moves on to the node's deadline. */
function onElectionTimer(slot: number): boolean {
  const node = (word[slot]! >> TO) & 7;
  const fires = role[node] !== LEADER && deadlineUs[node]! <= nowUs;
  if (fires || role[node] === LEADER) rearm(node);
  sequence[slot] = nextSequence;
  nextSequence = (nextSequence + 1) | 0;
  replaceTop(deadlineUs[node]!, slot);
  if (fires) startElection(node);
  return fires;
}

/** Five followers at time 0, each with its election timer running. */
function reset(seed: number): void {
  for (let slot = 0; slot < CAPACITY; slot += 1) unused[slot] = CAPACITY - 1 - slot;
  unusedCount = CAPACITY;
  size = nextSequence = nowUs = elections = heartbeats = highestTerm = lastLeaderTerm = 0;
  lastLeader = -1;
  brokenSafety = false;
  random = Math.imul(seed, 0x9e3779b1) | 1;
  for (const array of [term, role, votes, beats, silentUntilUs]) array.fill(0);
  votedFor.fill(-1);
  for (let node = 0; node < NODES; node += 1) {
    rearm(node);
    post(deadlineUs[node]!, ELECTION_TIMER | (node << TO), node);
  }
}

/** Handles the earliest pending thing. Returns 1 if it was an event, 0 if a timer only moved on. */
function step(): number {
  nowUs = dueUs[0]!;
  const slot = slotAt[0]!;
  const packed = word[slot]!;
  const kind = packed & 7;
  if (kind === ELECTION_TIMER) return onElectionTimer(slot) ? 1 : 0;
  size -= 1;
  replaceTop(dueUs[size]!, slotAt[size]!);
  unused[unusedCount] = slot;
  unusedCount += 1;
  if (kind === HEARTBEAT_TIMER) onHeartbeat((packed >> TO) & 7, wordTerm[slot]!);
  else onMessage(packed, wordTerm[slot]!);
  return 1;
}

/** Handles `budget` events from a fresh cluster. The same seed gives the same run. */
export function runYardstick(budget: number, seed = 1): YardstickRun {
  reset(seed);
  let events = 0;
  while (events < budget) events += step();
  return { events, elections, heartbeats, highestTerm, lastLeader, brokenSafety, endUs: nowUs };
}

/** What one trial came to. */
export interface YardstickTrial {
  readonly events: number;
  /** Leaders before the crash and after it. */
  readonly elections: number;
  /** From the crash until another node led; null where none did, or nobody led to be crashed. */
  readonly reelectedUs: number | null;
  readonly brokenSafety: boolean;
}

/**
 * One trial as a laboratory runs it by the thousand: five nodes start, whoever leads at `crashUs`
 * crashes for good, and the run goes on to `endUs`. A crashed node answers nothing and rings no more.
 */
export function runYardstickTrial(seed: number, crashUs: number, endUs: number): YardstickTrial {
  reset(seed);
  let events = 0;
  while (dueUs[0]! < crashUs) events += step();
  const leader = lastLeader;
  const crashed = leader >= 0 && role[leader] === LEADER;
  if (crashed) {
    role[leader] = FOLLOWER;
    silentUntilUs[leader] = Infinity;
    deadlineUs[leader] = Infinity;
  }
  const before = elections;
  let reelectedUs: number | null = null;
  while (dueUs[0]! <= endUs) {
    events += step();
    if (reelectedUs === null && crashed && elections > before) reelectedUs = nowUs - crashUs;
  }
  return { events, elections, reelectedUs, brokenSafety };
}

/** How many of the five lowest bits are set. */
function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

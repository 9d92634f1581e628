/**
 * Every cap a document is held to, in one place. A document can never raise one: they are constants,
 * and nothing that is read from outside is ever compared with anything else.
 */

/** Longest link we write, in characters of the fragment, `#s=` included. */
export const LINK_CHARACTERS_MAX = 8_000;
/** From here on a link still works but a file is the better way to hand it on. */
export const LINK_CHARACTERS_EASY = 2_000;
/** Longest fragment we read. */
export const FRAGMENT_CHARACTERS_MAX = 32_768;
/** Most bytes a link may inflate to; counted while inflating. */
export const INFLATED_BYTES_MAX = 256 * 1024;
/** Largest scenario file, in bytes of UTF-8. */
export const FILE_BYTES_MAX = 2 * 1024 * 1024;
/** Deepest nesting of objects and lists. */
export const DEPTH_MAX = 16;
/** Most items in any one list. */
export const LIST_ITEMS_MAX = 10_000;
/** Most keys in any one object; 50 nodes have 2,450 links. */
export const OBJECT_KEYS_MAX = 5_000;

export const NODES_MAX = 50;
export const COMMANDS_MAX = 10_000;
/** Nodes or roles in one target list: every node and every role, some of them twice. */
export const TARGETS_MAX = 100;
/** Entries of one seated log. */
export const LOG_ENTRIES_MAX = 10_000;
/** Largest term, attempt or priority a document may name. */
export const ORDINAL_MAX = 1_000_000;
/** Most things to watch for. */
export const WATCH_MAX = 50;

/** Lengths of text in code points. A label is any text drawn on one line. */
export const LABEL_POINTS_MAX = 80;
export const SENTENCE_POINTS_MAX = 400;
export const ABOUT_POINTS_MAX = 2_000;
export const NOTES_POINTS_MAX = 10_000;
/** A node's id has to fit on the node. */
export const NODE_ID_CHARACTERS_MAX = 16;

/** Smallest time that is not zero, in ms: one microsecond. */
export const TIME_MS_MIN = 0.001;
/** Longest time, in ms: four hours. */
export const TIME_MS_MAX = 4 * 60 * 60 * 1000;
/** Largest deviation of a clock's rate, in parts per million, either way. */
export const CLOCK_PPM_MAX = 500_000;
/** Most events at one instant, and in one run: the kernel stops there. */
export const INSTANT_EVENTS_MAX = 10_000;
export const RUN_EVENTS_MAX = 5_000_000;
/** Largest number of a message on its link that a command may name. */
export const MESSAGES_MAX = 100_000_000;
/** Slowest and fastest pace, in virtual ms per wall second. */
export const PACE_MIN = 0.001;
export const PACE_MAX = 1_000_000;

/** Keys that are never read: they would reach into the prototype of an object. */
export const FORBIDDEN_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** Problems told at once; more would not be read. */
export const PROBLEMS_MAX = 20;
/** Longest problem: path, sentence and hint together, in characters. */
export const PROBLEM_CHARACTERS_MAX = 300;

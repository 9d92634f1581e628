/**
 * The browser tests that `npm test` leaves to `npm run test:deep`, by file and title: they go through many
 * sizes, parts or ways of one thing of which another test stays behind.
 */
export const SLOW: readonly RegExp[] = [
  /faults\.spec\.ts every fault of a (node|link|message), by keyboard/,
  /faults\.spec\.ts every fault of a (node|link), by mouse/,
  /faults\.spec\.ts rules of all links, by mouse/,
  /axe\.spec\.ts .*(dialog|each panel|the seat|a broken link|present mode|what failed|320 px|a phone|services)/,
  /ladder\.spec\.ts .*the whole ladder by (mouse|touch)/,
  /menus\.spec\.ts toolbars and menus of (9 nodes|5 nodes at 320)/,
  /links\.spec\.ts .*compute the same (bully|ring)/,
  /lanes\.spec\.ts axe finds nothing, dark/,
  /present\.spec\.ts sizes for the back row at 1280x800, dark/,
  /captions\.spec\.ts (is never cut off|the same while it plays|a screen reader hears)/,
  /broken-links\.spec\.ts a link with/,
  /glossary\.spec\.ts .*(axe has nothing|a tap opens|sixty times)/,
  /both-ways\.spec\.ts/,
  /panel-events\.spec\.ts a long run is searched/,
  /loop\.spec\.ts by key/,
  /access\.spec\.ts with .* nothing is cut off/,
  /geometry\.spec\.ts .*(9 nodes at|menu, lanes and sheet|what opens over)/,
  /errors\.spec\.ts .* fails alone/,
  /present\.spec\.ts sizes for the back row at 1920/,
  /keyboard\.spec\.ts every one of (1|9|25) nodes/,
  /set-up\.spec\.ts every scenario of the library/,
  /parameters\.spec\.ts .*each variant has its form/,
];

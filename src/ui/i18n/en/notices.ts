/** What the page says of itself: what it did or could not do. Loaded with the place where it says so. */
export const noticeTexts: { readonly [key: string]: string } = {
  'notice.region': 'Messages of the page',
  'notice.watch': '{{title}}. {{watch}}',
  'notice.undo': 'Undo',
  'notice.forked_one': 'You acted in the past: {{count}} later act of yours was dropped.',
  'notice.forked_other': 'You acted in the past: {{count}} later acts of yours were dropped.',
  'notice.nothingCut': 'Nothing is cut.',
  'notice.noLeader': 'Nobody leads now. Select a node first.',
  'notice.noReign': 'No new leader within the next 60 s of virtual time.',
  'notice.noBeat': 'Nothing worth a word within the next 60 s of virtual time.',
  'notice.noStory': 'Nothing worth a word within the next 60 s of virtual time.',
  'notice.reproduced': 'The link reproduced exactly: event {{event}}, same hash.',
  'notice.reproducedElsewhere':
    'The link was made by another version, and reproduced exactly: event {{event}}, same hash.',
  'notice.diverged':
    'This run differs from the one that was linked (event {{event}}), though the version is the same: the link was changed by hand, or this browser computes wrongly.',
  'notice.divergedElsewhere':
    'This run differs from the one that was linked (event {{event}}): it was made by another version.',
  'notice.loadFailed':
    'A part of the page could not be loaded. Check the connection and try again.',
  'notice.runFailed': 'This could not be opened: {{why}}',
  'notice.unchecked':
    'The checks of this run could not be loaded, so nothing is checked. Reload the page when you are online.',
  'notice.partsTooLong': 'This run no longer fits into a link. Save it as a file.',
  'notice.saveFile': 'Share',
};

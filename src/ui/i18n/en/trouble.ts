/** English: the page of what cannot be opened; loaded with it. */
export const troubleTexts = {
  'trouble.link': 'This link cannot be opened',
  'trouble.file': 'This file cannot be opened',
  'trouble.where': 'Where',
  'trouble.what': 'What is wrong',
  'trouble.hint': 'What to do',
  'trouble.whole': 'the whole document',
  'trouble.more_one': 'and {{count}} more problem',
  'trouble.more_other': 'and {{count}} more problems',
  'trouble.start': 'Open the start scenario',
  'trouble.keep': 'Keep my work',
  'trouble.kept': 'Your own run is untouched.',
} as const;

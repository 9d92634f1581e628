/** English: the scheduler's seat; loaded with the panel. */
export const seatTexts = {
  'seat.title': 'What happens next?',
  'seat.details': 'Back to the details',
  'seat.held':
    'At {{time}} nothing happens until you choose it: by click, arrows and Enter, or 1 to 9.',
  'seat.off': 'Nothing is held: everything happens when it is due.',
  'seat.kinds': 'What is held',
  'seat.list': 'What can happen next, soonest first',
  'seat.nothing': 'Nothing is pending.',
  'seat.more_one': 'and {{count}} more',
  'seat.more_other': 'and {{count}} more',
  'seat.way': '{{from}} → {{to}}',
  'seat.at': 'at {{node}}',
  'seat.write': 'the disk write ends',
  'seat.due': 'in {{ms}} ms',
  'seat.overdue': '{{ms}} ms overdue',
  'seat.free': 'goes by itself',
  'seat.neverCame': 'What you chose never happened: what went first made it void.',
  'seat.wentFirst_one': '{{count}} event went first: nobody held it.',
  'seat.wentFirst_other': '{{count}} events went first: nobody held them.',
} as const;

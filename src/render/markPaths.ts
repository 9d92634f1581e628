/** The small signs of beats, on the strip and on the lanes: told apart by shape. 10 px high, at (0, 0). */
export const MARK_PATHS = {
  violation: 'M0 -6 L6 5 L-6 5 Z',
  crash: 'M-4 -4 L4 4 M4 -4 L-4 4',
  tear: 'M2 -6 L-2 -2 L2 2 L-2 6',
  fault: 'M-2 -5 L-2 5 M2 -5 L2 5',
  election: 'M0 -5 L5 0 L0 5 L-5 0 Z',
  leader: 'M-5 4 L-5 -3 L-2 0 L0 -5 L2 0 L5 -3 L5 4 Z',
  mend: 'M0 -5 L0 5 M-5 0 L5 0',
  other: 'M0 -3 A3 3 0 1 1 0 3 A3 3 0 1 1 0 -3 Z',
} as const;

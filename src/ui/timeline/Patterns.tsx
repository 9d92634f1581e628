/** The patterns that tell reigns apart without colour, and the hatch of a time without a leader. */
import type { ReactNode } from 'react';

export function Patterns(): ReactNode {
  return (
    <defs>
      <pattern
        id="strip-hatch"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <line className="strip__hatch" x1="0" y1="0" x2="0" y2="6" />
      </pattern>
      <pattern id="strip-pattern-1" width="7" height="7" patternUnits="userSpaceOnUse">
        <circle className="strip__dot" cx="2" cy="2" r="1.1" />
      </pattern>
      <pattern id="strip-pattern-2" width="6" height="6" patternUnits="userSpaceOnUse">
        <line className="strip__stroke" x1="0" y1="3" x2="6" y2="3" />
      </pattern>
      <pattern id="strip-pattern-3" width="8" height="8" patternUnits="userSpaceOnUse">
        <line className="strip__stroke" x1="4" y1="0" x2="4" y2="8" />
      </pattern>
      <pattern id="strip-pattern-crowd" width="3" height="3" patternUnits="userSpaceOnUse">
        <line className="strip__crowding" x1="1.5" y1="0" x2="1.5" y2="3" />
      </pattern>
    </defs>
  );
}

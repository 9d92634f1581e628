/** The colours of the page as the canvas needs them: the tokens of the theme, read anew when it changes. */
import type { LanesColours } from '../../../render/lanesLooks';

export function readColours(): LanesColours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    ground: token('ground'),
    ink: token('ink'),
    muted: token('muted'),
    edge: token('edge'),
    line: token('line'),
    lead: token('lead'),
    blue: token('blue'),
    green: token('green'),
    alarm: token('alarm'),
    focus: token('focus'),
    font: token('font'),
  };
}

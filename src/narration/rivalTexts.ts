/**
 * Two nodes that each believe they lead, in English: what the one that is ahead does, then why the other
 * has not stopped. Every combination stands in the catalogue, so that a key is never made up.
 */

const HEADS: { readonly [key: string]: string } = {
  takes: '{{node}} takes the lead',
  restarts: '{{node}} restarts and takes the lead',
  leads: '{{node}} leads',
  believes: '{{node}} believes it leads',
};

/** `{news}` is what has not been heard of: the attempt, or the claim itself. */
const REASONS: { readonly [key: string]: string } = {
  Torn: ': it has not heard of {news}, the network is torn between them.',
  OneWay: ': it has not heard of {news}, the way from {{node}} to {{other}} is cut.',
  Paused: ': it is paused and has not heard of {news}.',
  Untold: ': {{node}} has not told it.',
  Yet: ': it has not heard of {news} yet.',
  Plain: ' too.',
};

function combined(): { readonly [key: string]: string } {
  const all: { [key: string]: string } = {};
  for (const [head, begins] of Object.entries(HEADS)) {
    for (const [reason, ends] of Object.entries(REASONS)) {
      const still = '{{other}} still believes it leads';
      all[`rivals_${head}_${reason}`] = `${begins}. ${still}${ends.replace('{news}', 'that')}`;
      all[`rivals_${head}_${reason}In`] =
        `${begins} in {{word}} {{attempt}}. ${still}${ends.replace('{news}', '{{word}} {{attempt}}')}`;
    }
  }
  return all;
}

export const rivalTexts: { readonly [key: string]: string } = {
  ...combined(),
  rivalsLate: '{{node}} leads, but {{other}} now believes it leads too.',
  rivalsLateIn:
    '{{node}} leads in {{word}} {{attempt}}, but {{other}} now believes it leads an older {{word}}.',
  rivalsLateBelieves: '{{node}} believes it leads, and {{other}} now does too.',
  rivalsLateBelievesIn:
    '{{node}} believes it leads in {{word}} {{attempt}}, and {{other}} now believes it leads an older {{word}}.',
  rivalsBrief: '{{node}} and {{other}} both believe they lead.',
  manyLeaders: '{{nodes}} all believe that they lead.',
};

/**
 * `link` and `open`: a scenario to a link and back. What comes back is the scenario that went in.
 */
import { encodeLink } from '../scenario/link';
import { madeNow } from '../scenario/made';
import type { Args } from './args';
import type { ExitCode } from './exit';
import type { Io } from './io';
import { EXIT, problemLine, refused, usage } from './exit';
import { compareWithLink } from './reproduced';
import { openSource } from './source';

/** An address without the fragment it may have. */
function baseOf(text: string): string {
  if (!URL.canParse(text)) throw usage(`--base must be a whole address, not ${text}.`);
  const url = new URL(text);
  url.hash = '';
  return url.href;
}

/** `link FILE [--base URL]`: prints `{"link": "#s=..."}`, with the address before it if one is given. */
export async function link({ given, options }: Args, io: Io): Promise<ExitCode> {
  const [source = ''] = given;
  const base = options['base'] === undefined ? '' : baseOf(options['base']);
  const { scenario, algorithm } = await openSource(source, io);
  const encoded = encodeLink({ scenario, made: madeNow(algorithm) });
  if (!encoded.ok) throw refused('The scenario', encoded.problems);
  for (const note of encoded.notes ?? []) io.say(`Note: ${problemLine(note)}`);
  io.out(`${JSON.stringify({ link: base + encoded.value }, null, 2)}\n`);
  return EXIT.fine;
}

/** `open LINK`: prints the scenario in it, alone; says whether its run comes out the same here. */
export async function open({ given }: Args, io: Io): Promise<ExitCode> {
  const [source = ''] = given;
  const loaded = await openSource(source, io);
  io.out(`${JSON.stringify(loaded.scenario, null, 2)}\n`);
  return compareWithLink(loaded, io) ? EXIT.fine : EXIT.nondeterminism;
}

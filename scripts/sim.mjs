/**
 * `npm run -s sim -- <verb>`: the headless command. Builds itself when a source is newer, says so on
 * stderr, and passes on arguments, streams and exit code.
 */
import './lib/node-version.mjs';
import { join } from 'node:path';

const { ROOT, isStale, node } = await import('./lib/project.mjs');

const OUTPUT = 'dist-cli/main.js';

if (isStale(OUTPUT, ['src', 'package.json', 'scripts/lib/bundle.mjs'])) {
  console.error('Building the command, because a source is newer than dist-cli/.');
  try {
    const { bundle } = await import('./lib/bundle.mjs');
    await bundle('src/cli/main.ts', OUTPUT);
  } catch (error) {
    console.error(
      `The command could not be built: ${error instanceof Error ? error.message : error}`,
    );
    process.exit(10);
  }
}

const { code } = await node([join(ROOT, OUTPUT), ...process.argv.slice(2)], { show: true });
process.exitCode = code;

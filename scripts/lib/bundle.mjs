/** Bundles one of our entries for Node into a single file, as the page's build would see it. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { ROOT } from './project.mjs';

/**
 * @param {string} entry relative to the root
 * @param {string} output relative to the root
 */
export async function bundle(entry, output) {
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      write: false,
      target: 'node20',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const { output: files } = /** @type {import('vite').Rolldown.RolldownOutput} */ (built);
  const file = join(ROOT, output);
  mkdirSync(dirname(file), { recursive: true });
  // Written beside and renamed: two commands started at once never read half a file.
  writeFileSync(`${file}.${process.pid}`, files[0].code);
  renameSync(`${file}.${process.pid}`, file);
}

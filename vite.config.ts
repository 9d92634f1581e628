/**
 * How the page is built, served and unit-tested. The production build works from any folder, sends
 * nothing to anyone and carries its own Content Security Policy.
 */
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { headers, pagePolicy } from './scripts/lib/csp.mjs';

/** Puts the policy into the built page, before anything it governs, and writes `_headers` for hosts. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'conclave:content-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => {
        const charset = '<meta charset="utf-8" />';
        if (!html.includes(charset)) throw new Error(`index.html must contain ${charset}`);
        const meta = `<meta http-equiv="Content-Security-Policy" content="${pagePolicy()}" />`;
        return html.replace(charset, `${charset}\n    ${meta}`);
      },
    },
    generateBundle() {
      const lines = Object.entries(headers()).map(([name, value]) => `  ${name}: ${value}\n`);
      this.emitFile({ type: 'asset', fileName: '_headers', source: `/*\n${lines.join('')}` });
    },
  };
}

/** What the first frame needs and no tag of index.html names: the algorithm it opens with, the letters. */
const FIRST_ALGORITHM = 'src/algorithms/raft/running.ts';
const FIRST_FONTS = /(next|mono)-latin-wght-normal.*\.woff2$/;

/** Has them fetched beside the page's script, instead of one after the other once it has run. */
function preloadFirst(): Plugin {
  return {
    name: 'conclave:preload-first',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {} }) => {
        const files = Object.values(bundle);
        const chunks = files.filter((file) => file.type === 'chunk');
        const first = chunks.find(({ moduleIds }) =>
          moduleIds.some((id) => id.endsWith(FIRST_ALGORITHM)),
        );
        const fonts = files.filter(({ fileName }) => FIRST_FONTS.test(fileName));
        if (first === undefined || fonts.length !== 2) {
          throw new Error(`no chunk of ${FIRST_ALGORITHM}, or not its two fonts, to preload`);
        }
        const isEntry = (name: string): boolean =>
          chunks.some(({ fileName, isEntry: entry }) => fileName === name && entry);
        const scripts = [first.fileName, ...first.imports.filter((name) => !isEntry(name))];
        const link = (attrs: Record<string, string | boolean>, file: string) => ({
          tag: 'link',
          attrs: { ...attrs, crossorigin: true, href: `./${file}` },
          injectTo: 'head' as const,
        });
        return [
          ...scripts.map((file) => link({ rel: 'modulepreload' }, file)),
          ...fonts.map(({ fileName }) =>
            link({ rel: 'preload', as: 'font', type: 'font/woff2' }, fileName),
          ),
        ];
      },
    },
  };
}

interface Modules {
  getModuleInfo(id: string): { isEntry: boolean; importers: readonly string[] } | null;
}

/**
 * Names the one chunk of everything that these modules import statically. Left alone, the bundler cuts it
 * into many, because parts that load later use some of it too; each cut costs bytes and a request.
 */
function allOf(
  name: string,
  isRoot: (id: string, isEntry: boolean) => boolean,
): (id: string, modules: Modules) => string | null {
  const known = new Map<string, boolean>();
  const isOf = (id: string, modules: Modules): boolean => {
    const before = known.get(id);
    if (before !== undefined) return before;
    known.set(id, false);
    const info = modules.getModuleInfo(id);
    const is =
      info !== null &&
      (isRoot(id, info.isEntry) || info.importers.some((importer) => isOf(importer, modules)));
    if (is) known.set(id, true);
    else known.delete(id);
    return is;
  };
  return (id, modules) => (isOf(id, modules) ? name : null);
}

/** What the page imports, then what the algorithm that it opens with needs beyond that. */
const FIRST_LOAD = [
  { name: allOf('first', (_, isEntry) => isEntry), priority: 2 },
  { name: allOf('algorithm', (id) => id.endsWith(FIRST_ALGORITHM)), priority: 1 },
];

export default defineConfig({
  base: './',
  // One page and nothing else: an unknown address is a 404, not the page again.
  appType: 'mpa',
  plugins: [react(), contentSecurityPolicy(), preloadFirst()],
  build: {
    assetsInlineLimit: 0,
    // Every browser we name preloads modules itself; the fallback would be bytes of the first load.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Weighed by `npm run size`, compressed, as a browser fetches it.
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: { codeSplitting: { groups: FIRST_LOAD } },
      // What is only read, or called as a module loads to make something unused, is left out: d3-array
      // would bring its searches and its image blur along. Nothing here reads a property for its effect.
      treeshake: {
        manualPureFunctions: ['bisector', 'Blur2', 'shuffler'],
        propertyReadSideEffects: false,
      },
    },
  },
  worker: { format: 'es' },
  preview: { headers: headers() },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    environment: 'node',
    maxWorkers: 2,
    testTimeout: 20_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.{ts,tsx}'],
      reporter: ['text-summary', 'html'],
    },
  },
});

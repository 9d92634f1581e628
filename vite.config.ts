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

export default defineConfig({
  base: './',
  // One page and nothing else: an unknown address is a 404, not the page again.
  appType: 'mpa',
  plugins: [react(), contentSecurityPolicy()],
  build: {
    assetsInlineLimit: 0,
    // Every browser we name preloads modules itself; the fallback would be bytes of the first load.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
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

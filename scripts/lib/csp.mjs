/**
 * The Content Security Policy, written once: the build puts it into the page, the preview server
 * sends it as a header, `_headers` carries it to static hosts, and the browser tests compare with it.
 * Nothing here is `unsafe-*`. Not used by the development server, which needs inline scripts.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The one Trusted Types policy: it vouches for the addresses of our own workers. */
export const TRUSTED_TYPES_POLICY = 'conclave';

/** The files of react-aria that put a constant `<style>` into the page at run time. */
const STYLE_SOURCES = ['interactions/usePress.mjs', 'overlays/usePreventScroll.mjs'];

/**
 * The `sha256-...` of each constant style of react-aria, read out of the installed package, so that an
 * update of the package changes the policy with it. Throws where a style is no longer found or no
 * longer constant: then this file has to be looked at again.
 * @returns {string[]}
 */
export function reactAriaStyleHashes() {
  const packageJson = createRequire(import.meta.url).resolve('react-aria/package.json');
  const folder = join(dirname(packageJson), 'dist/private');
  return STYLE_SOURCES.map((file) => {
    const css = constantStyle(readFileSync(join(folder, file), 'utf8'));
    return `sha256-${createHash('sha256').update(css).digest('base64')}`;
  });
}

/**
 * The style that a module sets by `style.textContent`, its constants filled in.
 * @param {string} source
 * @returns {string}
 */
export function constantStyle(source) {
  const template = /style\.textContent = `([^`]*)`\.trim\(\)/.exec(source)?.[1];
  if (template === undefined) throw new Error('react-aria no longer sets a constant style');
  return template.replaceAll(/\$\{([^}]+)\}/g, (_, name) => constant(source, name)).trim();
}

/**
 * The value of `const name = '...'` in `source`.
 * @param {string} source
 * @param {string} name
 */
function constant(source, name) {
  const found = new RegExp(`const ${name.replaceAll('$', '\\$')} = ['"]([^'"]*)['"]`).exec(source);
  if (found?.[1] === undefined) throw new Error(`the style uses ${name}, which is not a constant`);
  return found[1];
}

/** The directives a `<meta>` element may carry. */
export function pagePolicy() {
  const styles = reactAriaStyleHashes().map((hash) => `'${hash}'`);
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${styles.join(' ')}`,
    "img-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${TRUSTED_TYPES_POLICY}`,
  ].join('; ');
}

/**
 * The headers a host should send: the same policy, and what a `<meta>` element may not say.
 * @returns {Record<string, string>}
 */
export function headers() {
  return {
    'Content-Security-Policy': `${pagePolicy()}; frame-ancestors 'self'`,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}

/** The policy allows nothing unsafe, and the hashes are of the styles that react-aria really sets. */
import { describe, expect, it } from 'vitest';
import { constantStyle, headers, pagePolicy, reactAriaStyleHashes } from './lib/csp.mjs';

describe('the content security policy', () => {
  it('starts from nothing and allows nothing unsafe, no other host and one policy', () => {
    const policy = pagePolicy();
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).not.toMatch(/unsafe|https?:|\*|data:/);
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types conclave");
    expect(headers()['Content-Security-Policy']).toContain('frame-ancestors');
  });

  it('knows each constant style of react-aria by its hash', () => {
    expect(reactAriaStyleHashes()).toHaveLength(2);
    for (const hash of reactAriaStyleHashes()) expect(hash).toMatch(/^sha256-[\w+/]{43}=$/);
  });

  it('fills in constants and refuses a style that is not constant', () => {
    const source = "const $a$NAME = 'data-x';\nstyle.textContent = `\n[${$a$NAME}] {}\n  `.trim();";
    expect(constantStyle(source)).toBe('[data-x] {}');
    expect(() => constantStyle(source.replace('const', 'let'))).toThrow(/not a constant/);
    expect(() => constantStyle('style.innerText = css')).toThrow(/no longer/);
  });
});

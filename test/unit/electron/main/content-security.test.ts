import { describe, expect, it } from 'vitest';
import { pageHeaders, withNonce } from '#electron/main/content-security.ts';

const policy = pageHeaders('text/html', 'bm9uY2U=')['Content-Security-Policy'] ?? '';

describe('pageHeaders', () => {
  it('starts from nothing and allows only what the page brings with it', () => {
    expect(policy.split('; ')[0]).toBe("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self' 'nonce-bm9uY2U='");
  });

  it.each(['unsafe', '*', 'http', 'blob:', 'wasm-unsafe-eval', 'filesystem'])('never allows %s', (word) => {
    expect(policy).not.toContain(word);
  });

  it('allows data addresses for pictures alone', () => {
    expect(policy.split('; ').filter((rule) => rule.includes('data:'))).toEqual(["img-src 'self' data:"]);
  });

  it('forbids what a fallback does not cover', () => {
    for (const rule of ["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"])
      expect(policy).toContain(rule);
  });
});

describe('withNonce', () => {
  it('puts the nonce where the page libraries look for it, before anything else in the head', () => {
    const html = withNonce(
      '<!doctype html><html lang="fa"><HEAD data-x="1"><title>t</title></HEAD></html>',
      'abc',
    );
    expect(html).toContain('<HEAD data-x="1"><meta property="csp-nonce" nonce="abc"><title>');
  });

  it('does not mistake a header element for the head', () => {
    const html = withNonce('<html><head></head><body><header>h</header></body></html>', 'abc');
    expect(html.match(/csp-nonce/g)).toHaveLength(1);
    expect(html).toContain('<head><meta');
  });
});

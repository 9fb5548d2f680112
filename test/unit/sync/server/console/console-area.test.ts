import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Fastify from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createConsoleArea } from '#sync/server/console/console-area.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const html = '<!doctype html><html><head><title>V</title></head><body></body></html>';

/** The server's part with pages of the test, or with none. */
async function consoleServer({ isBuilt = true } = {}) {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'secret.txt'), 'not for strangers');
  if (isBuilt) {
    mkdirSync(path.join(folder, 'console'));
    writeFileSync(path.join(folder, 'console', 'index.html'), html);
    writeFileSync(path.join(folder, 'assets', 'console-abc.js'), 'export {};');
    writeFileSync(path.join(folder, 'assets', '.hidden'), 'hidden');
  }
  const app = Fastify().withTypeProvider<ZodTypeProvider>();
  onTestFinished(async () => app.close());
  await createConsoleArea(folder).register(app, nodeHqPorts);
  return app;
}

const nonceOf = (policy: unknown): string | undefined => /'nonce-([^']+)'/.exec(String(policy))?.[1];

describe('the page of the console', () => {
  it('carries a new nonce with each load, and lets no other style or script in', async () => {
    const app = await consoleServer();
    const [first, second] = [await app.inject('/console/'), await app.inject('/console/')];
    const policy = first.headers['content-security-policy'];
    expect(first.payload).toContain(`<meta property="csp-nonce" nonce="${nonceOf(policy)}">`);
    expect(nonceOf(policy)).not.toBe(nonceOf(second.headers['content-security-policy']));
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*|data:(?!;)/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(first.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });

  it('is where the bare address leads to', async () => {
    const answer = await (await consoleServer()).inject('/');
    expect([answer.statusCode, answer.headers['location']]).toEqual([302, '/console/']);
  });

  it('says that it is not built where it is missing', async () => {
    const answer = await (await consoleServer({ isBuilt: false })).inject('/console/');
    expect(answer.statusCode).toBe(404);
    expect(answer.payload).toContain('npm run build');
  });

  it('has files that a browser may keep for ever, under the same policy', async () => {
    const answer = await (await consoleServer()).inject('/assets/console-abc.js');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toContain('immutable');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('gives out nothing that lies beside its files, and nothing hidden', async () => {
    const app = await consoleServer();
    for (const url of [
      '/assets/../secret.txt',
      '/assets/%2e%2e/secret.txt',
      '/assets/..%2fsecret.txt',
      '/assets/.hidden',
      '/assets/',
    ]) {
      const answer = await app.inject(url);
      expect([url, answer.statusCode >= 400, answer.payload.includes('strangers')]).toEqual([
        url,
        true,
        false,
      ]);
    }
  });
});

import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { adminHeader } from '#shared/contracts/hq/admin-common.ts';
import { syncHeaders } from '#shared/contracts/sync/protocol.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { answerBytes } from '#sync/core/envelope.ts';
import { createSyncArea } from '#sync/server/auth/sync-area.ts';
import { buildApp } from '#sync/server/build-app.ts';
import { ensureIdentity } from '#sync/server/db/hq-identity.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { joinArea } from '#sync/server/join/join-area.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { createAdminArea } from '#sync/server/people/admin-area.ts';
import { readTls } from '#sync/server/tls.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { testHqConfig, testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { goodPassword, insertPerson, quickPasswords } from '#test/support/hq/test-person.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const database = withPglite();
const fixtures = path.resolve(import.meta.dirname, '../../../fixtures/tls');
const certificateFile = path.join(fixtures, 'certificate.pem');
const keyFile = path.join(fixtures, 'key.pem');
const ca = readFileSync(certificateFile);

type Answered = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
};
type Asked = {
  readonly port: number;
  readonly method: string;
  readonly path: string;
  readonly body?: string;
};

function ask(
  { port, method, path: target, body }: Asked,
  headers: Readonly<Record<string, string>>,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method, path: target, headers, ca, servername: 'localhost' },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

async function startTls(): Promise<{ readonly port: number; readonly deps: HqDeps }> {
  const identity = await ensureIdentity({ ...nodeHqPorts, db: database.db() });
  const deps = testHqDeps(database.db(), { identity });
  const tls = expectOk(readTls({ ...testHqConfig, tls: { certificateFile, keyFile } }));
  const areas = [createSyncArea({ areas: [joinArea] }), createAdminArea({ areas: [], cost: quickPasswords })];
  const app = await buildApp(deps, { areas, schemaVersionKnown: 0, workersByName: new Map(), tls });
  onTestFinished(async () => app.close());
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : 0, deps };
}

describe('an HQ with a certificate', () => {
  test('signs its answers within TLS just as without', async () => {
    const { port, deps } = await startTls();
    const requestId = '0b'.repeat(16);
    const answer = await ask(
      { port, method: 'GET', path: '/sync/1/hello' },
      { [syncHeaders.request]: requestId },
    );
    const message = answerBytes(
      { requestId: hexToBytes(requestId) ?? new Uint8Array(), status: 200, body: answer.body },
      nodeHqPorts,
    );
    const signature = hexToBytes(String(answer.headers[syncHeaders.signature])) ?? new Uint8Array();
    const { publicKey } = deps.serviceKeys.current;
    expect(nodeHqPorts.verifySignature({ publicKey, message, signature })).toBe(true);
  });

  test('gives a browser a cookie for TLS alone, and knows its own pages by their origin', async () => {
    const { port, deps } = await startTls();
    await insertPerson(deps, 'somebody', 'auditor');
    const body = JSON.stringify({ login: 'somebody', password: goodPassword });
    const signIn = { port, method: 'POST', path: '/admin/1/session', body };
    const headers = { [adminHeader]: '1', 'content-type': 'application/json' };
    const own = await ask(signIn, { ...headers, origin: `https://127.0.0.1:${port}` });
    expect([own.status, String(own.headers['set-cookie'])]).toEqual([
      200,
      expect.stringMatching(/^__Host-vafa-hq=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict; Secure$/),
    ]);
    const other = await ask(signIn, { ...headers, origin: `http://127.0.0.1:${port}` });
    expect(other.status).toBe(403);
  });
});

test.each([
  ['is not there', 'missing.pem', 'key.pem'],
  ['has no key', 'certificate.pem', 'missing.pem'],
  ['is no PEM', 'broken.pem', 'key.pem'],
  ['has the key of another one', 'certificate.pem', 'other-key.pem'],
])('a certificate that %s stops the start with one sentence', (_why, certificate, key) => {
  const folder = temporaryFolder();
  cpSync(fixtures, folder, { recursive: true });
  writeFileSync(path.join(folder, 'broken.pem'), 'no certificate');
  const tls = { certificateFile: path.join(folder, certificate), keyFile: path.join(folder, key) };
  expect(expectCode(readTls({ ...testHqConfig, tls }))).toBe('tls_unreadable');
});

/** The worker as it runs in a shop: a thread of its own, from its own entry. */

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { startSyncWorker } from '#electron/till/sync/start-sync-worker.ts';
import type { SyncNews } from '#shared/contracts/sync/sync-worker.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { scriptedKey, startScriptedHq } from '#test/support/sync/scripted-hq.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { worldKeys } from '#test/support/world-keys.ts';

const entry = pathToFileURL(path.resolve('electron/till/sync-worker-process.ts'));
const id = uuid('0193a0b0-0000-7000-8000-00000000d001');

test('the worker starts from its entry, asks HQ, tells what it hears, and ends when it is stopped', async () => {
  const hq = await startScriptedHq(() => ({ status: 503, body: '{}', headers: { 'retry-after': '60' } }));
  onTestFinished(hq.close);
  const dataDir = path.join(temporaryFolder(), 'data');
  mkdirSync(dataDir);
  const { databaseKey: key, signingSeed, pinPepper } = worldKeys;
  const publicKey = bytesToHex(scriptedKey.publicKey);
  const heard: SyncNews[] = [];
  const lost: string[] = [];
  let told: () => void = () => undefined;
  const isBusy = new Promise<void>((resolve) => {
    told = resolve;
  });
  const worker = startSyncWorker(entry)(
    {
      hq: {
        url: hq.origin,
        keys: [{ keyId: scriptedKey.keyId, publicKey }],
        escrowKey: publicKey,
        deviceId: id,
        hqId: id,
      },
      place: { dataDir, key, nativeBinding: null },
      signingSeed,
      pinPepper,
      start: { acknowledged: null, proof: null, hqEpoch: null },
      hasLedger: false,
      isReceiving: true,
      caPems: [],
      app: 'test',
      startDelayMs: 0,
    },
    {
      onNews: (news) => {
        heard.push(news);
        if (news.kind === 'activity' && news.activity === 'waiting') told();
      },
      onLost: (reason) => {
        lost.push(reason);
        told();
      },
    },
  );
  onTestFinished(worker.stop);
  await isBusy;
  expect(heard).toContainEqual({ kind: 'trouble', cause: 'busy', detail: 'busy' });
  const waits = heard.flatMap((news) => (news.kind === 'activity' ? (news.nextTryInMs ?? []) : []));
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(60_000);
  expect(hq.asked.map(({ target }) => target)).toEqual(['/sync/1/contact']);
  worker.stop();
  expect(lost).toEqual([]);
});

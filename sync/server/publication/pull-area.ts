/** `POST pull` and `GET pages/:page`: what tills take over from HQ. */

import { z } from 'zod';
import { pullRequest } from '#shared/contracts/sync/sync-schemas.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { tillOf } from '../auth/sync-access.ts';
import { sendSyncFailure } from '../auth/sync-failure.ts';
import type { HqArea } from '../hq-area.ts';
import { makeManifest } from './make-manifest.ts';
import { readPage } from './stored-pages.ts';

const pageParams = z.object({ page: z.string().regex(/^[0-9a-f]{64}$/) });
/** How long a new till waits for the shared snapshot before it asks again. */
const snapshotRetrySeconds = 15;

export const pullArea: HqArea = {
  name: 'pull',
  register: (app, deps) => {
    const pulls = deps.metrics.counter({
      name: 'pulls_total',
      help: 'Manifests and refusals given to tills.',
      labels: ['outcome'],
    });
    app.post('/pull', { schema: { body: pullRequest } }, async (request, reply) => {
      const { deviceId } = tillOf(request);
      const manifest = await makeManifest({ deviceId, cursor: request.body.cursor }, deps);
      pulls.add(1, { outcome: manifest.ok ? manifest.value.kind : manifest.error });
      if (manifest.ok) return reply.send(manifest.value);
      switch (manifest.error) {
        case 'cursor_unknown':
          return sendSyncFailure(reply, 'cursor_unknown');
        case 'chain_missing':
          return sendSyncFailure(reply, 'not_found', { missing: 'chain' });
        case 'snapshot_missing':
          reply.header('retry-after', snapshotRetrySeconds);
          return sendSyncFailure(reply, 'busy', { missing: 'snapshot' });
      }
    });
    app.get('/pages/:page', { schema: { params: pageParams } }, async (request, reply) => {
      const pageHash = hexToBytes(request.params.page);
      const body = pageHash && (await readPage(pageHash, deps));
      if (body === undefined) return sendSyncFailure(reply, 'not_found', { missing: 'page' });
      return reply.type('application/octet-stream').send(Buffer.from(body));
    });
  },
};

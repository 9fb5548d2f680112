/** `POST reserve` and `POST reserve/release`: what a till asks before points or credit are spent. */

import { z } from 'zod';
import { reserveRequest } from '#shared/contracts/sync/sync-schemas.ts';
import { tillOf } from '../auth/sync-access.ts';
import { sendSyncFailure } from '../auth/sync-failure.ts';
import type { HqArea } from '../hq-area.ts';
import { release, reserve } from './reserve.ts';

const releaseRequest = reserveRequest.pick({ opKey: true });
const releaseAnswer = z.object({});

export const reserveArea: HqArea = {
  name: 'reserve',
  register: (app, deps) => {
    app.post('/reserve', { schema: { body: reserveRequest } }, async (request, reply) => {
      const reserved = await reserve(deps, tillOf(request), request.body);
      if (reserved.ok) return reply.send(reserved.value);
      return sendSyncFailure(reply, reserved.error.code, reserved.error.details);
    });
    const released = { schema: { body: releaseRequest, response: { 200: releaseAnswer } } };
    app.post('/reserve/release', released, async (request, reply) => {
      await release(deps, tillOf(request), request.body.opKey);
      return reply.send({});
    });
  },
};

/** `POST erasures/:orderId`: a till says that it has deleted the person of an order. */

import { z } from 'zod';
import { uuidSchema } from '#shared/contracts/brands.ts';
import { tillOf } from '../auth/sync-access.ts';
import { sendSyncFailure } from '../auth/sync-failure.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { confirmErasure, orderExists } from '../db/stores/publication/erasure-store.ts';
import type { HqArea } from '../hq-area.ts';

const orderParams = z.object({ orderId: uuidSchema });

export const erasuresArea: HqArea = {
  name: 'erasures',
  register: (app, deps) => {
    // Also a till that was shut out is to delete what it holds, and its word is wanted.
    const options = { schema: { params: orderParams }, config: { syncAccess: 'anyTill' as const } };
    app.post('/erasures/:orderId', options, async (request, reply) => {
      const { orderId } = request.params;
      if (!(await orderExists(deps.db, orderId))) return sendSyncFailure(reply, 'not_found');
      const { deviceId } = tillOf(request);
      await inTransaction(
        deps,
        (transaction) => confirmErasure(transaction, { orderId, deviceId, doneMs: deps.clock.nowMs() }),
        { isRepeatable: true },
      );
      return reply.send({});
    });
  },
};

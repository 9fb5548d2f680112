/** The chain's stores. */

import {
  newStoreRequest,
  storeIdParams,
  storeRequest,
  storeView,
  storesAnswer,
} from '#shared/contracts/hq/admin-stores.ts';
import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { allStores, insertStore, storeById, updateStore } from '../db/stores/people/stores.ts';
import type { StoreRow } from '../db/stores/people/stores.ts';
import { currency } from '#shared/domain/money.ts';
import type { HqApp } from '../hq-area.ts';
import type { HqDeps } from '../hq-deps.ts';
import { sendAdminFailure } from './admin-failure.ts';
import { auditChange } from './audit-change.ts';
import { accountIdOf } from './guard-admin.ts';

export function registerStoreRoutes(app: HqApp, deps: HqDeps): void {
  app.get('/stores', { schema: { response: { 200: storesAnswer } } }, async () => ({
    stores: (await allStores(deps.db)).map(viewOf),
  }));
  const schema = { body: newStoreRequest, response: { 200: storeView } };
  app.post('/stores', { schema }, async (request, reply) => {
    const store = request.body;
    const accountId = accountIdOf(request);
    const isNew = await inTransaction(deps, async (transaction) => {
      if (await storeById(transaction, store.storeId)) return false;
      await auditChange(transaction, deps, { accountId, action: 'store.create', subject: store.storeId });
      return insertStore(transaction, rowOf(store));
    });
    return isNew ? store : sendAdminFailure(reply, 'store_taken');
  });
  registerChange(app, deps);
}

function registerChange(app: HqApp, deps: HqDeps): void {
  const schema = { params: storeIdParams, body: storeRequest, response: { 200: storeView } };
  app.put('/stores/:storeId', { schema }, async (request, reply) => {
    const store = { storeId: request.params.storeId, ...request.body };
    const accountId = accountIdOf(request);
    const isKnown = await inTransaction(
      deps,
      async (transaction) => {
        if (!(await storeById(transaction, store.storeId))) return false;
        await auditChange(transaction, deps, { accountId, action: 'store.change', subject: store.storeId });
        return updateStore(transaction, rowOf(store));
      },
      { isRepeatable: true },
    );
    return isKnown ? store : sendAdminFailure(reply, 'not_found');
  });
}

function rowOf({ storeId, name, currency, timeZone, dayStartsAtHour }: StoreView): StoreRow {
  return {
    store_id: storeId,
    name_fa: name.fa,
    name_en: name.en,
    currency,
    time_zone: timeZone,
    day_starts_at_hour: dayStartsAtHour,
  };
}

function viewOf(row: StoreRow): StoreView {
  return {
    storeId: row.store_id,
    name: { fa: row.name_fa, en: row.name_en },
    currency: currency(row.currency),
    timeZone: row.time_zone,
    dayStartsAtHour: row.day_starts_at_hour,
  };
}

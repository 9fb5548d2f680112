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
import { allTills } from '../db/stores/people/tills.ts';
import type { HqDb } from '../db/hq-tables.ts';
import { currency } from '#shared/domain/money.ts';
import type { HqApp } from '../hq-area.ts';
import type { HqDeps } from '../hq-deps.ts';
import { sendAdminFailure } from './admin-failure.ts';
import { auditChange, changedFacts } from './audit-change.ts';
import { accountIdOf } from './guard-admin.ts';

export function registerStoreRoutes(app: HqApp, deps: HqDeps): void {
  app.get('/stores', { schema: { response: { 200: storesAnswer } } }, async () => ({
    stores: (await allStores(deps.db)).map(viewOf),
  }));
  const schema = { body: newStoreRequest, response: { 200: storeView } };
  app.post('/stores', { schema }, async (request, reply) => {
    const store = request.body;
    const accountId = accountIdOf(request);
    const refused = await inTransaction(deps, async (transaction) => {
      if (await storeById(transaction, store.storeId)) return 'store_taken';
      if (!(await isCurrencyOfChain(transaction, store))) return 'conflict';
      await auditChange(transaction, deps, {
        accountId,
        action: 'store.create',
        subject: store.storeId,
        facts: settingsOf(rowOf(store)),
      });
      return (await insertStore(transaction, rowOf(store))) ? undefined : 'store_taken';
    });
    return refused === undefined ? store : sendAdminFailure(reply, refused);
  });
  registerChange(app, deps);
}

function registerChange(app: HqApp, deps: HqDeps): void {
  const schema = { params: storeIdParams, body: storeRequest, response: { 200: storeView } };
  app.put('/stores/:storeId', { schema }, async (request, reply) => {
    const store = { storeId: request.params.storeId, ...request.body };
    const accountId = accountIdOf(request);
    const refused = await inTransaction(
      deps,
      async (transaction) => {
        const before = await storeById(transaction, store.storeId);
        if (before === undefined) return 'not_found';
        const isOther = before.currency !== store.currency;
        if (isOther && (await mayNotChangeCurrency(transaction, store))) return 'conflict';
        await auditChange(transaction, deps, {
          accountId,
          action: 'store.change',
          subject: store.storeId,
          facts: {
            ...changedFacts(settingsOf(before), settingsOf(rowOf(store))),
            hasNewName: before.name_fa !== store.name.fa || before.name_en !== store.name.en,
          },
        });
        return (await updateStore(transaction, rowOf(store))) ? undefined : 'not_found';
      },
      { isRepeatable: true },
    );
    return refused === undefined ? store : sendAdminFailure(reply, refused);
  });
}

type StoreCurrency = Pick<StoreView, 'storeId' | 'currency'>;

/** A till that is told of stores with several currencies takes nothing over any more, and none can be told apart for it. */
async function isCurrencyOfChain(db: HqDb, { storeId, currency: wanted }: StoreCurrency): Promise<boolean> {
  const stores = await allStores(db);
  return stores.every((store) => store.store_id === storeId || store.currency === wanted);
}

/** What is booked was booked in the currency of before. */
async function mayNotChangeCurrency(db: HqDb, store: StoreCurrency): Promise<boolean> {
  return (await allTills(db)).length > 0 || !(await isCurrencyOfChain(db, store));
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

/** Names are free text, which the record of changes has none of. */
function settingsOf(row: StoreRow) {
  return {
    currency: row.currency,
    timeZone: row.time_zone,
    dayStartsAtHour: row.day_starts_at_hour,
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

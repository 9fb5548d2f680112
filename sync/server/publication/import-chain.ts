/** Takes a chain over from its own description: documents, stores, products, operators, and the first rule set. */

import type { Chain } from '#shared/contracts/chain-schema.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { nextChange } from '../db/change-clock.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { addOperators, putProducts, putStores } from '../db/stores/publication/brought-chain-store.ts';
import type { BroughtOperator } from '../db/stores/publication/brought-chain-store.ts';
import { writeDocument } from '../db/stores/publication/document-store.ts';
import { proposeRuleSet, publishedRuleSet, putInForce } from '../db/stores/publication/rule-set-store.ts';
import type { HqDeps } from '../hq-deps.ts';
import { sealPin } from './operator-verifier.ts';

export type ChainToImport = {
  readonly chain: Chain;
  readonly ruleSetHash: string;
  /** What the hash is taken over. */
  readonly canonicalJson: string;
};

export type ImportedChain = {
  /** False where one is in force already: it is changed by publishing only. */
  readonly isRuleSetInForce: boolean;
};

/** In place of a person, for what was brought along. */
const nobody = '00000000-0000-0000-0000-000000000000';

export async function importChain(imported: ChainToImport, deps: HqDeps): Promise<ImportedChain> {
  const operators = await operatorsOf(imported.chain, deps);
  return inTransaction(deps, (transaction) => write(transaction, { imported, operators, deps }), {
    isRepeatable: true,
  });
}

type ToWrite = {
  readonly imported: ChainToImport;
  readonly operators: readonly BroughtOperator[];
  readonly deps: HqDeps;
};

async function write(
  transaction: HqTransaction,
  { imported, operators, deps }: ToWrite,
): Promise<ImportedChain> {
  const { chain } = imported;
  const { chainId, name, calendar, country, tiers, productGroups, programme } = chain;
  const isRuleSetInForce = (await publishedRuleSet(transaction)) === undefined;
  const change = await nextChange(transaction, ['chain', 'product', 'ruleSet']);
  const stores = chain.stores.map(({ storeId, name: storeName, currency, timeZone, dayStartsAtHour }) => ({
    store_id: storeId,
    name_fa: storeName.fa,
    name_en: storeName.en,
    currency,
    time_zone: timeZone,
    day_starts_at_hour: dayStartsAtHour,
  }));
  await putStores(transaction, stores, change);
  const products = chain.products.map((product) => ({
    product_id: product.productId,
    body: JSON.stringify(product),
  }));
  await putProducts(transaction, products, change);
  await addOperators(transaction, operators);
  if (isRuleSetInForce) await putFirstRuleSet(transaction, { imported, change, nowMs: deps.clock.nowMs() });
  await writeDocument(transaction, 'operators', operators.length);
  if (programme !== undefined) await writeDocument(transaction, 'programme', programme);
  await writeDocument(transaction, 'chain', { chainId, name, calendar, country, tiers, productGroups });
  return { isRuleSetInForce };
}

async function putFirstRuleSet(
  transaction: HqTransaction,
  {
    imported,
    change,
    nowMs,
  }: { readonly imported: ChainToImport; readonly change: number; readonly nowMs: number },
): Promise<void> {
  const ruleSetHash = hexToBytes(imported.ruleSetHash);
  invariant(ruleSetHash?.length === 32, 'a rule set is named by a SHA-256');
  const { canonicalJson } = imported;
  await proposeRuleSet(transaction, { ruleSetHash, canonicalJson, proposedBy: nobody, proposedMs: nowMs });
  await putInForce(transaction, ruleSetHash, { atMs: nowMs, change });
}

/** One after the other: each takes 64 MiB for a moment. */
async function operatorsOf({ operators }: Chain, deps: HqDeps): Promise<readonly BroughtOperator[]> {
  const sealed: BroughtOperator[] = [];
  const sealDeps = { dataSeal: deps.serviceKeys.dataSeal, randomBytes: deps.randomBytes };
  for (const { operatorId, name, latinName, role, initialPin } of operators) {
    const sealedVerifier = await sealPin(operatorId, initialPin, sealDeps);
    sealed.push({ operatorId, name, latinName, role, sealedVerifier });
  }
  return sealed;
}

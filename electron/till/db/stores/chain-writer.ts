/** Writes a chain's own data into a cache that is being built. */

import type { Chain } from '#shared/contracts/chain-schema.ts';
import { searchKey } from '#shared/domain/text.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { WriteDb } from '../database.ts';
import type { ChainSettingName } from './chain-store.ts';
import { lineFactsValues } from './line-facts.ts';
import { cardUidBytes } from './member-rows.ts';

export type ChainToWrite = {
  readonly chain: Chain;
  /** The rule set's canonical text and its hash. */
  readonly ruleSetBody: string;
  readonly ruleSetHash: string;
  /** argon2id verifiers of the initial PINs, in the order of `chain.operators`. */
  readonly pinVerifiers: readonly string[];
  readonly settings: Readonly<Record<ChainSettingName, string>>;
  /** The demo shows its cards and PINs; outside the demo neither is kept. */
  readonly demo: boolean;
};

/** Within the caller's transaction. */
export function writeChain(db: WriteDb, data: ChainToWrite): void {
  writeSettings(db, data);
  writeStoresAndTiers(db, data.chain);
  writeProducts(db, data.chain);
  writeOperators(db, data);
  db.prepare('INSERT INTO rule_set (rule_set_hash, body, is_current) VALUES (?, ?, 1)').run(
    data.ruleSetHash,
    data.ruleSetBody,
  );
  if (data.demo) writeDemo(db, data.chain);
}

function writeSettings(db: WriteDb, { settings }: ChainToWrite): void {
  const insert = db.prepare('INSERT INTO setting (name, value) VALUES (?, ?)');
  for (const [name, value] of Object.entries(settings)) insert.run(name, value);
}

function writeStoresAndTiers(db: WriteDb, chain: Chain): void {
  const insertStore = db.prepare(
    `INSERT INTO store (store_number, store_id, name_fa, name_en, currency, time_zone, day_starts_at_hour)
      VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const [storeNumber, store] of chain.stores.entries()) {
    const { storeId, name, currency, timeZone, dayStartsAtHour } = store;
    insertStore.run(storeNumber, storeId, name.fa, name.en, currency, timeZone, dayStartsAtHour);
  }
  const insertTier = db.prepare(
    'INSERT INTO tier (tier_id, name_fa, name_en, rank, tone) VALUES (?, ?, ?, ?, ?)',
  );
  for (const { tierId, name, rank, tone } of chain.tiers)
    insertTier.run(tierId, name.fa, name.en, rank, tone);
}

function writeProducts(db: WriteDb, chain: Chain): void {
  const insertGroup = db.prepare(
    'INSERT INTO product_group (place, group_id, name_fa, name_en) VALUES (?, ?, ?, ?)',
  );
  for (const [place, { groupId, name }] of chain.productGroups.entries()) {
    insertGroup.run(place, groupId, name.fa, name.en);
  }
  const insertProduct = db.prepare(
    `INSERT INTO product (product_number, product_id, name_fa, name_en, group_id, barcode, price_minor, brand_id, tags,
        is_reduced, tax_basis_points, floor_price_minor)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertWords = db.prepare('INSERT INTO product_search (rowid, words) VALUES (?, ?)');
  for (const [index, product] of chain.products.entries()) {
    const { productId, name, groupId, barcode, priceMinor } = product;
    const { brandId, tags, isReduced, taxBasisPoints, floorPriceMinor } = product;
    const facts = lineFactsValues({
      brandId,
      tags,
      isReduced,
      taxBasisPoints,
      floorUnitPriceMinor: floorPriceMinor,
    });
    insertProduct.run(index + 1, productId, name.fa, name.en, groupId, barcode, priceMinor, ...facts);
    insertWords.run(index + 1, searchKey(`${name.fa} ${name.en}`));
  }
}

function writeOperators(db: WriteDb, { chain, pinVerifiers }: ChainToWrite): void {
  const insert = db.prepare(
    `INSERT INTO operator (place, operator_id, name, latin_name, role, pin_verifier) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  for (const [place, operator] of chain.operators.entries()) {
    const { operatorId, name, latinName, role } = operator;
    insert.run(place, uuidToBytes(operatorId), name, latinName, role, pinVerifiers[place] ?? null);
  }
}

function writeDemo(db: WriteDb, chain: Chain): void {
  const insertCard = db.prepare(
    'INSERT INTO demo_card (place, card_uid, label_fa, label_en, tone) VALUES (?, ?, ?, ?, ?)',
  );
  for (const [place, { cardUid, label, tone }] of chain.demoCards.entries()) {
    insertCard.run(place, cardUidBytes(cardUid), label.fa, label.en, tone);
  }
  const insertPin = db.prepare('INSERT INTO demo_pin (operator_id, pin) VALUES (?, ?)');
  for (const { operatorId, initialPin } of chain.operators)
    insertPin.run(uuidToBytes(operatorId), initialPin);
}

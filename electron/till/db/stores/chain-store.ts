/** What the till knows of its chain, read whole when the cache is opened: it is small and asked for all the time. */

import { localTextSchema } from '#shared/contracts/brands.ts';
import { hqSchema, tillKeysSchema } from '#shared/contracts/chain-schema.ts';
import type { HqJoined } from '#shared/contracts/chain-schema.ts';
import { plainProgramme, programmeSchema } from '#shared/contracts/programme-schema.ts';
import { brandingSchema, refusalSchema } from '#shared/contracts/sync/pull-records.ts';
import type { PulledChain } from '#shared/contracts/sync/pull-records.ts';
import { leaseSchema } from '#shared/contracts/sync/sync-schemas.ts';
import type { Lease } from '#shared/contracts/sync/sync-schemas.ts';
import type { CardUid } from '#shared/domain/card.ts';
import type { CalendarName } from '#shared/domain/calendar.ts';
import type { LocalText } from '#shared/domain/local-text.ts';
import { currency } from '#shared/domain/money.ts';
import type { Operator, OperatorId } from '#shared/domain/operator.ts';
import type { ProductGroup } from '#shared/domain/product.ts';
import type { Programme } from '#shared/domain/programme.ts';
import type { Store } from '#shared/domain/store.ts';
import type { Tier } from '#shared/domain/tier.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { ReadDb, SqlRow } from '../database.ts';
import { integerOf, textOf, textOrNull, uuidOf } from '../row.ts';
import { cardUidOf } from './member-rows.ts';
import type { StoreNumbers } from './member-rows.ts';

export type OperatorAtTill = Operator & { readonly pinVerifier: string };
export type DemoCard = {
  readonly cardUid: CardUid;
  readonly label: LocalText;
  readonly tone: 'bronze' | 'silver' | 'gold' | 'plain';
};
export type DemoPin = { readonly operatorId: OperatorId; readonly pin: string };

export type ChainAtTill = {
  readonly chainId: string;
  readonly snapshotAtMs: EpochMs;
  readonly calendar: CalendarName;
  /** ISO 3166 country whose phone numbers may be typed without a country code. */
  readonly country: string;
  readonly deviceId: Uuid;
  readonly tillName: string;
  readonly ownStore: Store;
  readonly stores: readonly Store[];
  readonly storeNumbers: StoreNumbers;
  /** By rank, the lowest first. */
  readonly tiers: readonly Tier[];
  readonly productGroups: readonly ProductGroup[];
  readonly operators: readonly OperatorAtTill[];
  readonly programme: Programme;
  /** Null where this till is its own authority. */
  readonly hq: HqJoined | null;
  /** Raw public keys of the chain's tills that are known, as hexadecimal text. */
  readonly tills: readonly { readonly deviceId: Uuid; readonly publicKey: string }[];
  readonly ruleSetHash: string;
  readonly ruleSetBody: string;
  readonly demoCards: readonly DemoCard[];
  readonly demoPins: readonly DemoPin[];
  /** Idle time after which the till locks itself. */
  readonly autoLockMs: number;
  /** How long this till may redeem without hearing of HQ; null where there is no end. */
  readonly lease: Lease | null;
  readonly branding: Branding;
  /** Null for a cache from before it was kept, and for a chain whose name nobody has given. */
  readonly chainName: LocalText | null;
  /** Why HQ's newest rule set is not in force; null where it is, or there is no HQ. */
  readonly refusedRules: { readonly path: string; readonly reason: string } | null;
};

export type Branding = PulledChain['branding'];
const noBranding: Branding = { accent: null, receiptLines: [] };

/** Names of `setting` rows. */
export const settingNames = [
  'chainId',
  'chainName',
  'snapshotAtMs',
  'calendar',
  'country',
  'deviceId',
  'tillName',
  'ownStoreId',
  'autoLockMs',
  'programme',
  'hq',
  'tills',
  'sourceHash',
] as const;
export type ChainSettingName = (typeof settingNames)[number];
/** Rows that only a pull writes. */
export type PulledSettingName =
  | 'cursor'
  | 'hqEpoch'
  | 'lease'
  | 'keys'
  | 'publishers'
  | 'branding'
  | 'refusedRules';
export type ReadSetting = (name: ChainSettingName) => string;

export function settingsOf(db: ReadDb): ReadSetting {
  const statement = db.prepareRead('SELECT value FROM setting WHERE name = ?');
  return (name) => {
    const row = statement.get(name);
    invariant(row !== undefined, `the cache holds the setting ${name}`);
    return textOf(row, 'value');
  };
}

/** Throws for a cache that was not written by `loadChain`. */
export function readChain(db: ReadDb): ChainAtTill {
  const setting = settingsOf(db);
  const stores = storesOf(db);
  const ownStore = ownStoreOf(db);
  return {
    chainId: setting('chainId'),
    snapshotAtMs: epochMs(Number(setting('snapshotAtMs'))),
    calendar: setting('calendar') === 'persian' ? 'persian' : 'gregorian',
    country: setting('country'),
    deviceId: uuid(setting('deviceId')),
    tillName: setting('tillName'),
    autoLockMs: Number(setting('autoLockMs')),
    programme: programmeSchema.nullable().parse(JSON.parse(setting('programme'))) ?? plainProgramme,
    hq: hqSchema.nullable().parse(JSON.parse(setting('hq'))),
    tills: readPulled(db, 'tills', tillKeysSchema) ?? [],
    lease: readPulled(db, 'lease', leaseSchema.nullable()) ?? null,
    branding: readPulled(db, 'branding', brandingSchema) ?? noBranding,
    chainName: chainNameOf(db),
    refusedRules: readPulled(db, 'refusedRules', refusalSchema) ?? null,
    ownStore,
    stores,
    storeNumbers: storeNumbersOf(stores.map(({ storeId }) => storeId)),
    ...readPeopleAndOffers(db),
  };
}

export function ownStoreOf(db: ReadDb): Store {
  const ownStoreId = settingsOf(db)('ownStoreId');
  const ownStore = storesOf(db).find(({ storeId }) => storeId === ownStoreId);
  invariant(ownStore !== undefined, 'the till stands in a store of its chain');
  return ownStore;
}

/** What members are judged by. */
export function storesAndTiersOf(db: ReadDb): Pick<ChainAtTill, 'stores' | 'tiers'> {
  return { stores: storesOf(db), tiers: tiersOf(db) };
}

/** In the order of their numbers. */
function storesOf(db: ReadDb): readonly Store[] {
  return db
    .prepareRead(
      `SELECT store_id, name_fa, name_en, currency, time_zone, day_starts_at_hour FROM store ORDER BY store_number`,
    )
    .all()
    .map(storeOf);
}

function tiersOf(db: ReadDb): readonly Tier[] {
  return db
    .prepareRead('SELECT tier_id, name_fa, name_en, rank, tone FROM tier ORDER BY rank, tier_id')
    .all()
    .map(tierOf);
}

function chainNameOf(db: ReadDb): LocalText | null {
  const name = readPulled(db, 'chainName', localTextSchema);
  return name === undefined || name.fa === '' || name.en === '' ? null : name;
}

type Parser<Value> = { readonly parse: (data: unknown) => Value };

/** `undefined` where no pull ever wrote it, or the cache was made before it was known. */
function readPulled<Value>(
  db: ReadDb,
  name: PulledSettingName | 'tills' | 'chainName',
  schema: Parser<Value>,
): Value | undefined {
  const row = db.prepareRead('SELECT value FROM setting WHERE name = ?').get(name);
  return row && schema.parse(JSON.parse(textOf(row, 'value')));
}

/** Numbers stores by their place in the list, from 0. */
export function storeNumbersOf(storeIds: readonly string[]): StoreNumbers {
  const numbers = new Map(storeIds.map((storeId, index) => [storeId, index]));
  return {
    numberOf: (storeId) => {
      const storeNumber = numbers.get(storeId);
      invariant(storeNumber !== undefined, 'a visit was to a store of the chain');
      return storeNumber;
    },
    storeIdOf: (storeNumber) => {
      const storeId = storeIds[storeNumber];
      invariant(storeId !== undefined, 'a store number is one of the chain');
      return storeId;
    },
  };
}

type PeopleAndOffers = Pick<
  ChainAtTill,
  'tiers' | 'productGroups' | 'operators' | 'ruleSetHash' | 'ruleSetBody' | 'demoCards' | 'demoPins'
>;

function readPeopleAndOffers(db: ReadDb): PeopleAndOffers {
  const rows = (sql: string): readonly SqlRow[] => db.prepareRead(sql).all();
  const [ruleSet] = rows('SELECT rule_set_hash, body FROM rule_set WHERE is_current = 1');
  invariant(ruleSet !== undefined, 'the cache holds a current rule set');
  return {
    tiers: tiersOf(db),
    productGroups: rows('SELECT group_id, name_fa, name_en FROM product_group ORDER BY place').map((row) => ({
      groupId: textOf(row, 'group_id'),
      name: localTextOf(row, 'name'),
    })),
    operators: rows(
      'SELECT operator_id, name, latin_name, role, pin_verifier FROM operator ORDER BY place',
    ).map(operatorOf),
    ruleSetHash: textOf(ruleSet, 'rule_set_hash'),
    ruleSetBody: textOf(ruleSet, 'body'),
    demoCards: rows('SELECT card_uid, label_fa, label_en, tone FROM demo_card ORDER BY place').map(
      demoCardOf,
    ),
    demoPins: rows('SELECT operator_id, pin FROM demo_pin ORDER BY operator_id').map((row) => ({
      operatorId: uuidOf(row, 'operator_id'),
      pin: textOf(row, 'pin'),
    })),
  };
}

/** Two columns, `<column>_fa` and `<column>_en`. */
export function localTextOf(row: SqlRow, column: string): LocalText {
  return { fa: textOf(row, `${column}_fa`), en: textOf(row, `${column}_en`) };
}

function storeOf(row: SqlRow): Store {
  return {
    storeId: textOf(row, 'store_id'),
    name: localTextOf(row, 'name'),
    currency: currency(textOf(row, 'currency')),
    timeZone: textOf(row, 'time_zone'),
    dayStartsAtHour: integerOf(row, 'day_starts_at_hour'),
  };
}

function tierOf(row: SqlRow): Tier {
  const tone = textOf(row, 'tone');
  invariant(tone === 'bronze' || tone === 'silver' || tone === 'gold', 'a tier has a known tone');
  return {
    tierId: textOf(row, 'tier_id'),
    name: localTextOf(row, 'name'),
    rank: integerOf(row, 'rank'),
    tone,
  };
}

function operatorOf(row: SqlRow): OperatorAtTill {
  return {
    operatorId: uuidOf(row, 'operator_id'),
    name: textOf(row, 'name'),
    latinName: textOrNull(row, 'latin_name'),
    role: textOf(row, 'role') === 'manager' ? 'manager' : 'cashier',
    pinVerifier: textOf(row, 'pin_verifier'),
  };
}

function demoCardOf(row: SqlRow): DemoCard {
  const tone = textOf(row, 'tone');
  const isTier = tone === 'bronze' || tone === 'silver' || tone === 'gold';
  return {
    cardUid: cardUidOf(row, 'card_uid'),
    label: localTextOf(row, 'label'),
    tone: isTier ? tone : 'plain',
  };
}

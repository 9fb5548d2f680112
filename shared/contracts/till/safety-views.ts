/** What the screen is told of the till's health, its limits and its shifts. */

import { z } from 'zod';
import { valueKinds } from '#shared/ledger/value/value-details.ts';
import { epochMsSchema, isoDateSchema, localTextSchema, minorSchema, uuidSchema } from '../brands.ts';

const count = z.int().nonnegative();
const hex = z.string().regex(/^[0-9a-f]*$/);
const person = z.object({ name: z.string(), latinName: z.string().nullable() });

/** Entries by their numbers, both included. */
const entryRange = z.object({ fromSeq: count, toSeq: count });

/** Every kind of entry, for its name on a slip. */
export const entryKinds = ['sale', 'enrol', 'activity', ...valueKinds] as const;
export type EntryKind = (typeof entryKinds)[number];

/** What somebody has to do, the most urgent first; empty when all is well. */
export const healthConcerns = [
  'ledgerStopped',
  'entriesMissing',
  'checkFailed',
  'diskFull',
  /** HQ has taken this till's rights away. */
  'tillRevoked',
  /** Two tills wrote under one name, or somebody at HQ stopped it: nothing is redeemed here. */
  'tillFrozen',
  /** HQ answers, and sending does not come forward. */
  'syncStopped',
  'journalBehind',
  /** HQ was not reached for a day. */
  'hqUnreachable',
  'backupMissing',
  /** Files of a former identity cannot be read, and HQ is not told that an erased member is gone from here. */
  'erasureHeld',
  'ledgerRebuilt',
] as const;

export const shiftProofView = z.object({
  /** The entry that closed the shift, its number, hash and signature: they vouch for everything before. */
  entryId: uuidSchema,
  epoch: count,
  seq: count,
  hash: hex,
  signature: hex,
  /** Of this till: with it anybody can check the signature. */
  publicKey: hex,
  closedAtMs: epochMsSchema,
  tillName: z.string(),
  storeName: localTextSchema,
  operator: person.nullable(),
  firstSeq: count,
  /** One less than `firstSeq` for a shift without entries. */
  lastSeq: count,
  entries: count,
  /** Hash of the last entry of the shift. */
  headHash: hex,
  byKind: z.array(z.object({ kind: z.enum(entryKinds), entries: count })),
  /** Money in less money out, outside of points, wallets and codes. */
  outsideMinor: minorSchema,
  currency: z.string(),
  /** Lost before this shift was closed, and never found again; empty: nothing is missing. */
  missing: z.array(entryRange),
  /** Entries that HQ does not have yet; null where there is no HQ. */
  notAtHq: count.nullable(),
});

const offlineLevelView = z.object({
  pointsWorthMax: minorSchema,
  walletMax: minorSchema,
  shareBasisPointsMax: count,
  aloneMax: minorSchema,
});

export const worstLossView = z.object({
  lossMinor: minorSchema,
  tills: count,
  members: count,
  perTillMinor: minorSchema,
  perTillLimit: z.enum(['members', 'till']),
  perMemberMinor: minorSchema,
  perMemberLevel: z.int().min(0).max(3),
  perMemberPointsMinor: minorSchema,
  perMemberWalletMinor: minorSchema,
  perMemberEverywhereMinor: minorSchema,
});

export const offlineView = z.object({
  authority: z.enum(['till', 'hq']),
  /** Null at a till that answers for itself. */
  snapshotAgeMs: z.int().nullable(),
  notAtHq: count.nullable(),
  /** By level of the card, 0 to 3. */
  levels: z.array(offlineLevelView).length(4),
  tillMaxMinor: minorSchema,
  /** Redeemed at this till since the snapshot, or in the last 24 hours where that is more. */
  usedMinor: minorSchema,
  /** What the age of the snapshot leaves of the limits. */
  shareBasisPoints: count,
  decay: z.array(z.object({ fromHours: count, basisPoints: count })),
  homeStoreOnly: z.boolean(),
  worstLoss: worstLossView,
});

/** A folder of a former identity, below `former` in the data folder, with a file that an erasure could not be done in. */
const heldErasure = z.object({
  folder: z.string(),
  file: z.string(),
  /** Of the catalogue, or the system's own. */
  code: z.string(),
  sinceMs: epochMsSchema,
});

export const tillHealthView = z.object({
  concerns: z.array(z.enum(healthConcerns)),
  atMs: epochMsSchema,
  head: z.object({ epoch: count, seq: count, hash: hex }),
  /** `none`: this till keeps no journal. */
  journal: z.enum(['written', 'behind', 'none']),
  /** What the last start did to the ledger. */
  recovery: z
    .object({
      cause: z.enum(['journal', 'missing', 'damaged', 'otherKey']),
      entries: count,
      fromSeq: count,
      toSeq: count,
      missing: entryRange.nullable(),
    })
    .nullable(),
  backup: z.object({ atMs: epochMsSchema }).nullable(),
  selfCheck: z.object({ atMs: epochMsSchema, entries: count, findings: count }).nullable(),
  /** Empty where nothing holds an erasure back. */
  heldErasures: z.array(heldErasure).readonly(),
  shift: z.object({ firstSeq: count, entries: count, lastClosedAtMs: epochMsSchema.nullable() }),
  offline: offlineView,
  /** What points are worth today; null where they are no means of payment. */
  points: z
    .object({
      worthMinor: minorSchema,
      index: z
        .object({
          name: localTextSchema,
          /** The value that counts today; null before the first. */
          value: z.object({ date: isoDateSchema, valueMinor: minorSchema }).nullable(),
        })
        .nullable(),
    })
    .nullable(),
});

export type ShiftProofView = z.output<typeof shiftProofView>;
export type HeldErasure = Readonly<z.output<typeof heldErasure>>;
export type TillHealthView = z.output<typeof tillHealthView>;
export type OfflineView = z.output<typeof offlineView>;
export type HealthConcern = (typeof healthConcerns)[number];

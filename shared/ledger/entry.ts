/** One immutable business fact, made by exactly one device. No personal data and no free text, ever. */

import type { CardLevel } from '../domain/card.ts';
import type { IsoDate } from '../domain/calendar.ts';
import type { MemberRef } from '../domain/member.ts';
import type { OperatorId } from '../domain/operator.ts';
import type { StoreId } from '../domain/store.ts';
import type { EpochMs } from '../kernel/clock.ts';
import type { Hlc } from '../kernel/hlc.ts';
import type { Uuid } from '../kernel/ids.ts';
import type { ActivityContent } from './activity-content.ts';
import type { ClockState } from './clock-state.ts';
import type { EnrolContent } from './enrol-content.ts';
import type { FormerSaleContent } from './former-sale-content.ts';
import type { SaleContent } from './sale-content.ts';
import type { ValueContentOf } from './value/value-content.ts';
import { valueKinds } from './value/value-details.ts';
import type { ValueKind } from './value/value-details.ts';

export type DeviceId = Uuid;
export type EntryId = Uuid;

/** Raised when the fields of a body change; readers keep every version that a till ever wrote. */
export const entrySchemaVersion = 2;
/** Version 1: sales as the first scoring engine answered them. */
export const formerSchemaVersion = 1;

/** Where and when an entry is made: given by the shell, in the transaction that stores it. */
export type EntryStamp = {
  readonly deviceId: DeviceId;
  /** Rises only when a till starts again from an older image of itself. */
  readonly epoch: number;
  /** 1, 2, 3 … without a gap inside (device, epoch). */
  readonly seq: number;
  readonly entryId: EntryId;
  readonly hlc: Hlc;
  readonly wallMs: EpochMs;
  readonly clockState: ClockState;
};

export type EntryHeader = EntryStamp & {
  readonly schemaVersion: typeof entrySchemaVersion | typeof formerSchemaVersion;
  /** 32 bytes: the same operation again has the same key and is booked once. */
  readonly opKey: Uint8Array;
  readonly businessDay: IsoDate;
  readonly storeId: StoreId;
  readonly memberRef: MemberRef | null;
  readonly actorId: OperatorId;
  /** Who allowed a privileged operation; never the actor. */
  readonly approverId: OperatorId | null;
  readonly cardLevel: CardLevel | null;
  /** SHA-256 of the rule set's canonical JSON, lower-case hexadecimal; null where no rules were asked. */
  readonly ruleSetHash: string | null;
  /** The entry that this one belongs to or undoes. */
  readonly refEntryId: EntryId | null;
};

export type SaleEntry = EntryHeader & {
  readonly schemaVersion: typeof entrySchemaVersion;
  readonly kind: 'sale';
  readonly content: SaleContent;
};
export type FormerSaleEntry = EntryHeader & {
  readonly schemaVersion: typeof formerSchemaVersion;
  readonly kind: 'sale';
  readonly content: FormerSaleContent;
};
export type EnrolEntry = EntryHeader & { readonly kind: 'enrol'; readonly content: EnrolContent };
export type NewEnrolEntry = EnrolEntry & { readonly schemaVersion: typeof entrySchemaVersion };
/** What a member was given for something else than buying. */
export type ActivityEntry = EntryHeader & {
  readonly schemaVersion: typeof entrySchemaVersion;
  readonly kind: 'activity';
  readonly memberRef: MemberRef;
  readonly ruleSetHash: string;
  readonly content: ActivityContent;
};
export type ValueEntryOf<Kind extends ValueKind> = EntryHeader & {
  readonly schemaVersion: typeof entrySchemaVersion;
  readonly kind: Kind;
  readonly content: ValueContentOf<Kind>;
};
/** Moves value, or says something about it, without scoring anything. */
export type ValueEntry = { readonly [Kind in ValueKind]: ValueEntryOf<Kind> }[ValueKind];
/** What a till writes today. */
export type NewEntry = SaleEntry | NewEnrolEntry | ActivityEntry | ValueEntry;
/** What is found in a ledger. */
export type Entry = SaleEntry | FormerSaleEntry | EnrolEntry | ActivityEntry | ValueEntry;

export function isFormerSale(entry: SaleEntry | FormerSaleEntry | ActivityEntry): entry is FormerSaleEntry {
  return entry.schemaVersion === formerSchemaVersion;
}

const valueKindSet: ReadonlySet<string> = new Set(valueKinds);

export function isValueEntry(entry: Entry): entry is ValueEntry {
  return valueKindSet.has(entry.kind);
}

/** The ledger as the commands of the till service see it. Every method is synchronous: one thread, one writer. */

import type { Activity } from '#shared/domain/activity.ts';
import type { CardLevel } from '#shared/domain/card.ts';
import type { BasketId, BasketLine } from '#shared/domain/basket.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef, Visit } from '#shared/domain/member.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { OperatorId } from '#shared/domain/operator.ts';
import type { PaymentMeans } from '#shared/domain/payment.ts';
import type { Points } from '#shared/domain/points.ts';
import type { StoreId } from '#shared/domain/store.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { ScoreResult } from '#shared/scoring/answer/score-result.ts';
import type { MemberFacts } from '#shared/scoring/facts/member-facts.ts';
import type { MemberHistory, OfferUse } from '#shared/scoring/facts/member-history.ts';
import type { Moment, ScoreInput, Wish } from '#shared/scoring/facts/score-input.ts';
import type { Offer, OfferId } from '#shared/scoring/language/offer.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import type { ValueToDecide } from '#shared/ledger/value/decide-value.ts';
import type { LotState } from '#shared/ledger/value/lot-state.ts';
import type { SnapshotDraw } from './db/stores/lot-store.ts';

export type StorageCode = 'disk_full' | 'database_busy' | 'database_damaged' | 'ledger_broken';
export type EntryId = Uuid;

export type SaleToBook = {
  /** Also the sale's id: one basket is booked once, whatever the number of tries. */
  readonly basketId: BasketId;
  readonly commandId: Uuid;
  readonly operatorId: OperatorId;
  readonly storeId: StoreId;
  readonly businessDay: IsoDate;
  readonly memberRef: MemberRef | null;
  readonly cardLevel: CardLevel | null;
  readonly lines: readonly BasketLine[];
  readonly facts: MemberFacts | null;
  readonly moment: Moment;
  readonly paymentMeans: PaymentMeans | null;
  readonly limitUses: ScoreInput['limitUses'];
  readonly wish: Wish;
  readonly score: ScoreResult;
  /** The rule set's canonical JSON, kept for ever under its hash. */
  readonly ruleSetJson: string;
  /** The offers of that rule set, for the receipt that is shown at once. */
  readonly offerOf: OfferById;
  /** What is booked together with the sale or not at all: what it was paid with, and what follows from it. */
  readonly followedBy: (saleEntryId: EntryId) => readonly ValueToBook[];
};

/** Any entry that moves value without scoring anything; `valueKey` gives its key. */
export type ValueToBook = ValueToDecide & {
  /** Writes rows of the till's own that belong to the entry, in the same transaction. */
  readonly alsoWrite?: (entryId: EntryId) => void;
};

/** `undefined` for an offer that the rule set does not have. */
export type OfferById = (offerId: OfferId) => Offer | undefined;

/** What an activity earned, and what it was scored by; something of it is granted. */
export type RewardToBook = Pick<SaleToBook, 'moment' | 'limitUses' | 'score' | 'ruleSetJson' | 'offerOf'> & {
  readonly activity: Activity;
  readonly facts: MemberFacts;
};

export type EnrolmentToBook = {
  readonly commandId: Uuid;
  readonly operatorId: OperatorId;
  readonly storeId: StoreId;
  readonly businessDay: IsoDate;
  readonly memberRef: MemberRef;
  readonly cardLevel: CardLevel | null;
  /** Personal content, sealed as an attachment; never part of the entry. */
  readonly record: Uint8Array;
  /** Booked as an entry of its own in the same transaction; null where the enrolment earns nothing. */
  readonly reward: RewardToBook | null;
  /** What else is booked with it or not at all, such as who brought the member. */
  readonly alsoBook?: readonly ValueToBook[];
  /** Writes the till's own readable copy (local member and card rows), in the same transaction. */
  readonly alsoWrite: () => void;
};

export type BookedEntry = {
  readonly entryId: EntryId;
  readonly seq: number;
  readonly bookedAtMs: EpochMs;
  /** True when this command had been booked before: nothing was written now. */
  readonly isRepeat: boolean;
};

/** Sums of this till's own entries that the snapshot does not contain yet. */
export type OwnStanding = {
  readonly points: Points;
  readonly walletMinor: Minor;
  readonly visitCount: number;
  readonly spentMinor: Minor;
};

/** What this till's own entries add to a member's history. */
export type OwnHistory = Pick<MemberHistory, 'purchaseDays' | 'offerUses' | 'stampsCollected'>;

export type BookedSale = {
  readonly entryId: EntryId;
  readonly seq: number;
  readonly bookedAtMs: EpochMs;
  readonly basketId: BasketId;
  readonly operatorId: OperatorId;
  readonly storeId: StoreId;
  readonly businessDay: IsoDate;
  readonly memberRef: MemberRef | null;
  readonly lines: readonly BasketLine[];
  readonly score: ScoreResult;
  readonly isReceiptSeen: boolean;
};

export type LedgerHead = { readonly epoch: number; readonly seq: number; readonly hash: string };

export type Ledger = {
  readonly bookSale: (sale: SaleToBook) => Result<BookedEntry, AppError<StorageCode>>;
  readonly bookValue: (value: ValueToBook) => Result<BookedEntry, AppError<StorageCode>>;
  /** Several entries in one transaction, or none; known by the first. */
  readonly bookValues: (
    values: readonly [ValueToBook, ...ValueToBook[]],
  ) => Result<BookedEntry, AppError<StorageCode>>;
  readonly bookEnrolment: (enrolment: EnrolmentToBook) => Result<BookedEntry, AppError<StorageCode>>;
  /** Lots that this ledger made and that hold or owe something, in no order. */
  readonly ownLots: (memberRef: MemberRef) => readonly LotState[];
  /** What was taken of the lots of the snapshot, or given back to them. */
  readonly snapshotDraws: (memberRef: MemberRef) => readonly SnapshotDraw[];
  readonly entryById: (entryId: EntryId) => Entry | undefined;
  readonly entryByKey: (opKey: Uint8Array) => Entry | undefined;
  /** Entries whose `refEntryId` it is, oldest first. */
  readonly entriesAbout: (entryId: EntryId) => readonly Entry[];
  /** Newest first. */
  readonly entriesOfMember: (memberRef: MemberRef, limit: number) => readonly Entry[];
  readonly ownStanding: (memberRef: MemberRef) => OwnStanding;
  readonly ownHistory: (memberRef: MemberRef) => OwnHistory;
  /** Uses by anybody at this till, of every offer that was ever applied, by day. */
  readonly offerUses: () => readonly OfferUse[];
  readonly usesOfOffer: (offerId: OfferId) => readonly OfferUse[];
  /** Rises with every entry that is booked: what was read of the ledger before may be old then. */
  readonly bookings: () => number;
  /** Own sales of a member, newest first. */
  readonly ownVisits: (memberRef: MemberRef, limit: number) => readonly Visit[];
  readonly saleByBasket: (basketId: BasketId) => BookedSale | undefined;
  readonly saleByEntry: (entryId: EntryId) => BookedSale | undefined;
  readonly newestSale: () => BookedSale | undefined;
  /** What the activity that a command told of was given; `undefined` where that was nothing. */
  readonly rewardOfCommand: (commandId: Uuid) => ScoreResult | undefined;
  readonly markReceiptSeen: (entryId: EntryId) => Result<null, AppError<StorageCode>>;
  readonly head: () => LedgerHead;
};

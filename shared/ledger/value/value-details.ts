/** Why value moved: one detail for each kind of entry. The header's `refEntryId` names the entry that is followed or undone. */

import type { BasketId } from '#shared/domain/basket.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { LineId } from '#shared/domain/product.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { KeptOffer } from '../sale-content.ts';

export const tenderMeans = ['points', 'wallet', 'giftCard', 'coupon'] as const;
export type TenderMeans = (typeof tenderMeans)[number];

/** A part of a sale paid with what the shop owes. */
export type Tender = {
  readonly means: TenderMeans;
  /**
   * Points for points, minor units for the others; above 0, but where a refund gives back less than a whole point, or
   * nothing onto a given card that pays no more.
   */
  readonly amount: number;
  readonly worthMinor: Minor;
  /** Of a gift card or a coupon. */
  readonly codeId: Uuid | null;
  /** Whose wallet or points: another than the buyer in a household. Null for a gift card and a coupon. */
  readonly holderRef: MemberRef | null;
};

export type RedeemDetail = {
  readonly basketId: BasketId;
  readonly tenders: readonly Tender[];
  /** What the sale cost. */
  readonly dueMinor: Minor;
  /** What was paid otherwise: cash, card, transfer. */
  readonly outsideMinor: Minor;
};

export const topUpCauses = ['cash', 'card', 'transfer', 'change', 'gift', 'cashBack', 'refund'] as const;
export type TopUpDetail = { readonly cause: (typeof topUpCauses)[number]; readonly reasonId: string | null };

export const refundScopes = ['void', 'whole', 'lines', 'exchange'] as const;
/** `sale`: this till's own entry; `proof`: another till's sale, by the signed code on its receipt. */
export const refundEvidences = ['sale', 'proof'] as const;
export type RefundedLine = {
  readonly lineId: LineId;
  readonly quantity: number;
  readonly refundMinor: Minor;
};
export type RefundDetail = {
  readonly scope: (typeof refundScopes)[number];
  readonly evidence: (typeof refundEvidences)[number];
  readonly reasonId: string;
  /** The sale's entry, also where it is another till's. */
  readonly saleEntryId: Uuid;
  readonly lines: readonly RefundedLine[];
  /** Sum of the lines. */
  readonly refundMinor: Minor;
  readonly back: readonly Tender[];
  /** Handed back outside of points, wallet and gift cards. */
  readonly outsideMinor: Minor;
  /** Put into the member's wallet in place of being handed back. */
  readonly toWalletMinor: Minor;
};

export type AdjustDetail = { readonly reasonId: string; readonly batchId: Uuid | null };
export type TransferDetail = { readonly toMemberRef: MemberRef };

export const upkeepCauses = ['due', 'inactivity', 'closeOut'] as const;
export type UpkeepDetail = { readonly cause: (typeof upkeepCauses)[number] };

export type ClaimDetail = {
  readonly rewardId: string;
  readonly count: number;
  readonly costPoints: number;
  /** A coupon or gift card that the reward consists of. */
  readonly codeId: Uuid | null;
};
export type HandOverDetail = { readonly claimEntryId: Uuid };
export type CancelClaimDetail = { readonly claimEntryId: Uuid; readonly reasonId: string };

export const codeKinds = ['giftCard', 'coupon', 'guestCard'] as const;
export type CodeKind = (typeof codeKinds)[number];
export type IssueCodesDetail = {
  readonly codeKind: CodeKind;
  readonly batchId: Uuid;
  /** What the programme calls this coupon, or the reward that it came from; null for a sold gift card and a guest card. */
  readonly refId: string | null;
  readonly codeIds: readonly Uuid[];
  /** Of each gift card, and of a coupon of a reward; 0 for others, of which the programme knows the worth. */
  readonly valueMinor: Minor;
  /** Of each coupon and guest card; 0 for gift cards, which end when nothing is left on them. */
  readonly usesMax: number;
  readonly expiresOn: IsoDate | null;
};
export type UseCodeDetail = {
  readonly codeKind: CodeKind;
  readonly codeId: Uuid;
  readonly basketId: BasketId | null;
};
export type CancelCodesDetail = {
  readonly batchId: Uuid | null;
  readonly codeIds: readonly Uuid[];
  readonly reasonId: string;
};

export type ReassignDetail = {
  readonly saleEntryId: Uuid;
  readonly fromMemberRef: MemberRef | null;
  /** What the sale gives its new member, by the rule set that the header names. */
  readonly offers: readonly KeptOffer[];
};

export const tierCauses = ['earned', 'lapsed', 'manual'] as const;
export type TierChangeDetail = {
  readonly fromTierId: string;
  readonly toTierId: string;
  readonly cause: (typeof tierCauses)[number];
  /** The tier is kept up to and without this day; null without end. */
  readonly keptUntil: IsoDate | null;
};

export type ReferDetail = { readonly introducerRef: MemberRef; readonly guestCodeId: Uuid | null };
export const grantCauses = ['referral', 'guest', 'newcomer', 'goodwill'] as const;
export type GrantDetail = {
  readonly cause: (typeof grantCauses)[number];
  /** 1 for who introduced the newcomer, 2 for who introduced them, and so on; 0 where there is no chain. */
  readonly level: number;
  readonly sourceRef: MemberRef | null;
};

export type HouseholdDetail = {
  /** Whose wallet is shared. */
  readonly headRef: MemberRef;
  /** What the member of the header may spend of it in a local day; null: they leave the household. */
  readonly dayLimitMinor: Minor | null;
};

export type ShiftCloseDetail = {
  readonly firstSeq: number;
  readonly entries: number;
  /** Hash of the entry before this one: the head that is closed. 32 bytes. */
  readonly headHash: Uint8Array;
  readonly byKind: readonly { readonly kind: string; readonly entries: number }[];
  /** Money that came in less what went out, outside of points, wallet and gift cards. */
  readonly outsideMinor: Minor;
};

export const epochCauses = ['olderImage', 'rebuilt'] as const;
export type EpochStartDetail = {
  readonly cause: (typeof epochCauses)[number];
  readonly previousEpoch: number;
  /** The newest entry of the epoch before that is known to have been. */
  readonly knownSeq: number;
  readonly knownHash: Uint8Array;
  /** Entries that are not here; 0 where nothing is missing. */
  readonly missingFromSeq: number;
  readonly missingToSeq: number;
};

/** HQ alone books it: what a member spent beyond the balance is the shop's loss until somebody decides otherwise. */
export type OverdraftDetail = {
  /** The till whose entries took the balance below 0; null where no single one did. */
  readonly deviceId: Uuid | null;
  /** These entries. */
  readonly entryIds: readonly Uuid[];
};

export type ValueDetails = {
  readonly redeem: RedeemDetail;
  readonly topUp: TopUpDetail;
  readonly refund: RefundDetail;
  readonly adjust: AdjustDetail;
  readonly transfer: TransferDetail;
  readonly release: UpkeepDetail;
  readonly expire: UpkeepDetail;
  readonly claim: ClaimDetail;
  readonly handOver: HandOverDetail;
  readonly cancelClaim: CancelClaimDetail;
  readonly issueCodes: IssueCodesDetail;
  readonly useCode: UseCodeDetail;
  readonly cancelCodes: CancelCodesDetail;
  readonly reassign: ReassignDetail;
  readonly tierChange: TierChangeDetail;
  readonly refer: ReferDetail;
  readonly grant: GrantDetail;
  readonly household: HouseholdDetail;
  readonly shiftClose: ShiftCloseDetail;
  readonly epochStart: EpochStartDetail;
  readonly overdraft: OverdraftDetail;
};
/** The body holds the place in this list: words are only ever added at the end. */
export const valueKinds = [
  'redeem',
  'topUp',
  'refund',
  'adjust',
  'transfer',
  'release',
  'expire',
  'claim',
  'handOver',
  'cancelClaim',
  'issueCodes',
  'useCode',
  'cancelCodes',
  'reassign',
  'tierChange',
  'refer',
  'grant',
  'household',
  'shiftClose',
  'epochStart',
  'overdraft',
] as const satisfies readonly (keyof ValueDetails)[];
export type ValueKind = (typeof valueKinds)[number];

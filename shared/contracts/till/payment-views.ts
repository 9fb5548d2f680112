/** What pays for a basket besides money, and what a wallet was filled with. */

import { z } from 'zod';
import {
  epochMsSchema,
  idTextSchema,
  isoDateSchema,
  localTextSchema,
  minorSchema,
  uuidSchema,
} from '../brands.ts';
import { basketGrossMinorMax } from '#shared/domain/basket.ts';
import { codesPerSaleMax } from '#shared/ledger/value/chosen-tenders.ts';
import { pointsLimits, redemptionChips } from '#shared/ledger/value/redemption-options.ts';
import { tenderMeans, topUpCauses } from '#shared/ledger/value/value-details.ts';

const amount = z.int().min(0).max(basketGrossMinorMax).pipe(minorSchema);
const count = z.int().nonnegative();

/** What the customer wants to pay with besides money; all empty for money alone. */
export const chosenTendersSchema = z.object({
  coupons: z.array(uuidSchema).max(codesPerSaleMax),
  points: count,
  walletMinor: amount,
  /** Of the wallet of the household. */
  householdMinor: amount,
  giftCards: z.array(z.object({ codeId: uuidSchema, amountMinor: amount })).max(codesPerSaleMax),
});

export const tenderView = z.object({
  means: z.enum(tenderMeans),
  /** Points for points, money for the others. */
  amount: count,
  worthMinor: minorSchema,
  codeId: uuidSchema.nullable(),
  /** Out of the wallet of the household. */
  isHousehold: z.boolean(),
});

/** How the open basket is going to be paid; left out of a basket while it is money alone. */
export const basketPaymentView = z.object({
  chosen: chosenTendersSchema,
  tenders: z.array(tenderView),
  /** Left to pay with money. */
  outsideMinor: minorSchema,
  /** Less than was chosen: the basket, the member or the day has changed since. */
  isCut: z.boolean(),
  /** What was chosen cannot pay any more: choose again. */
  isStale: z.boolean(),
});

/** Points that end soon, by the first day on which they are worth nothing. */
const expiringPoints = z.object({ endsOn: isoDateSchema, points: count });

const walletOfBuyer = z.object({
  spendableMinor: minorSchema,
  /** What of it can pay, beside what else was chosen. */
  maxMinor: minorSchema,
});

/** What keeps a till that cannot ask HQ from letting more go. */
export const offlinePaymentLimits = ['homeStore', 'level', 'share', 'till'] as const;

const leftOffline = z.object({
  /** What may go of it now, beside what else was chosen; never below 0. */
  leftMinor: minorSchema,
  /** The limit that is met first, and its size before anything went. */
  limit: z.enum(offlinePaymentLimits),
  limitMinor: minorSchema,
});

/** What may leave a member while HQ cannot be asked; null where they have none of it. */
const offlinePayment = z.object({
  /** Of the card that was tapped; 0 for a member who was looked up. */
  cardLevel: z.int().min(0).max(3),
  /** `points`: in whole steps, as many as can pay with no more than `leftMinor`. */
  points: leftOffline.extend({ points: count }).nullable(),
  wallet: leftOffline.nullable(),
  household: leftOffline.nullable(),
  /** More than this, of all together, needs a manager; null where no more may go anyway. */
  aloneMinor: minorSchema.nullable(),
});

/** Everything that the payment of the open basket is chosen from. */
export const paymentOptionsView = z.object({
  dueMinor: minorSchema,
  /** Null where points do not pay here, or nobody is identified. */
  points: z
    .object({
      spendable: count,
      pointWorthMinor: minorSchema,
      /** The index that the worth follows, and the day of the value that counts; null for a fixed worth. */
      index: z.object({ name: localTextSchema, date: isoDateSchema }).nullable(),
      pointsMin: count,
      pointsStep: z.int().positive(),
      /** 0 where none can pay; `limitedBy` says why it is no more. */
      pointsMax: count,
      limitedBy: z.enum([...pointsLimits, 'offline']),
      chips: z.array(
        z.object({
          kind: z.enum(redemptionChips),
          points: count,
          worthMinor: minorSchema,
          leftMinor: minorSchema,
        }),
      ),
      expiring: z.array(expiringPoints),
    })
    .nullable(),
  wallet: walletOfBuyer.nullable(),
  household: walletOfBuyer
    .extend({
      headName: z.string().nullable(),
      headLatinName: z.string().nullable(),
      leftTodayMinor: minorSchema.nullable(),
    })
    .nullable(),
  /** Of those chosen, what is on them. */
  giftCards: z.array(z.object({ codeId: uuidSchema, balanceMinor: minorSchema, maxMinor: minorSchema })),
  /** What the member's wallet can still take of the change; null where it takes none. */
  changeRoomMinor: minorSchema.nullable(),
  /** Left out while HQ can be asked, and at a till that answers for itself. */
  offline: offlinePayment.exactOptional(),
});

/** What a finished sale was paid with. */
export const receiptPaymentView = z.object({
  tenders: z.array(
    tenderView.extend({
      /** The lots that were spent, in their order; empty for codes. */
      lots: z.array(z.object({ amount: count, madeOn: isoDateSchema.nullable() })),
    }),
  ),
  outsideMinor: minorSchema,
  /** Change that went into the wallet; 0 for none. */
  changeIntoWalletMinor: minorSchema,
  /** Only while the cashier still counts: what was handed over, and what goes back in cash. */
  cash: z.object({ receivedMinor: minorSchema, changeMinor: minorSchema }).exactOptional(),
});

/** What a member's wallet takes, for a dialog. */
export const walletOptionsView = z.object({
  balanceMinor: minorSchema,
  topUpMinMinor: minorSchema,
  topUpMaxMinor: minorSchema,
  /** What still fits into the wallet. */
  roomMinor: minorSchema,
  gifts: z.array(z.object({ reasonId: idTextSchema, name: localTextSchema, maxMinor: minorSchema })),
  /** Up to this much a cashier gives the member more today without an approval. */
  giftAloneMinor: minorSchema,
});

/** Credit that was booked, as it is confirmed and printed. */
export const toppedUpView = z.object({
  entryId: uuidSchema,
  receiptNumber: z.string(),
  atMs: epochMsSchema,
  cause: z.enum(topUpCauses),
  amountMinor: minorSchema,
  member: z.object({ name: z.string(), latinName: z.string().nullable() }).nullable(),
  /** The first day on which this credit is worth nothing; null without end. */
  expiresOn: isoDateSchema.nullable(),
  balanceMinor: minorSchema,
});

export type ChosenTendersView = z.output<typeof chosenTendersSchema>;
export type TenderView = z.output<typeof tenderView>;
export type BasketPaymentView = z.output<typeof basketPaymentView>;
export type PaymentOptionsView = z.output<typeof paymentOptionsView>;
export type OfflinePaymentView = z.output<typeof offlinePayment>;
export type ReceiptPaymentView = z.output<typeof receiptPaymentView>;
export type WalletOptionsView = z.output<typeof walletOptionsView>;
export type ToppedUpView = z.output<typeof toppedUpView>;

/** Makes real codes of the coupons that a sale's offers give: booked with the sale, printed on its receipt. */

import { addDays } from '#shared/domain/day-number.ts';
import { minor } from '#shared/domain/money.ts';
import type { CouponKind, Programme } from '#shared/domain/programme.ts';
import type { Ids } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { codesPerEntryMax, issueCodes } from '#shared/ledger/value/decide-codes.ts';
import type { ScoreResult } from '#shared/scoring/answer/score-result.ts';
import type { SaleFollowUp } from '../commands/sale-follow-up.ts';
import type { ValueToBook } from '../ledger-port.ts';
import type { CodesAtTill } from './codes-at-till.ts';

export type EarnedCouponsDeps = {
  readonly codes: CodesAtTill;
  readonly programme: Pick<Programme, 'coupons'>;
  readonly ids: Ids;
};

/** Coupons that the programme does not know stay words on the receipt, as they were. */
export function createEarnedCoupons(deps: EarnedCouponsDeps): SaleFollowUp {
  const { codes, programme, ids } = deps;
  return ({ scored, operator }) => {
    const earned = couponsOf(scored.score, programme.coupons);
    const memberRef = scored.known?.member.memberRef ?? null;
    return (saleEntryId) =>
      earned.map(({ coupon, count, expireAfterDays }): ValueToBook => {
        const made = codes.makeCodes(count);
        const [first] = made;
        invariant(first !== undefined, 'an earned coupon is at least one');
        const detail = {
          codeKind: 'coupon',
          batchId: ids.uuid(),
          refId: coupon.couponId,
          codeIds: made.map(({ codeId }) => codeId),
          valueMinor: minor(0),
          usesMax: coupon.usesMax,
          expiresOn: expireAfterDays === null ? null : addDays(codes.today(), expireAfterDays),
        } as const;
        const decided = issueCodes(detail);
        const keyId = first.codeId;
        const entry = codes.entry({
          kind: 'issueCodes',
          keyId,
          operator,
          memberRef,
          refEntryId: saleEntryId,
          decided,
        });
        const alsoWrite = (): void => {
          codes.texts.forgetOtherSales(saleEntryId);
          codes.texts.keep({ cause: 'sale', forId: saleEntryId }, made);
        };
        return { ...entry, alsoWrite };
      });
  };
}

type EarnedCoupon = {
  readonly coupon: CouponKind;
  readonly count: number;
  readonly expireAfterDays: number | null;
};

/** The offer's own end comes before that of the kind of coupon. */
function couponsOf(
  { offers }: Pick<ScoreResult, 'offers'>,
  coupons: readonly CouponKind[],
): readonly EarnedCoupon[] {
  return offers
    .filter(({ verdict }) => verdict.kind === 'applied')
    .flatMap(({ items }) => items)
    .flatMap(({ kind, refId, count, expireAfterDays }) => {
      const coupon = kind === 'coupon' ? coupons.find(({ couponId }) => couponId === refId) : undefined;
      if (coupon === undefined || count < 1) return [];
      return [
        {
          coupon,
          count: Math.min(count, codesPerEntryMax),
          expireAfterDays: expireAfterDays ?? coupon.expireAfterDays,
        },
      ];
    });
}

/** Codes that were just made, as they are shown to whoever hands them over. */

import type { VoucherView } from '#shared/contracts/till/codes-views.ts';
import { codeInGroups } from '#shared/domain/code.ts';
import { couponTermsOf } from '#shared/domain/coupon.ts';
import type { Programme } from '#shared/domain/programme.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { CodeState } from '#shared/ledger/value/code-state.ts';
import type { IssueCodesDetail } from '#shared/ledger/value/value-details.ts';
import type { CodesAtTill } from './codes-at-till.ts';
import { gainOf, nameOfCoupon } from './look-up-code.ts';

export type VoucherTerms = Pick<
  CodeState | IssueCodesDetail,
  'codeKind' | 'refId' | 'valueMinor' | 'expiresOn'
>;

export type Vouchers = {
  readonly of: (forId: Uuid, terms: VoucherTerms) => VoucherView;
  /** Read back from the codes themselves; `undefined` where they were handed over. */
  readonly keptFor: (forId: Uuid) => VoucherView | undefined;
  /** Of everything made for one sale: one voucher for each kind of coupon. */
  readonly allFor: (forId: Uuid) => readonly VoucherView[];
};

export function createVouchers(codes: CodesAtTill, programme: Programme): Vouchers {
  const view = (forId: Uuid, terms: VoucherTerms, texts: readonly string[]): VoucherView => {
    const coupon = terms.codeKind === 'coupon' ? couponTermsOf(terms, programme.coupons) : undefined;
    return {
      forId,
      codeKind: terms.codeKind,
      codes: [...texts],
      name: terms.codeKind === 'coupon' ? nameOfCoupon(terms, programme) : null,
      valueMinor: terms.valueMinor,
      gain: coupon === undefined ? null : gainOf(coupon),
      expiresOn: terms.expiresOn,
    };
  };
  const allFor = (forId: Uuid): readonly VoucherView[] => {
    const textsByBatch = new Map<Uuid, { readonly terms: CodeState; readonly texts: string[] }>();
    for (const { codeId, code } of codes.texts.keptFor(forId)) {
      const terms = codes.codeById(codeId);
      if (terms === undefined) continue;
      const batch = textsByBatch.get(terms.batchId) ?? { terms, texts: [] };
      batch.texts.push(codeInGroups(code));
      textsByBatch.set(terms.batchId, batch);
    }
    return [...textsByBatch.values()].map(({ terms, texts }) => view(forId, terms, texts));
  };
  return {
    of: (forId, terms) =>
      view(
        forId,
        terms,
        codes.texts.keptFor(forId).map(({ code }) => codeInGroups(code)),
      ),
    keptFor: (forId) => allFor(forId)[0],
    allFor,
  };
}

/** Says what a code is, to whoever holds it; slowly to whoever tries codes out. */

import type { codeRefusals } from '#shared/contracts/till/codes-views.ts';
import type { CodeView } from '#shared/contracts/till/codes-views.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { parseCode } from '#shared/domain/code.ts';
import { couponTermsOf, couponWorthMinor } from '#shared/domain/coupon.ts';
import type { CouponTerms } from '#shared/domain/coupon.ts';
import { afterWrongGuess, guessWaitMs, noGuesses } from '#shared/domain/guess-limit.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { Programme } from '#shared/domain/programme.ts';
import type { LocalText } from '#shared/domain/local-text.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Sha256 } from '#shared/kernel/hash-port.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { codeIdOf } from '#shared/ledger/value/code-id.ts';
import type { CodeState } from '#shared/ledger/value/code-state.ts';
import { whyNotCode } from '#shared/ledger/value/decide-codes.ts';
import { spendableOfGiftCard } from '#shared/ledger/value/decide-gift-card.ts';
import type { CodesAtTill } from './codes-at-till.ts';

export type LookUpCode = (asked: {
  readonly text: string;
}) => Result<CodeView, AppError<'code_invalid' | 'code_unknown' | 'code_paused'>>;

export type LookUpCodeDeps = {
  readonly codes: CodesAtTill;
  readonly programme: Programme;
  readonly clock: Clock;
  readonly sha256: Sha256;
  /** What the open basket costs now. */
  readonly payableMinor: () => Minor;
};

export function createLookUpCode(deps: LookUpCodeDeps): LookUpCode {
  const { codes, clock, sha256 } = deps;
  let guesses = noGuesses;
  return ({ text }) => {
    const waitMs = guessWaitMs(guesses, clock.monotonicMs());
    if (waitMs > 0) return err(appError('code_paused', { seconds: Math.ceil(waitMs / 1_000) }));
    // A slip of the hand is told by its check character and is no guess: nothing was looked up for it.
    const parsed = parseCode(text);
    if (parsed === undefined) return err(appError('code_invalid'));
    const code = codes.codeById(codeIdOf(sha256, parsed));
    if (code !== undefined) return ok(viewOf(deps, code));
    guesses = afterWrongGuess(guesses, clock.monotonicMs());
    return err(appError('code_unknown'));
  };
}

function viewOf(deps: LookUpCodeDeps, code: CodeState): CodeView {
  switch (code.codeKind) {
    case 'giftCard':
      return giftCardView(deps, code);
    case 'coupon':
      return couponView(deps, code);
    case 'guestCard': {
      const { codeId, memberRef: introducerRef, expiresOn } = code;
      const refused = whyNotCode(code, deps.codes.today())?.code ?? null;
      return { kind: 'guestCard', codeId, introducerRef, usesLeft: usesLeft(code), expiresOn, refused };
    }
  }
}

function giftCardView({ codes }: LookUpCodeDeps, code: CodeState): CodeView {
  const { codeId, valueMinor, expiresOn } = code;
  const balanceMinor = codes.balanceOf(codeId);
  const spendable = spendableOfGiftCard({ code, balanceMinor }, codes.today());
  const refused = spendable.ok ? null : spendable.error.code;
  return { kind: 'giftCard', codeId, balanceMinor, valueMinor, expiresOn, refused };
}

function couponView(deps: LookUpCodeDeps, code: CodeState): CodeView {
  const { programme, payableMinor } = deps;
  const { codeId, expiresOn } = code;
  const terms = couponTermsOf(code, programme.coupons);
  const worthMinor = terms === undefined ? minor(0) : couponWorthMinor(terms, payableMinor());
  return {
    kind: 'coupon',
    codeId,
    name: nameOfCoupon(code, programme),
    gain: terms === undefined ? null : gainOf(terms),
    usesLeft: usesLeft(code),
    worthMinor,
    expiresOn,
    refused: couponRefusal(deps, code, { terms, worthMinor }),
  };
}

type CouponNow = { readonly terms: CouponTerms | undefined; readonly worthMinor: Minor };

function couponRefusal(
  { codes }: LookUpCodeDeps,
  code: CodeState,
  { terms, worthMinor }: CouponNow,
): (typeof codeRefusals)[number] | null {
  const refused = whyNotCode(code, codes.today());
  if (refused !== null) return refused.code;
  if (terms === undefined) return 'coupon_off';
  return worthMinor === 0 ? 'coupon_basket_too_small' : null;
}

/** The programme's own name of the coupon, or of the reward that it came from. */
export function nameOfCoupon(
  { refId }: Pick<CodeState, 'refId'>,
  { coupons, rewards }: Pick<Programme, 'coupons' | 'rewards'>,
): LocalText | null {
  const coupon = coupons.find(({ couponId }) => couponId === refId);
  const reward = rewards.find(({ rewardId }) => rewardId === refId);
  return coupon?.name ?? reward?.name ?? null;
}

export function gainOf({ discountMinor, discountBasisPoints, basketMinMinor }: CouponTerms): CouponTerms {
  return { discountMinor, discountBasisPoints, basketMinMinor };
}

function usesLeft({ uses, usesMax }: CodeState): number {
  return Math.max(0, usesMax - uses);
}

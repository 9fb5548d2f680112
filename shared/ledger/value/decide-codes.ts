/** Issues, uses and cancels codes. Pure; codes are known by their ids alone. */

import type { BasketId } from '#shared/domain/basket.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import type { Authority } from '#shared/domain/programme.ts';
import { multiplyInt } from '#shared/kernel/int-math.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { lotOfGiftCard } from './code-state.ts';
import type { CodeState } from './code-state.ts';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { AccountRef, Move, ValueContentOf } from './value-content.ts';
import type { CancelCodesDetail, IssueCodesDetail, ValueKind } from './value-details.ts';

/** What was decided; when and in which currency is the shell's. */
export type Decided<Kind extends ValueKind> = Pick<ValueContentOf<Kind>, 'moves' | 'facts' | 'detail'>;

/** A batch of more is several entries, so that none grows past what is read and hashed at once. */
export const codesPerEntryMax = 500;

/** Coupons and guest cards hold no money: nothing moves. Gift cards are issued by `issueGiftCards`. */
export function issueCodes(detail: IssueCodesDetail): Decided<'issueCodes'> {
  invariant(detail.codeKind !== 'giftCard', 'a gift card is issued with its money');
  invariant(detail.usesMax >= 1, 'a code can be used at least once');
  return { moves: [], facts: [], detail: checkedBatch(detail) };
}

/** Every card gets `valueMinor`, from money that came in at the till or, given away, from the shop's promise. */
export function issueGiftCards(detail: IssueCodesDetail, from: 'clearing' | 'issued'): Decided<'issueCodes'> {
  invariant(detail.codeKind === 'giftCard' && detail.valueMinor > 0, 'a gift card is issued with its money');
  const moves = detail.codeIds.map((codeId) => ({
    unit: 'money' as const,
    amount: detail.valueMinor,
    from: { kind: 'shop', account: from } as const,
    to: { kind: 'giftCard', codeId } as const,
    lot: {
      kind: 'own',
      terms: { origin: 'gift', releaseOn: null, expiresOn: detail.expiresOn },
    } as const,
  }));
  return { moves, facts: [], detail: checkedBatch(detail) };
}

function checkedBatch(detail: IssueCodesDetail): IssueCodesDetail {
  const { codeIds } = detail;
  invariant(codeIds.length >= 1 && codeIds.length <= codesPerEntryMax, 'an entry issues 1 to 500 codes');
  invariant(new Set(codeIds).size === codeIds.length, 'no code is issued twice');
  return detail;
}

export type CodeRefusal = 'code_cancelled' | 'code_expired' | 'code_used_up';

/** Why this code is worth nothing today, or null. */
export function whyNotCode(code: CodeState, today: IsoDate): Refusal<CodeRefusal> | null {
  if (code.isCancelled) return refusal('code_cancelled');
  if (code.expiresOn !== null && code.expiresOn <= today) return refusal('code_expired');
  if (code.usesMax > 0 && code.uses >= code.usesMax) return refusal('code_used_up');
  return null;
}

export function spendCode(
  code: CodeState,
  { today, basketId }: { readonly today: IsoDate; readonly basketId: BasketId | null },
): Result<Decided<'useCode'>, Refusal<CodeRefusal>> {
  const refused = whyNotCode(code, today);
  if (refused !== null) return err(refused);
  const { codeKind, codeId } = code;
  return ok({ moves: [], facts: [], detail: { codeKind, codeId, basketId } });
}

export type CodeToCancel = {
  readonly code: CodeState;
  /** What is left on a gift card. */ readonly balanceMinor: Minor;
};

/**
 * Of a batch, or of single codes that got into wrong hands. What is left on gift cards is the shop's again. Codes that
 * are cancelled already are passed over; refuses when none is left.
 */
export function cancelCodes(
  codes: readonly CodeToCancel[],
  { batchId, reasonId }: Pick<CancelCodesDetail, 'batchId' | 'reasonId'>,
): Result<Decided<'cancelCodes'>, Refusal<'code_cancelled'>> {
  const toCancel = codes.filter(({ code }) => !code.isCancelled);
  invariant(toCancel.length <= codesPerEntryMax, 'an entry cancels at most 500 codes');
  if (toCancel.length === 0) return err(refusal('code_cancelled'));
  const moves = toCancel.flatMap(({ code, balanceMinor }) =>
    balanceMinor > 0 ? [fromGiftCard(code, balanceMinor, { kind: 'shop', account: 'breakage' })] : [],
  );
  return ok({
    moves,
    facts: [],
    detail: { batchId, codeIds: toCancel.map(({ code }) => code.codeId), reasonId },
  });
}

export function fromGiftCard(code: CodeState, amount: number, to: AccountRef): Move {
  const from = { kind: 'giftCard', codeId: code.codeId } as const;
  return { unit: 'money', amount, from, to, lot: lotOfGiftCard(code) };
}

/** Where a code was issued, as this till knows it: here, at another till, or for use at any. */
export type CodeHome = 'here' | 'elsewhere' | 'anywhere';
export type CodePermission = 'allowed' | 'flagged' | 'needsHq';

/**
 * Whether this till may take a code when nobody else can be asked. Two tills that do not see each other could both take
 * one that has a single use: so such a code is taken at its home alone, or, where it has none, taken and flagged.
 */
export function permissionOf(
  { usesMax, home }: { readonly usesMax: number; readonly home: CodeHome },
  authority: Authority,
): CodePermission {
  if (authority.kind === 'till' || authority.isReachable || home === 'here') return 'allowed';
  if (home === 'anywhere') return 'flagged';
  return usesMax === 1 ? 'needsHq' : 'flagged';
}

/** The most that one code can cost beyond what it is worth: every other till may take all of its uses once more. */
export function worstLossOfCode(
  code: { readonly usesMax: number; readonly home: CodeHome; readonly valueMinor: Minor },
  authority: Authority,
): Minor {
  if (authority.kind === 'till' || permissionOf(code, authority) !== 'flagged') return minor(0);
  const others = Math.max(0, authority.tills - 1);
  return minor(multiplyInt(multiplyInt(code.valueMinor, code.usesMax), others));
}

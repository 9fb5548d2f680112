/** How the clerk sends: once with a new id, again with the same id for as long as the answer stays away. */

import type { AppError, ErrorCode } from '#shared/contracts/error-codes.ts';
import type { Client } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import type { BasketView } from '#shared/contracts/till-views.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { Result } from '#shared/kernel/result.ts';
import { acceptView, acknowledgeSale, isUnsure, know, sumsOf } from './clerk-state.ts';
import type { ClerkState, KnownBasket } from './clerk-state.ts';
import { emptyBasket } from './expected-basket.ts';
import type { ExpectedBasket } from './expected-basket.ts';
import { mustHold } from './violation.ts';

export type Screen = Client<TillContract>;
export type BasketInput = { readonly commandId: Uuid; readonly basketId: Uuid };

export type BasketRequest = {
  readonly name: string;
  readonly call: (screen: Screen, input: BasketInput) => Promise<Result<BasketView, AppError>>;
  /** What the basket must be afterwards; `cleared` for a new one. */
  readonly after: ExpectedBasket | 'cleared';
  /** Refusals that are right, and change nothing. */
  readonly mayRefuse?: readonly ErrorCode[];
  /** A full disk leaves half of it done: all of it is booked, the basket does not show it yet. */
  readonly isTwofold?: boolean;
};

/** Everything the clerk does wants the till to be there and the basket to be known. */
export function present(clerk: ClerkState): { readonly screen: Screen; readonly basket: KnownBasket } {
  const { screen, basket } = clerk;
  mustHold(screen !== null && basket !== null, 'the clerk stands before a till');
  return { screen, basket };
}

export async function changeBasket(clerk: ClerkState, request: BasketRequest): Promise<void> {
  const { basket: before } = present(clerk);
  const { after } = request;
  const input = { commandId: clerk.deps.id(), basketId: before.basketId };
  const send = async (): Promise<boolean> => {
    const answer = await request.call(present(clerk).screen, input);
    clerk.deps.note(`${request.name} ${answer.ok ? answer.value.revision : answer.error.code}`);
    if (!answer.ok) return refused(clerk, answer.error.code, { request, input });
    const view = answer.value;
    if (after === 'cleared') mustHold(view.basketId !== before.basketId, 'a cleared basket is another one');
    else {
      const isOnce = view.basketId === before.basketId && view.revision === before.revision + 1;
      mustHold(isOnce, 'a command counts once', { was: before.revision, is: view.revision });
    }
    clerk.pending = null;
    know(clerk, view, after === 'cleared' ? emptyBasket : after);
    return true;
  };
  const firstTry = pendingOf(clerk, request, send);
  clerk.pending = firstTry;
  const answered = await send();
  // The first refusal says that nothing was done; a later one says nothing about the first try.
  if (!answered && clerk.pending === firstTry && !clerk.lastWasUnsure && request.isTwofold !== true) {
    clerk.pending = null;
  }
}

export async function pay(clerk: ClerkState, revision: number): Promise<void> {
  const { basket } = present(clerk);
  const input = { commandId: clerk.deps.id(), basketId: basket.basketId, revision };
  const sold = { basketId: basket.basketId, memberRef: basket.expected.member?.ref ?? null };
  const send = async (): Promise<boolean> => {
    const answer = await present(clerk).screen.paySale(input);
    clerk.deps.note(`pay ${answer.ok ? answer.value.receipt.receiptNumber : answer.error.code}`);
    if (!answer.ok) {
      if (answer.error.code === 'basket_changed' && (await isShownAnew(clerk, basket))) return true;
      return refused(clerk, answer.error.code, { request: { name: 'pay' }, input });
    }
    const told = [basket.sums, clerk.basket?.basketId === input.basketId ? clerk.basket.sums : basket.sums];
    const booked = sumsOf(answer.value.receipt.score);
    mustHold(told.includes(booked), 'what is booked is what was shown', { told, booked });
    acknowledgeSale(clerk, sold, answer.value.receipt);
    clerk.pending = null;
    know(clerk, answer.value.basket, emptyBasket);
    return true;
  };
  const { life } = clerk;
  const firstTry = { name: 'pay', resend: send, acceptable: [], replaces: 'sold', sold, life } as const;
  clerk.pending = firstTry;
  const answered = await send();
  if (!answered && clerk.pending === firstTry && !clerk.lastWasUnsure) clerk.pending = null;
}

/** The day went on and an offer with it: the payment is refused, and the new sums are shown before the next try. */
async function isShownAnew(clerk: ClerkState, paid: KnownBasket): Promise<boolean> {
  const { basket } = present(clerk);
  if (basket.basketId !== paid.basketId || basket.revision !== paid.revision) return false;
  clerk.pending = null;
  await look(clerk);
  const isAnew = !clerk.isSignedIn || clerk.lastWasUnsure || present(clerk).basket.sums !== basket.sums;
  mustHold(isAnew, 'a payment is refused only when other sums are shown', { sums: basket.sums });
  return true;
}

/** Sends what is pending again, or, once a new till can tell for sure, looks at what became of it. */
export async function settlePending(clerk: ClerkState): Promise<void> {
  const { pending } = clerk;
  mustHold(pending !== null, 'something is pending');
  const mayGiveUp = pending.resend === null || (clerk.life > pending.life && clerk.deps.rng.below(5) === 0);
  if (!mayGiveUp && pending.resend !== null) {
    clerk.deps.note('again');
    clerk.retries += 1;
    await pending.resend();
    return;
  }
  await look(clerk);
}

/** Looks at the whole till, as a page does that was just loaded. */
export async function look(clerk: ClerkState): Promise<void> {
  const { screen } = clerk;
  mustHold(screen !== null, 'there is a till to look at');
  const answer = await screen.till({});
  clerk.lastWasUnsure = false;
  if (!answer.ok) return void refused(clerk, answer.error.code, { request: { name: 'look' } });
  const { basket, ledger } = answer.value;
  clerk.isReadOnly = ledger.kind === 'readOnly';
  if (basket === null) {
    clerk.isSignedIn = false;
    return;
  }
  const { pending } = clerk;
  acceptView(clerk, basket);
  if (pending === null || (pending.resend !== null && clerk.life === pending.life)) return;
  if (pending.sold !== undefined && pending.sold.basketId !== basket.basketId) {
    const last = await screen.lastReceipt({});
    if (!last.ok) return void refused(clerk, last.error.code, { request: { name: 'look' } });
    mustHold(last.value.receipt !== null, 'a basket that is gone was sold');
    acknowledgeSale(clerk, pending.sold, last.value.receipt);
  }
  if (pending.name === 'enrol') clerk.enrolmentsUnsure += 1;
  clerk.pending = null;
}

type Refused = {
  readonly request: Pick<BasketRequest, 'name' | 'mayRefuse'>;
  readonly input?: BasketInput;
};

/** True when the refusal ends the matter. */
function refused(clerk: ClerkState, code: ErrorCode, { request, input }: Refused): boolean {
  const { mayRefuse = [] } = request;
  clerk.lastWasUnsure = isUnsure(code);
  // A basket that was never stored is another one after a stop; what was meant for it is refused for good.
  const isMeantForGone = code === 'basket_changed' && input?.basketId !== clerk.basket?.basketId;
  if (isMeantForGone || mayRefuse.includes(code)) {
    clerk.pending = null;
    return true;
  }
  if (code === 'not_signed_in') clerk.isSignedIn = false;
  if (code === 'database_damaged' || code === 'ledger_broken') clerk.isReadOnly = true;
  mustHold(faultCodes.has(code), 'a command is refused for a reason only', { name: request.name, code });
  return false;
}

/** Codes that the world can cause at any time. */
const faultCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'service_lost',
  'deadline_passed',
  'not_signed_in',
  'disk_full',
  'database_busy',
  'database_damaged',
  'ledger_broken',
]);

function pendingOf(
  clerk: ClerkState,
  { name, after }: BasketRequest,
  resend: () => Promise<boolean>,
): NonNullable<ClerkState['pending']> {
  const { life } = clerk;
  if (after === 'cleared') return { name, resend, acceptable: [], replaces: 'cleared', life };
  return { name, resend, acceptable: [after], replaces: null, life };
}

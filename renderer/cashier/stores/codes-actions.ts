/** What the cashier can do with codes: look them up, pay with them, sell and issue them, hand them over, cancel them. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { CancelPreview, VoucherView } from '#shared/contracts/till/codes-views.ts';
import type { ChosenTendersView } from '#shared/contracts/till/payment-views.ts';
import type { BasketView } from '#shared/contracts/till-views.ts';
import type { Ids, Uuid } from '#shared/kernel/ids.ts';
import { minor } from '#shared/domain/money.ts';
import { receiveBasket } from './basket-store.ts';
import type { CashierStores } from './cashier-stores.ts';
import { createSteadyCommands } from './steady-commands.ts';
import { isUnanswered } from './till-caller.ts';
import type { TillCaller } from './till-caller.ts';

export type GiftCardPayment = 'cash' | 'card' | 'transfer' | 'wallet';
export type BatchToIssue = {
  readonly codeKind: 'coupon' | 'giftCard';
  readonly refId: string | null;
  readonly valueMinor: number | null;
  readonly count: number;
};
export type CodesToCancel = { readonly batchId: Uuid | null; readonly texts: string[] };

export type CodesActions = {
  /** Opens the dialog, with a code that was scanned or with an empty field. */
  readonly openCodes: (text: string) => void;
  readonly lookUpCode: (text: string) => Promise<void>;
  /** Takes the code that was found for the open basket; true when it was, and the dialog is closed. */
  readonly takeFoundCode: () => Promise<boolean>;
  /** Null when it was sold; a sale that a manager has to approve is shown as no failure yet. */
  readonly sellGiftCard: (
    valueMinor: number,
    payment: GiftCardPayment,
    approval?: Approval,
  ) => Promise<AppError | null>;
  readonly handOverVoucher: (forId: Uuid) => Promise<void>;
  readonly loadBatches: () => Promise<void>;
  /** Null when all of it was issued. */
  readonly issueBatch: (batch: BatchToIssue, approval: Approval) => Promise<AppError | null>;
  readonly previewCancel: (toCancel: CodesToCancel) => Promise<CancelPreview | null>;
  readonly cancelCodes: (toCancel: CodesToCancel, approval: Approval) => Promise<AppError | null>;
};

/** As many as one command takes. */
const codesPerCommandMax = 500;

export function createCodesActions(stores: CashierStores, caller: TillCaller, ids: Ids): CodesActions {
  const { codes } = stores;
  const lookUpCode = async (text: string): Promise<void> => {
    codes.setState({ found: { kind: 'asked' }, failure: null });
    const answer = await caller.ask((calls) => calls.lookUpCode({ text }));
    codes.setState(
      answer.ok
        ? { found: { kind: 'found', text, code: answer.value } }
        : { found: { kind: 'none' }, failure: answer.error },
    );
  };
  const loadBatches = async (): Promise<void> => {
    const answer = await caller.ask((calls) => calls.codeBatches({}));
    codes.setState(answer.ok ? { batches: answer.value } : { failure: answer.error });
  };
  return {
    lookUpCode,
    loadBatches,
    openCodes: (text) => {
      codes.setState({ found: { kind: 'none' }, failure: null });
      stores.overlay.setState({ overlay: { kind: 'codes', text } });
      void showWaiting(stores, caller);
      if (text !== '') void lookUpCode(text);
    },
    takeFoundCode: () => takeFoundCode(stores, caller, ids),
    sellGiftCard: createSellGiftCard({ stores, caller, ids }),
    handOverVoucher: async (forId) => {
      const commandId = ids.uuid();
      const answer = await caller.ask((calls) => calls.codesHandedOver({ commandId, forId }));
      const { vouchers } = codes.getState();
      codes.setState(
        answer.ok
          ? { vouchers: vouchers.filter((voucher) => voucher.forId !== forId), failure: null }
          : { failure: answer.error },
      );
    },
    issueBatch: async (batch, approval) => {
      codes.setState({ failure: null });
      const refused = await issueBatch({ stores, caller, ids }, batch, approval);
      await loadBatches();
      return refused;
    },
    previewCancel: async (toCancel) => {
      const answer = await caller.ask((calls) => calls.previewCancel(toCancel));
      if (!answer.ok) codes.setState({ failure: answer.error });
      return answer.ok ? answer.value : null;
    },
    cancelCodes: async (toCancel, approval) => {
      const refused = await cancelAll({ caller, ids }, toCancel, approval);
      const { found } = codes.getState();
      if (found.kind === 'found') await lookUpCode(found.text);
      await loadBatches();
      return refused;
    },
  };
}

function createSellGiftCard({ stores, caller, ids }: Issuing): CodesActions['sellGiftCard'] {
  const { codes } = stores;
  const commands = createSteadyCommands(ids);
  return async (valueMinor, payment, approval) => {
    if (codes.getState().isBusy) return appError('database_busy');
    const approved = approval === undefined ? {} : { approval };
    const memberRef = payment === 'wallet' ? memberOf(stores) : null;
    const wish = { valueMinor, payment, memberRef };
    const commandId = commands.idOf('sell', wish);
    codes.setState({ isBusy: true, failure: null });
    const answer = await caller.ask((calls) => calls.sellGiftCard({ commandId, ...wish, ...approved }));
    codes.setState({ isBusy: false });
    if (answer.ok || !isUnanswered(answer.error.code)) commands.answered('sell');
    if (!answer.ok) {
      if (answer.error.code !== 'approval_needed') codes.setState({ failure: answer.error });
      return answer.error;
    }
    showVoucher(stores, answer.value);
    if (payment === 'wallet') await caller.refresh();
    return null;
  };
}

function memberOf(stores: CashierStores): Uuid | null {
  return stores.basket.getState().basket?.member?.memberRef ?? null;
}

/** What a stop left behind comes first: somebody has paid for it. */
async function showWaiting({ codes }: CashierStores, caller: TillCaller): Promise<void> {
  const answer = await caller.ask((calls) => calls.waitingVouchers({}));
  if (!answer.ok) return;
  const waiting = answer.value.vouchers;
  const others = codes
    .getState()
    .vouchers.filter(({ forId }) => waiting.every((voucher) => voucher.forId !== forId));
  codes.setState({ vouchers: [...waiting, ...others] });
}

export function showVoucher({ codes }: Pick<CashierStores, 'codes'>, voucher: VoucherView): void {
  const others = codes.getState().vouchers.filter(({ forId }) => forId !== voucher.forId);
  codes.setState({ vouchers: [voucher, ...others] });
}

const noTenders: ChosenTendersView = {
  coupons: [],
  points: 0,
  walletMinor: minor(0),
  householdMinor: minor(0),
  giftCards: [],
};

/** What is left to pay with money, before the code that was found. */
export function outsideMinor({ score, payment }: BasketView): number {
  return payment?.outsideMinor ?? score.payableMinor;
}

async function takeFoundCode(stores: CashierStores, caller: TillCaller, ids: Ids): Promise<boolean> {
  const { found } = stores.codes.getState();
  const { basket } = stores.basket.getState();
  if (found.kind !== 'found' || basket === null) return false;
  const commandId = ids.uuid();
  const { basketId } = basket;
  const { code } = found;
  const answer = await caller.ask((calls) =>
    code.kind === 'guestCard'
      ? calls.setGuest({ commandId, basketId, guestCodeId: code.codeId })
      : calls.chooseTenders({ commandId, basketId, tenders: tendersWith(basket, code) }),
  );
  if (!answer.ok) {
    stores.codes.setState({ failure: answer.error });
    return false;
  }
  receiveBasket(stores.basket, answer.value);
  stores.overlay.setState({ overlay: { kind: 'none' } });
  return true;
}

type PayingCode = {
  readonly kind: 'giftCard' | 'coupon';
  readonly codeId: Uuid;
  readonly balanceMinor?: number;
};

/** Beside what was chosen before; a card pays as much as is on it and as there is to pay. */
function tendersWith(basket: BasketView, code: PayingCode): ChosenTendersView {
  const chosen = basket.payment?.chosen ?? noTenders;
  const { codeId } = code;
  if (code.kind === 'coupon') {
    const others = chosen.coupons.filter((coupon) => coupon !== codeId);
    return { ...chosen, coupons: [...others, codeId] };
  }
  const before = chosen.giftCards.find((card) => card.codeId === codeId)?.amountMinor ?? 0;
  const amountMinor = minor(Math.min(code.balanceMinor ?? 0, outsideMinor(basket) + before));
  const others = chosen.giftCards.filter((card) => card.codeId !== codeId);
  return { ...chosen, giftCards: [...others, { codeId, amountMinor }] };
}

type Issuing = { readonly stores: CashierStores; readonly caller: TillCaller; readonly ids: Ids };

/** A large batch is several commands, so that the till sells on meanwhile; what was issued stays issued. */
async function issueBatch(
  { stores, caller, ids }: Issuing,
  { count: total, ...batch }: BatchToIssue,
  approval: Approval,
): Promise<AppError | null> {
  const batchId = ids.uuid();
  for (let done = 0; done < total;) {
    const count = Math.min(codesPerCommandMax, total - done);
    stores.codes.setState({ progress: { done, total } });
    const command = { commandId: ids.uuid(), batchId, ...batch, memberRef: null, count, approval };
    // oxlint-disable-next-line no-await-in-loop -- one after the other: each is a transaction of its own
    const answer = await caller.ask((calls) => calls.issueCodes(command));
    if (!answer.ok) {
      stores.codes.setState({ progress: null });
      return answer.error;
    }
    showVoucher(stores, answer.value);
    done += count;
  }
  stores.codes.setState({ progress: null });
  return null;
}

async function cancelAll(
  { caller, ids }: Pick<Issuing, 'caller' | 'ids'>,
  toCancel: CodesToCancel,
  approval: Approval,
): Promise<AppError | null> {
  const reasonId = toCancel.batchId === null ? 'leaked' : 'over';
  for (let left = 1; left > 0;) {
    const command = { commandId: ids.uuid(), ...toCancel, reasonId, approval } as const;
    // oxlint-disable-next-line no-await-in-loop -- one after the other: each is a transaction of its own
    const answer = await caller.ask((calls) => calls.cancelCodes(command));
    if (!answer.ok) return answer.error;
    ({ left } = answer.value);
  }
  return null;
}

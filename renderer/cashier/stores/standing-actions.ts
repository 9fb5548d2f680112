/** What the cashier can do with a member's file: open it, give points away, share a wallet, give a guest card. */

import type { AppError } from '#shared/contracts/error-codes.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { MemberFileView } from '#shared/contracts/till/standing-views.ts';
import type { MemberRow } from '#shared/contracts/till-views.ts';
import { parseCode } from '#shared/domain/code.ts';
import { minor } from '#shared/domain/money.ts';
import type { Ids, Uuid } from '#shared/kernel/ids.ts';
import { ok } from '#shared/kernel/result.ts';
import type { TillCalls } from '../bridge/till-link.ts';
import { receiveBasket } from './basket-store.ts';
import type { CashierStores } from './cashier-stores.ts';
import { showVoucher } from './codes-actions.ts';
import { createSteadyCommands } from './steady-commands.ts';
import { isUnanswered } from './till-caller.ts';
import type { Answer, TillCaller } from './till-caller.ts';

/** `guestCodeId`: found by their guest card. */
export type FoundMember = MemberRow & { readonly guestCodeId?: Uuid };

export type HouseholdWish = {
  readonly headRef: Uuid;
  readonly memberRef: Uuid;
  /** Null lets the member go. */
  readonly dayLimitMinor: number | null;
};

export type StandingActions = {
  readonly openMemberFile: () => void;
  /** Of the member of the open basket; nothing without one. */
  readonly loadMemberFile: () => Promise<void>;
  /** A page of the statement of the member whose file is open, up to a day or to now. */
  readonly loadStatement: (asOf: string | null, page: number) => Promise<void>;
  /** Of the member whose file is open. True when it was done; a refusal stands in the store. */
  /** Null when they were given; a transfer that a manager has to approve is shown as no failure yet. */
  readonly transferPoints: (toRef: Uuid, points: number, approval?: Approval) => Promise<AppError | null>;
  /** Null when it was done. */
  readonly setHousehold: (wish: HouseholdWish, approval: Approval) => Promise<AppError | null>;
  /** To the member whose file is open; the card is then shown to be handed over. */
  readonly giveGuestCard: (approval: Approval) => Promise<AppError | null>;
  /** The guest card that was shown for this basket counts no longer. */
  readonly dropGuest: () => Promise<void>;
  /** By name, phone or card number, or by the code of a guest card. */
  readonly findMembers: (text: string) => Promise<readonly FoundMember[]>;
};

export function createStandingActions(stores: CashierStores, caller: TillCaller, ids: Ids): StandingActions {
  const reading = createReading(stores, caller);
  const send = createSend({ stores, caller, ids }, reading.loadMemberFile);
  return { ...reading, ...createGiving(stores, send), ...createGuestActions({ stores, caller, ids }) };
}

type Parts = { readonly stores: CashierStores; readonly caller: TillCaller; readonly ids: Ids };
type Send = (
  name: string,
  wish: unknown,
  call: (calls: TillCalls, commandId: Uuid) => Answer<MemberFileView | null>,
) => Promise<AppError | null>;

/** The same press again, after no answer, is the same command. */
function createSend({ stores, caller, ids }: Parts, loadMemberFile: () => Promise<void>): Send {
  const { standing } = stores;
  const commands = createSteadyCommands(ids);
  return async (name, wish, call) => {
    if (standing.getState().isBusy) return appError('database_busy');
    const commandId = commands.idOf(name, wish);
    standing.setState({ isBusy: true, failure: null });
    const answer = await caller.ask((calls) => call(calls, commandId));
    standing.setState({ isBusy: false });
    if (answer.ok || !isUnanswered(answer.error.code)) commands.answered(name);
    if (!answer.ok) return answer.error;
    if (answer.value !== null) await loadMemberFile();
    // The balances beside the basket are others now.
    await caller.refresh();
    return null;
  };
}

function createReading(
  { standing, overlay, basket }: CashierStores,
  caller: TillCaller,
): Pick<StandingActions, 'openMemberFile' | 'loadMemberFile' | 'loadStatement'> {
  return {
    openMemberFile: () => {
      standing.setState({ file: null, statement: null, failure: null });
      overlay.setState({ overlay: { kind: 'memberFile' } });
    },
    loadMemberFile: async () => {
      const memberRef = basket.getState().basket?.member?.memberRef;
      if (memberRef === undefined) {
        standing.setState({ file: null });
        return;
      }
      const answer = await caller.ask((calls) => calls.memberFile({ memberRef }));
      standing.setState(answer.ok ? { file: answer.value } : { failure: answer.error });
    },
    loadStatement: async (asOf, page) => {
      const memberRef = standing.getState().file?.member.memberRef;
      if (memberRef === undefined) return;
      const answer = await caller.ask((calls) => calls.memberStatement({ memberRef, asOf, page }));
      standing.setState(answer.ok ? { statement: answer.value } : { failure: answer.error });
    },
  };
}

function createGiving(
  stores: CashierStores,
  send: Send,
): Pick<StandingActions, 'transferPoints' | 'setHousehold' | 'giveGuestCard'> {
  const { standing } = stores;
  const openRef = (): Uuid | undefined => standing.getState().file?.member.memberRef;
  return {
    transferPoints: async (toRef, points, approval) => {
      const fromRef = openRef();
      if (fromRef === undefined) return appError('member_unknown');
      const wish = { fromRef, toRef, points };
      const approved = approval === undefined ? {} : { approval };
      const refused = await send('transfer', wish, (calls, commandId) =>
        calls.transferPoints({ commandId, ...wish, ...approved }),
      );
      if (refused?.code !== 'approval_needed') standing.setState({ failure: refused });
      return refused;
    },
    setHousehold: (wish, approval) => {
      const dayLimitMinor = wish.dayLimitMinor === null ? null : minor(wish.dayLimitMinor);
      return send('household', wish, (calls, commandId) =>
        calls.setHousehold({ commandId, ...wish, dayLimitMinor, approval }),
      );
    },
    giveGuestCard: async (approval) => {
      const memberRef = openRef();
      if (memberRef === undefined) return appError('member_unknown');
      const card = { codeKind: 'guestCard', refId: null, valueMinor: null, memberRef, count: 1 } as const;
      return send('guestCard', memberRef, async (calls, commandId) => {
        const answer = await calls.issueCodes({ commandId, batchId: commandId, ...card, approval });
        if (!answer.ok) return answer;
        showVoucher(stores, answer.value);
        return ok(null);
      });
    },
  };
}

function createGuestActions({
  stores,
  caller,
  ids,
}: Parts): Pick<StandingActions, 'dropGuest' | 'findMembers'> {
  const { basket } = stores;
  return {
    dropGuest: async () => {
      const basketId = basket.getState().basket?.basketId;
      if (basketId === undefined) return;
      await caller.run(
        (calls) => calls.setGuest({ commandId: ids.uuid(), basketId, guestCodeId: null }),
        (view) => receiveBasket(basket, view),
      );
    },
    findMembers: async (text) => {
      if (parseCode(text) !== undefined) return holderOfGuestCard(caller, text);
      const answer = await caller.ask((calls) => calls.searchMembers({ text }));
      return answer.ok ? answer.value.members : [];
    },
  };
}

async function holderOfGuestCard(caller: TillCaller, text: string): Promise<readonly FoundMember[]> {
  const found = await caller.ask((calls) => calls.lookUpCode({ text }));
  if (!found.ok || found.value.kind !== 'guestCard' || found.value.introducerRef === null) return [];
  const { introducerRef: memberRef, codeId: guestCodeId, refused } = found.value;
  if (refused !== null) return [];
  const file = await caller.ask((calls) => calls.memberFile({ memberRef }));
  if (!file.ok) return [];
  const { visitCount: _visitCount, ...row } = file.value.member;
  return [{ ...row, guestCodeId }];
}

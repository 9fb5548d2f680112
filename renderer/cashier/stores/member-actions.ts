/** Giving the basket a member, taking it away, and making a new one. */

import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { CardUid } from '#shared/domain/card.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import type { Ids, Uuid } from '#shared/kernel/ids.ts';
import { receiveBasket } from './basket-store.ts';
import type { CashierStores } from './cashier-stores.ts';
import type { ChangeBasket } from './basket-actions.ts';
import { isUnanswered } from './till-caller.ts';
import type { TillCaller } from './till-caller.ts';

export type NewMember = {
  readonly name: string;
  readonly phone: string | null;
  readonly birthDate: string | null;
  readonly cardUid: CardUid | null;
  /** Who brought them, with the guest card that says so if there was one. */
  readonly introducedBy?: { readonly memberRef: MemberRef; readonly guestCodeId: Uuid | null } | null;
};

export type MemberActions = {
  readonly attachMember: (memberRef: MemberRef, cardUid: CardUid | null) => Promise<boolean>;
  readonly detachMember: () => Promise<boolean>;
  /** Null when it worked; otherwise what is wrong, for the form to show beside the field. */
  readonly enrolMember: (member: NewMember) => Promise<AppError | null>;
  readonly dismissTap: () => void;
};

export function createMemberActions(
  stores: CashierStores,
  caller: TillCaller,
  { change, ids }: { readonly change: ChangeBasket; readonly ids: Ids },
): MemberActions {
  /** Kept until it is answered, so that pressing again after a failure does not make a second member. */
  let unanswered: { readonly what: string; readonly commandId: Uuid } | null = null;
  const dismissTap = (): void => stores.notice.setState({ tap: null });
  return {
    attachMember: (memberRef, cardUid) => {
      dismissTap();
      return change((calls, command) => calls.attachMember({ ...command, memberRef, cardUid }));
    },
    detachMember: () => change((calls, command) => calls.detachMember(command)),
    enrolMember: async (member) => {
      const { basket } = stores.basket.getState();
      if (basket === null) return appError('not_signed_in');
      const what = JSON.stringify([basket.basketId, member]);
      const commandId = unanswered?.what === what ? unanswered.commandId : ids.uuid();
      unanswered = { what, commandId };
      const command = { commandId, basketId: basket.basketId };
      const answer = await caller.ask((calls) => calls.enrolMember({ ...command, ...member }));
      if (answer.ok || !isUnanswered(answer.error.code)) unanswered = null;
      if (!answer.ok) return answer.error;
      dismissTap();
      const { welcome: given, ...enrolled } = answer.value;
      const memberRef = enrolled.member?.memberRef;
      const isWelcomed = memberRef !== undefined && given !== null;
      stores.notice.setState({ welcome: isWelcomed ? { memberRef, given } : null });
      receiveBasket(stores.basket, enrolled);
      return null;
    },
    dismissTap,
  };
}

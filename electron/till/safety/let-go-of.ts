/** What leaves members otherwise than to pay, put together of the parts of a till. */

import type { OpenBasket } from '../basket/open-basket.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import type { Approve } from '../operators/approval.ts';
import type { Session } from '../operators/session.ts';
import type { TillPorts } from '../ports.ts';
import { cardLevelOf } from '../queries/basket-view.ts';
import { createBookAsked } from './book-asked.ts';
import { createLetGo } from './let-go.ts';
import type { LetGo } from './let-go.ts';
import type { RedemptionGate } from './redemption-gate.ts';

export type LetGoParts = {
  readonly gate: RedemptionGate;
  readonly session: Session;
  readonly approve: Approve;
  readonly basket: Pick<OpenBasket, 'draft'>;
  readonly chain: Pick<ChainAtTill, 'programme' | 'ownStore'>;
  readonly ports: Pick<TillPorts, 'clock' | 'sha256'>;
};

export function letGoOf({ gate, session, approve, basket, chain, ports }: LetGoParts): LetGo {
  return createLetGo({
    gate,
    bookAsked: createBookAsked({ session, approve, gate }),
    chain,
    levelOf: (memberRef) => {
      const { member } = basket.draft();
      return cardLevelOf(member?.memberRef === memberRef ? member : null);
    },
    clock: ports.clock,
    sha256: ports.sha256,
  });
}

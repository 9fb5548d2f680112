/** A booked sale as the customer sees it, made from the ledger alone whenever it is asked for. */

import type { BasketLineView, ReceiptView } from '#shared/contracts/till-views.ts';
import type { LocalText } from '#shared/domain/local-text.ts';
import { receiptNumber, tillCode } from '#shared/domain/receipt-number.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { ScoredLine } from '#shared/scoring/answer/score-result.ts';
import type { Vouchers } from '../codes/vouchers.ts';
import type { ChainAtTill } from '../db/stores/chain-store.ts';
import type { BookedSale } from '../ledger-port.ts';
import type { KnownMember, KnownMembers } from '../members/known-members.ts';
import type { ReceiptPayments } from '../payment/receipt-payment.ts';
import type { LineViews } from './basket-view.ts';

export type ReceiptViews = { readonly view: (sale: BookedSale) => ReceiptView };

export type ReceiptViewsDeps = {
  readonly chain: Pick<ChainAtTill, 'tillName' | 'deviceId' | 'stores' | 'operators'>;
  readonly members: Pick<KnownMembers, 'byRef'>;
  readonly lines: LineViews;
  /** Codes that a sale made, as long as they may be shown. */
  readonly vouchers: Pick<Vouchers, 'allFor'>;
  readonly payments: ReceiptPayments;
};

type ReceiptNames = NonNullable<ReceiptView['operator']>;

export function createReceiptViews({ chain, members, lines, ...deps }: ReceiptViewsDeps): ReceiptViews {
  const code = tillCode(chain.tillName, chain.deviceId);
  const storeName = (storeId: string): LocalText =>
    chain.stores.find((store) => store.storeId === storeId)?.name ?? { fa: storeId, en: storeId };
  return {
    view: (sale) => {
      const payment = deps.payments(sale);
      const known = sale.memberRef === null ? undefined : members.byRef(sale.memberRef);
      const operator = chain.operators.find(({ operatorId }) => operatorId === sale.operatorId);
      const scored = new Map(sale.score.lines.map((line) => [line.lineId, line]));
      return {
        entryId: sale.entryId,
        receiptNumber: receiptNumber(code, sale.businessDay, sale.seq),
        soldAtMs: sale.bookedAtMs,
        storeName: storeName(sale.storeId),
        operator: operator === undefined ? null : namesOf(operator),
        member: known === undefined ? null : namesOf(known.member),
        lines: sale.lines.map((line) => receiptLine(lines.view(line), scored.get(line.lineId))),
        score: sale.score,
        balances: balancesOf(known),
        vouchers: [...deps.vouchers.allFor(sale.entryId)],
        ...(payment === undefined ? {} : { payment }),
      };
    },
  };
}

function namesOf(person: ReceiptNames): ReceiptNames {
  return { name: person.name, latinName: person.latinName };
}

function receiptLine(line: BasketLineView, scored: ScoredLine | undefined): ReceiptView['lines'][number] {
  invariant(scored !== undefined, 'every line of a sale was scored');
  const { grossMinor, discountMinor, netMinor } = scored;
  return { ...line, grossMinor, discountMinor, netMinor };
}

function balancesOf(known: KnownMember | undefined): ReceiptView['balances'] {
  if (known === undefined) return null;
  return { pointsBalance: known.pointsBalance, walletMinor: known.walletMinor };
}

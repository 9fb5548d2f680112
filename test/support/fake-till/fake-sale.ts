/** The basket of the fake till: lines and a member in memory, scored by the real engine. */

import type { BasketLineView, BasketView, MemberPanel, ReceiptView } from '#shared/contracts/till-views.ts';
import type { ProductGroupId, ProductId } from '#shared/domain/product.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { pageIds } from '#renderer/cashier/bridge/page-ids.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { scoreBasket } from '#shared/scoring/score-basket.ts';
import { ruleSet, store } from './demo-data.ts';

export type FakeLine = BasketLineView & {
  readonly productId: ProductId | null;
  readonly groupId: ProductGroupId | null;
};

export type FakeSale = {
  readonly view: () => BasketView;
  readonly lines: () => readonly FakeLine[];
  readonly setLines: (lines: readonly FakeLine[]) => void;
  readonly undo: () => void;
  readonly setMember: (member: MemberPanel | null) => void;
  readonly book: (operator: ReceiptView['operator']) => ReceiptView;
};

export function createFakeSale(): FakeSale {
  let basketId = pageIds.uuid();
  let revision = 0;
  let lines: readonly FakeLine[] = [];
  let earlier: readonly FakeLine[] | null = null;
  let member: MemberPanel | null = null;
  let receipts = 0;

  const view = (): BasketView => ({
    basketId,
    revision,
    lines: [...lines],
    member,
    score: scoreBasket(ruleSet, {
      lines,
      member:
        member === null
          ? null
          : {
              tierId: member.tierId,
              earlierVisits: member.visitCount,
              daysToBirthday: member.birthdayInDays,
            },
      localDate: '2026-11-21',
      cardLevel: 1,
    }) as BasketView['score'], // the engine's lists are readonly, the view's are not; nobody writes to either
    canUndo: earlier !== null,
  });
  const setLines = (next: readonly FakeLine[]): void => {
    earlier = lines;
    lines = next;
    revision += 1;
  };
  return {
    view,
    lines: () => lines,
    setLines,
    undo: () => {
      lines = earlier ?? lines;
      earlier = null;
      revision += 1;
    },
    setMember: (next) => {
      member = next;
      revision += 1;
    },
    book: (operator) => {
      const { score } = view();
      receipts += 1;
      const receipt = receiptOf({ lines, member, score, number: receipts, operator });
      basketId = pageIds.uuid();
      revision = 0;
      lines = [];
      earlier = null;
      member = null;
      return receipt;
    },
  };
}

type Booked = {
  readonly lines: readonly FakeLine[];
  readonly member: MemberPanel | null;
  readonly score: BasketView['score'];
  readonly number: number;
  readonly operator: ReceiptView['operator'];
};

function receiptOf({ lines, member, score, number, operator }: Booked): ReceiptView {
  return {
    entryId: pageIds.uuid(),
    receiptNumber: `T1-0521-${String(number).padStart(4, '0')}`,
    soldAtMs: epochMs(Date.now()),
    storeName: store.name,
    operator,
    member,
    lines: lines.flatMap((line, index) => {
      const scored = score.lines[index];
      return scored === undefined ? [] : [{ ...line, ...scored }];
    }),
    score,
    balances: member === null ? null : balancesAfter(member, score),
  };
}

function balancesAfter(
  member: MemberPanel,
  score: BasketView['score'],
): NonNullable<ReceiptView['balances']> {
  return {
    pointsBalance: points(member.pointsBalance + score.pointsEarned),
    walletMinor: minor(member.walletMinor + score.walletCreditMinor),
  };
}

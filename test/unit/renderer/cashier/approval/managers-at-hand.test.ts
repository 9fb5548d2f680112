import { expect, test } from 'vitest';
import { managersAtHand } from '#renderer/cashier/approval/managers-at-hand.ts';
import type { OperatorView } from '#shared/contracts/till-views.ts';
import { uuid } from '#shared/kernel/ids.ts';

function operator(tail: string, role: OperatorView['role']): OperatorView {
  const operatorId = uuid(`0193a0b0-0000-4000-8000-0000000000${tail}`);
  return { operatorId, name: tail, latinName: null, role };
}

const nasrin = operator('a1', 'cashier');
const shahla = operator('a3', 'manager');
const parviz = operator('a4', 'manager');

test('every manager may be asked for their approval, and no cashier', () => {
  expect(managersAtHand([nasrin, shahla, parviz], nasrin)).toEqual([shahla, parviz]);
  expect(managersAtHand([nasrin], nasrin)).toEqual([]);
});

test('a manager is not offered as the approver of what they do themselves', () => {
  expect(managersAtHand([nasrin, shahla, parviz], shahla)).toEqual([parviz]);
});

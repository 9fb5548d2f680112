import { expect, it } from 'vitest';
import { statementKind } from '#renderer/console/features/members/statement-kinds.ts';
import { valueKinds } from '#shared/ledger/value/value-details.ts';

it('has words for every kind of entry that moves value, and one for those of a newer HQ', () => {
  expect(valueKinds.map(statementKind)).toEqual(valueKinds);
  expect(statementKind('of a newer HQ')).toBe('other');
});

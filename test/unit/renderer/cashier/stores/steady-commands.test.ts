import { expect, test } from 'vitest';
import { createSteadyCommands } from '#renderer/cashier/stores/steady-commands.ts';
import { testId } from '#test/support/ledger.ts';

function counting() {
  let count = 0;
  return createSteadyCommands({ uuid: () => testId((count += 1)) });
}

test('the same wish keeps its id until it was answered', () => {
  const commands = counting();
  const first = commands.idOf('sell', { value: 1 });
  expect(commands.idOf('sell', { value: 1 })).toBe(first);
  commands.answered('sell');
  expect(commands.idOf('sell', { value: 1 })).not.toBe(first);
});

test('another wish, or the wish of another command, has an id of its own', () => {
  const commands = counting();
  const first = commands.idOf('sell', { value: 1 });
  expect(commands.idOf('claim', { value: 1 })).not.toBe(first);
  expect(commands.idOf('sell', { value: 2 })).not.toBe(first);
});

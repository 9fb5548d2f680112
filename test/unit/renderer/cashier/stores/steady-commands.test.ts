import { expect, test } from 'vitest';
import { uuid } from '#shared/kernel/ids.ts';
import { createSteadyCommands } from '#renderer/cashier/stores/steady-commands.ts';

function counting() {
  let count = 0;
  return createSteadyCommands({
    uuid: () => uuid(`00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`),
  });
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

import { expect, test } from 'vitest';
import { createSessionHolder } from '#electron/main/hold-session.ts';
import { createManualTime } from '#test/support/manual-time.ts';
import { testId } from '#test/support/ledger.ts';

const operatorId = testId(1);

test('holds who is signed in, and counts the time since it was told as idle', () => {
  const time = createManualTime();
  const holder = createSessionHolder(time.clock);
  expect(holder.held()).toBeNull();
  holder.heard({ message: 'session', session: { operatorId, idleMs: 10 } });
  time.advance(500);
  expect(holder.held()).toEqual({ operatorId, idleMs: 510 });
});

test('forgets who signed out', () => {
  const time = createManualTime();
  const holder = createSessionHolder(time.clock);
  holder.heard({ message: 'session', session: { operatorId, idleMs: 0 } });
  holder.heard({ message: 'session', session: null });
  expect(holder.held()).toBeNull();
});

test('learns nothing from other messages or from a malformed one', () => {
  const time = createManualTime();
  const holder = createSessionHolder(time.clock);
  holder.heard({ message: 'session', session: { operatorId, idleMs: 0 } });
  for (const other of [{ message: 'alive' }, { message: 'session', session: { operatorId: 'x' } }, null, 7]) {
    holder.heard(other);
  }
  expect(holder.held()).toEqual({ operatorId, idleMs: 0 });
});

import { describe, expect, it } from 'vitest';
import { afterNotice } from '#renderer/cashier/stores/connection-store.ts';

describe('the connection to the till service', () => {
  it('counts the attempts that the shell tells', () => {
    expect(afterNotice({ kind: 'open' }, { kind: 'tillLost', attempt: 1 })).toEqual({
      kind: 'lost',
      attempt: 1,
    });
    expect(afterNotice({ kind: 'lost', attempt: 1 }, { kind: 'tillLost', attempt: 2 })).toEqual({
      kind: 'lost',
      attempt: 2,
    });
  });

  it('is not called lost before it was ever open', () => {
    expect(afterNotice({ kind: 'starting' }, { kind: 'tillLost', attempt: 1 })).toEqual({ kind: 'starting' });
  });

  it('is open only once the line itself says so', () => {
    expect(afterNotice({ kind: 'lost', attempt: 3 }, { kind: 'tillRunning' })).toEqual({
      kind: 'lost',
      attempt: 3,
    });
    expect(afterNotice({ kind: 'cannotStart', code: 'disk_full' }, { kind: 'tillRunning' })).toEqual({
      kind: 'starting',
    });
  });

  it('names why the till cannot start, and falls back to a sentence for a code from another version', () => {
    expect(
      afterNotice({ kind: 'starting' }, { kind: 'tillCannotStart', code: 'database_key_wrong' }),
    ).toEqual({
      kind: 'cannotStart',
      code: 'database_key_wrong',
    });
    expect(afterNotice({ kind: 'open' }, { kind: 'tillCannotStart', code: 'code_of_tomorrow' })).toEqual({
      kind: 'cannotStart',
      code: 'internal',
    });
  });
});

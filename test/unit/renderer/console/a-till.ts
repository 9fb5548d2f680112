import type { TillView } from '#shared/contracts/hq/admin-tills.ts';
import { uuid } from '#shared/kernel/ids.ts';

export const nowMs = 1_790_000_000_000;
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

let made = 0;

/** A till that is well, unless the test says otherwise. */
export function aTill(change: Partial<TillView> = {}): TillView {
  made += 1;
  return {
    deviceId: uuid(`0190a6b0-0000-7000-8000-${String(made).padStart(12, '0')}`),
    storeId: 'tajrish',
    name: `Till ${made}`,
    state: 'active',
    reason: null,
    revokedAtMs: null,
    replacedBy: null,
    lease: { issuedAtMs: nowMs - hourMs, expiresAtMs: nowMs + hourMs },
    app: 'Vafa 0.1.0',
    lastContactAtMs: nowMs - minuteMs,
    backlog: 0,
    oldestUnsentAtMs: null,
    clockAheadMs: 0,
    createdAtMs: nowMs - 99 * hourMs,
    joinedAtMs: nowMs - 98 * hourMs,
    ...change,
  };
}

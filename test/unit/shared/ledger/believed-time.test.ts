import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochMs } from '#shared/kernel/clock.ts';
import { believedTime, laterBelieved, trustedNow } from '#shared/ledger/believed-time.ts';
import { aheadMsMax } from '#shared/ledger/clock-state.ts';

const snapshotAtMs = epochMs(Date.UTC(2026, 10, 20));
const dayMs = 86_400_000;
const day = (days: number) => epochMs(snapshotAtMs + days * dayMs);
const of1970 = epochMs(0);
const of2099 = epochMs(Date.UTC(2099, 0, 1));
const believed = (...wallClocks: readonly ReturnType<typeof day>[]) => believedTime(wallClocks, snapshotAtMs);

/** Days on which a shop sells, and clocks that are far from all of them. */
const sane = fc.integer({ min: 0, max: 390 }).map(day);
const insane = fc.constantFrom(of1970, of2099, day(-2_000), day(5_000));

describe('the believed time of a ledger', () => {
  test('is not known without entries, and then the clock is what there is', () => {
    expect(believed()).toBeNull();
    expect(trustedNow(null, of1970)).toBe(of1970);
  });

  test('goes with the entries, and stays where a clock went back or jumped too far', () => {
    expect(believed(day(1), day(3), day(2))).toBe(day(3));
    expect(believed(day(1), of2099, of1970, day(2), of2099)).toBe(day(2));
    expect(laterBelieved(day(1), epochMs(day(1) + aheadMsMax))).toBe(day(401));
    expect(laterBelieved(day(1), epochMs(day(1) + aheadMsMax + 1))).toBe(day(1));
  });

  test('does not begin with a clock that cannot belong to the snapshot, while another can', () => {
    expect(believed(of2099, day(2))).toBe(day(2));
    expect(believed(of1970, day(2), of1970)).toBe(day(2));
    expect(believed(day(1_100), day(0))).toBe(day(1_100));
    expect(believed(of2099, of1970)).toBe(of2099);
  });

  test('is the latest of the sane clocks, wherever insane ones stand between them', () => {
    const clocks = fc.array(fc.oneof({ weight: 3, arbitrary: sane }, insane), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(sane, clocks, (first, others) => {
        const isSane = (wallMs: number): boolean => wallMs >= day(0) && wallMs <= day(390);
        expect(believed(first, ...others)).toBe(Math.max(first, ...others.filter(isSane)));
      }),
    );
  });

  test('read in one go is the same as read entry by entry', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(sane, insane), { minLength: 1, maxLength: 20 }), (others) => {
        const [first, ...later] = [day(0), ...others];
        expect(later.reduce(laterBelieved, first)).toBe(believed(first, ...later));
      }),
    );
  });
});

describe('the trusted now', () => {
  test('is the clock, unless it is before the believed time or too far after it', () => {
    expect(trustedNow(day(5), day(6))).toBe(day(6));
    expect(trustedNow(day(5), day(4))).toBe(day(5));
    expect(trustedNow(day(5), of1970)).toBe(day(5));
    expect(trustedNow(day(5), of2099)).toBe(day(5));
    expect(trustedNow(day(5), day(406))).toBe(day(5));
  });

  test('never goes back, whatever the clock says at each entry', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(sane, insane), { minLength: 1, maxLength: 20 }), (clocks) => {
        let believedMs = day(0);
        let last = day(0);
        for (const nowMs of clocks) {
          const now = trustedNow(believedMs, nowMs);
          expect(now).toBeGreaterThanOrEqual(believedMs);
          believedMs = laterBelieved(believedMs, nowMs);
          expect(believedMs).toBe(now);
          expect(now).toBeGreaterThanOrEqual(last);
          last = now;
        }
      }),
    );
  });
});

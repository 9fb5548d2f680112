import { describe, expect, it } from 'vitest';
import { groupedSum } from '#renderer/console/features/checks/grouped-sum.ts';
import { mergeAll } from '#renderer/console/features/duplicates/merge-all.ts';
import { tillsLeft } from '#renderer/console/features/members/tills-left.ts';
import { mergeIn, noticeKind, numberIn } from '#renderer/console/notice-kinds.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { aTill, hourMs, nowMs } from '../a-till.ts';
import { done, refused, scriptedHq } from '../scripted-hq.ts';

const [oldest, second, third] = [1, 2, 3].map((n) => uuid(`0190a6b0-0000-7000-8000-00000000000${n}`));

describe('members with one phone number', () => {
  it('become the one that is kept, each with a request of its own', async () => {
    const { api, asked } = scriptedHq(() => done());
    const refs = [oldest, second, third].flatMap((ref) => ref ?? []);
    expect(await mergeAll(api, refs, second ?? null)).toEqual({ ok: true, value: null });
    expect(asked.map(({ path, body }) => [path, body])).toEqual([
      [`/members/${oldest}/merge`, { into: second }],
      [`/members/${third}/merge`, { into: second }],
    ]);
  });

  it('are left as they are from the first refusal on', async () => {
    const { api, asked } = scriptedHq(() => refused('conflict'));
    const refs = [oldest, second, third].flatMap((ref) => ref ?? []);
    expect(await mergeAll(api, refs, oldest ?? null)).toMatchObject({ error: { code: 'conflict' } });
    expect(asked).toHaveLength(1);
  });
});

describe('a notice of merged members', () => {
  it('says who became whom, whichever of the two it is about', () => {
    expect(mergeIn({ memberRef: 'a', facts: { into: 'b', aliases: [] } })).toEqual({ from: 'a', into: 'b' });
    expect(mergeIn({ memberRef: 'b', facts: { from: 'a', why: 'phone' } })).toEqual({ from: 'a', into: 'b' });
    expect(mergeIn({ memberRef: null, facts: { into: 'b' } })).toBeUndefined();
    expect(mergeIn({ memberRef: 'a', facts: { into: 7 } })).toBeUndefined();
  });
});

describe('a notice of a kind that this page does not know', () => {
  it('still has words', () => {
    expect(noticeKind('fromTheFuture')).toBe('other');
    expect(noticeKind('overdraft')).toBe('overdraft');
  });

  it('shows numbers of its facts only where they are some', () => {
    expect(numberIn({ points: 12 }, 'points')).toBe(12);
    expect(numberIn({ points: 0 }, 'points')).toBeUndefined();
    expect(numberIn({ points: '12' }, 'points')).toBeUndefined();
  });
});

describe('an erased member', () => {
  it('is still held by the tills that had joined before and have not said otherwise', () => {
    const [said, silent] = [aTill(), aTill()];
    const late = aTill({ joinedAtMs: nowMs });
    const never = aTill({ state: 'waiting', joinedAtMs: null });
    const order = { orderedMs: nowMs - hourMs, done: [said.deviceId] };
    expect(tillsLeft(order, [said, silent, late, never])).toEqual([silent]);
  });
});

describe('a sum of any size', () => {
  it('is shown to its last digit', () => {
    expect(groupedSum('9007199254740993001', 'en')).toBe('9,007,199,254,740,993,001');
    expect(groupedSum('-120', 'fa')).toContain('۱۲۰');
    expect(groupedSum('a lot', 'en')).toBe('a lot');
  });
});

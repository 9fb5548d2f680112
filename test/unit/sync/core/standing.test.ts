import { describe, expect, test } from 'vitest';
import type { PushAnswer } from '#shared/contracts/sync/sync-schemas.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { judgePush, placeAfterGap } from '#sync/core/judge-answer.ts';
import type { OwnChain } from '#sync/core/own-chain.ts';
import { setBackOf } from '#sync/core/set-back.ts';
import { acknowledgedOf, backlogOf, nextToSend, standingOf } from '#sync/core/standing.ts';

const hash = (epoch: number, seq: number, copy = 'a'): string =>
  `${copy}${epoch}${String(seq).padStart(4, '0')}`.padEnd(64, '0');

/** A till with so many entries in each epoch. */
function chain(...lengths: readonly number[]): OwnChain {
  const hashAt = (epoch: number, seq: number): string | undefined =>
    seq <= (lengths[epoch - 1] ?? 0) || seq === 0 ? hash(epoch, seq) : undefined;
  return { heads: lengths.map((seq, at) => ({ epoch: at + 1, seq, hash: hash(at + 1, seq) })), hashAt };
}

const at = (epoch: number, seq: number, { copy = 'a', branch = 0 } = {}) => ({
  epoch,
  branch,
  received: { seq, hash: hash(epoch, seq, copy) },
  durable: null,
});
const active = { state: 'active', reason: null } as const;
const forked = { state: 'frozen', reason: 'fork' } as const;

describe('where a till stands with HQ', () => {
  test('is HQ’s head where that is an entry of the till, whether before or behind what was acknowledged', () => {
    const { epochs, strange } = standingOf(chain(10), [at(1, 4)]);
    expect(nextToSend(epochs)?.atHq.seq).toBe(4);
    expect(acknowledgedOf(epochs)).toEqual({ epoch: 1, seq: 4, hash: hash(1, 4) });
    expect(backlogOf(epochs)).toBe(6);
    expect(strange).toEqual([]);
  });

  test('is the beginning of the epoch where HQ has nothing of it, or nothing that is the till’s', () => {
    expect(nextToSend(standingOf(chain(10), []).epochs)?.atHq.seq).toBe(0);
    expect(nextToSend(standingOf(chain(10), [at(1, 4, { copy: 'b' })]).epochs)?.atHq.seq).toBe(0);
    expect(acknowledgedOf(standingOf(chain(10), []).epochs)).toBeNull();
  });

  test('counts an epoch as sent only when the ones before it are', () => {
    const { epochs } = standingOf(chain(10, 5), [at(1, 8), at(2, 5)]);
    expect(acknowledgedOf(epochs)).toEqual({ epoch: 1, seq: 8, hash: hash(1, 8) });
    expect(backlogOf(epochs)).toBe(2);
    const all = standingOf(chain(10, 5), [at(1, 10), at(2, 5)]).epochs;
    expect(nextToSend(all)).toBeUndefined();
    expect(acknowledgedOf(all)).toEqual({ epoch: 2, seq: 5, hash: hash(2, 5) });
  });

  test('is taken from the branch that is the till’s own', () => {
    const chains = [at(1, 9, { copy: 'b' }), at(1, 7, { branch: 1 })];
    expect(nextToSend(standingOf(chain(10), chains).epochs)?.atHq.seq).toBe(7);
  });
});

describe('a till that was set back', () => {
  test('reads back what stands behind its own entries, epoch by epoch', () => {
    const own = chain(10);
    const standing = standingOf(own, [at(1, 15), at(2, 4)]);
    expect(setBackOf(own, standing, active)).toEqual({
      read: [
        { epoch: 1, branch: 0, fromSeq: 11, toSeq: 15 },
        { epoch: 2, branch: 0, fromSeq: 1, toSeq: 4 },
      ],
      known: { epoch: 2, seq: 4, hash: hash(2, 4) },
    });
  });

  test('begins another epoch without reading where HQ has other entries under its numbers', () => {
    const own = chain(10);
    const setBack = setBackOf(own, standingOf(own, [at(1, 9, { copy: 'b' })]), active);
    expect(setBack).toEqual({ read: [], known: { epoch: 1, seq: 9, hash: hash(1, 9, 'b') } });
  });

  test('leaves the later epochs of another copy alone once HQ has stopped it', () => {
    const own = chain(10, 3);
    const strange = standingOf(own, [at(1, 10), at(2, 3), at(3, 7)]);
    expect(setBackOf(own, strange, forked)).toBeNull();
    expect(setBackOf(own, strange, active)?.known.epoch).toBe(3);
    expect(setBackOf(own, strange, { state: 'revoked', reason: null })).toBeNull();
  });

  test('is none where HQ knows strange entries of a former epoch only', () => {
    const own = chain(10, 3);
    expect(setBackOf(own, standingOf(own, [at(1, 15), at(2, 3)]), active)).toBeNull();
  });
});

const answer = (received: PushAnswer['received']): PushAnswer => ({
  hqEpoch: uuid('0193a0b0-0000-7000-8000-0000000000e1'),
  branch: 0,
  received,
  durable: null,
  state: 'active',
  missingAttachments: [],
  wantedRuleSets: [],
});

describe('an answer to a push', () => {
  const own = chain(20, 20);
  const sent = { epoch: 1, fromSeq: 5, toSeq: 10 };

  test('moves the place to a head of the till’s own that was sent, and to nothing else', () => {
    const judged = (epoch: number, seq: number, copy = 'a') =>
      judgePush(own, sent, answer({ epoch, seq, hash: hash(epoch, seq, copy) }));
    expect(judged(1, 10)).toEqual({ kind: 'taken', head: { epoch: 1, seq: 10, hash: hash(1, 10) } });
    expect(judged(1, 4).kind).toBe('taken');
    expect(judged(1, 11)).toEqual({ kind: 'impossible', reason: 'beyondSent' });
    expect(judged(2, 10)).toEqual({ kind: 'impossible', reason: 'otherEpoch' });
    expect(judged(1, 10, 'b')).toEqual({ kind: 'impossible', reason: 'notOwn' });
  });

  test('that names a gap leads to HQ’s head where it is the till’s own, else to the beginning, and never forward', () => {
    const gap = (epoch: number, seq: number, copy = 'a') =>
      placeAfterGap(own, sent, { epoch, seq, hash: hash(epoch, seq, copy) });
    expect(gap(1, 2)?.seq).toBe(2);
    expect(gap(1, 0)?.seq).toBe(0);
    expect(gap(1, 2, 'b')).toEqual({ epoch: 1, seq: 0, hash: hash(1, 0) });
    expect(gap(1, 8)).toBeUndefined();
    expect(gap(2, 2)).toBeUndefined();
    expect(placeAfterGap(own, sent, {})).toBeUndefined();
    expect(
      placeAfterGap(own, { ...sent, fromSeq: 1 }, { epoch: 1, seq: 2, hash: hash(1, 2, 'b') }),
    ).toBeUndefined();
  });
});

/** Entries without a file: decided by the real functions from real scores. */

import { sha256 } from '#electron/till/node-signatures.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { decideEnrol } from '#shared/ledger/decide-enrol.ts';
import { decideSale } from '#shared/ledger/decide-sale.ts';
import type { EntryStamp, NewEnrolEntry, SaleEntry } from '#shared/ledger/entry.ts';
import { enrolKey, saleKey } from '#shared/ledger/operation-key.ts';
import type { ScoreInput } from '#shared/scoring/facts/score-input.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { deviceId, memberRef, noonMs, operatorId, saleToBook, scoredSale, testId } from './ledger.ts';
import type { SaleSketch } from './ledger.ts';

export function stampOf(seq: number): EntryStamp {
  return {
    deviceId,
    epoch: 1,
    seq,
    entryId: testId(10_000 + seq),
    hlc: { wallMs: noonMs + seq, counter: 0 },
    wallMs: epochMs(noonMs + seq),
    clockState: 'unconfirmed',
  };
}

export function saleEntryOf(seq: number, sketch: Partial<SaleSketch> = {}): SaleEntry {
  const sale = saleToBook({ basketId: testId(seq), ...sketch });
  return decideSale(stampOf(seq), { ...sale, opKey: saleKey(sha256, sale.basketId) });
}

/** Of any rule set and input; the member is the test's own where the sale has facts of one. */
export function scoredEntryOf(seq: number, ruleSet: RuleSet, input: ScoreInput): SaleEntry {
  const member = input.member === null ? null : memberRef;
  const sale = scoredSale(ruleSet, input, { basketId: testId(seq), member });
  return decideSale(stampOf(seq), { ...sale, opKey: saleKey(sha256, sale.basketId) });
}

export function enrolEntryOf(seq: number): NewEnrolEntry {
  return decideEnrol(stampOf(seq), {
    opKey: enrolKey(sha256, testId(seq)),
    operatorId,
    storeId: 'store-1',
    businessDay: '2026-11-21',
    memberRef,
    cardLevel: null,
    recordHash: sha256(new Uint8Array([seq])),
  });
}

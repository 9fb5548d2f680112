/** Entries that move value without a file, for tests of what follows from them. */

import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { currency } from '#shared/domain/money.ts';
import type { ValueEntry } from '#shared/ledger/entry.ts';
import { decideValue } from '#shared/ledger/value/decide-value.ts';
import type { ValueContentOf } from '#shared/ledger/value/value-content.ts';
import type { ValueKind } from '#shared/ledger/value/value-details.ts';
import { stampOf } from './ledger-entries.ts';
import { memberRef, operatorId } from './ledger.ts';

export type ValueSketch = {
  readonly [Kind in ValueKind]: { readonly kind: Kind; readonly content: ValueContentOf<Kind> };
}[ValueKind];

/** A content with nothing in it but the detail that is put beside. */
export const plainContent = {
  currency: currency('IRR'),
  moment: { localDate: '2026-11-21', minuteOfDay: 930 },
  moves: [],
  facts: [],
} as const;

/** Of the tests' member, at the tests' till. */
export function valueEntryOf(seq: number, sketch: ValueSketch): ValueEntry {
  return decideValue(stampOf(seq), {
    ...sketch,
    opKey: sha256(utf8.encode(`value ${seq}`)),
    businessDay: '2026-11-21',
    storeId: 'store-1',
    memberRef,
    operatorId,
    approverId: null,
    cardLevel: null,
    ruleSetHash: null,
    refEntryId: null,
  });
}

/** Codes and claims as they stand. */

import type { Entry } from '#shared/ledger/entry.ts';
import { claimChangeOf } from '#shared/ledger/value/claim-state.ts';
import type { ClaimChange, NewClaim } from '#shared/ledger/value/claim-state.ts';
import { codeChangesOf } from '#shared/ledger/value/code-state.ts';
import type { CodeChange, NewCode } from '#shared/ledger/value/code-state.ts';
import type { ReadDb } from '../db/database.ts';
import { integerOf } from '../db/row.ts';
import { claimColumns, claimFrom, codeColumns, codeFrom, createCodeWriter } from '../db/stores/code-store.ts';
import type { LedgerProjection, NamedSum } from './projection.ts';

export const codesProjection: LedgerProjection = {
  name: 'codes',
  tables: ['code', 'claim'],
  createWriter: (db) => {
    const codes = createCodeWriter(db);
    return (entry: Entry) => {
      for (const change of codeChangesOf(entry)) codes.changeCode(change);
      const claim = claimChangeOf(entry);
      if (claim !== undefined) codes.changeClaim(claim);
    };
  },
  sumsOf: (entry) => {
    const claim = claimChangeOf(entry);
    return [...codeChangesOf(entry).map(codeSum), ...(claim === undefined ? [] : [claimSum(claim)])];
  },
  kept,
};

/** All that is said about a code when it is issued stands in its name; what happens to it later are sums. */
function codeSum(change: CodeChange): NamedSum {
  switch (change.kind) {
    case 'issued':
      return { name: codeName(change.code), first: 1, second: 0 };
    case 'used':
      return { name: `codeState ${change.codeId}`, first: change.uses, second: 0 };
    case 'cancelled':
      return { name: `codeState ${change.codeId}`, first: 0, second: 1 };
  }
}

function claimSum(change: ClaimChange): NamedSum {
  if (change.kind === 'claimed') return { name: claimName(change.claim), first: 1, second: 0 };
  const isHandedOver = change.status === 'handedOver';
  const name = `claimState ${change.claimEntryId}`;
  return { name, first: isHandedOver ? 1 : 0, second: isHandedOver ? 0 : 1 };
}

function codeName(code: NewCode): string {
  const { codeId, codeKind, batchId, refId, memberRef, issueEntryId, place } = code;
  const limits = [code.valueMinor, code.usesMax, code.expiresOn];
  return ['code', codeId, codeKind, batchId, refId, memberRef, issueEntryId, place, ...limits].join(' ');
}

function claimName(claim: NewClaim): string {
  const { claimEntryId, memberRef, rewardId, count, costPoints, codeId, claimedOn } = claim;
  return ['claim', claimEntryId, memberRef, rewardId, count, costPoints, codeId, claimedOn].join(' ');
}

function* kept(db: ReadDb): Iterable<NamedSum> {
  for (const row of db.prepareRead(`SELECT ${codeColumns} FROM code`).iterate()) {
    const code = codeFrom(row);
    yield { name: codeName(code), first: 1, second: 0 };
    yield { name: `codeState ${code.codeId}`, first: code.uses, second: integerOf(row, 'cancelled') };
  }
  for (const row of db.prepareRead(`SELECT ${claimColumns} FROM claim`).iterate()) {
    const claim = claimFrom(row);
    yield { name: claimName(claim), first: 1, second: 0 };
    const name = `claimState ${claim.claimEntryId}`;
    yield { name, first: integerOf(row, 'handed_over'), second: integerOf(row, 'cancelled') };
  }
}

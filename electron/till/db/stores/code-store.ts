/** Codes and claimed rewards as they stand after the entries of this ledger. */

import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { ClaimChange, ClaimState } from '#shared/ledger/value/claim-state.ts';
import type { CodeChange, CodeState, NewCode } from '#shared/ledger/value/code-state.ts';
import { codeKinds } from '#shared/ledger/value/value-details.ts';
import type { CodeKind } from '#shared/ledger/value/value-details.ts';
import type { ReadDb, SqlRow, WriteDb } from '../database.ts';
import { integerOf, textOf, textOrNull, uuidOf, uuidOrNull } from '../row.ts';

export type CodeBatch = {
  readonly batchId: Uuid;
  readonly codeKind: CodeKind;
  readonly refId: string | null;
  readonly codes: number;
  readonly used: number;
  readonly cancelled: number;
};

export type CodeStore = {
  readonly codeById: (codeId: Uuid) => CodeState | undefined;
  /** By id, after `after`: for batches of any size, page by page. */
  readonly codesOfBatch: (batchId: Uuid, after: Uuid | null, limit: number) => readonly CodeState[];
  /** The newest first; batches of one code, such as a sold gift card, are none. */
  readonly batches: (limit: number) => readonly CodeBatch[];
  readonly claimById: (claimEntryId: Uuid) => ClaimState | undefined;
  /** The newest first. */
  readonly claimsOf: (memberRef: MemberRef, limit: number) => readonly ClaimState[];
  /** What was claimed of a reward and not taken back, by anybody or by one member. */
  readonly claimedCount: (rewardId: string, memberRef: MemberRef | null) => number;
};

export type CodeWriter = {
  readonly changeCode: (change: CodeChange) => void;
  readonly changeClaim: (change: ClaimChange) => void;
};

export const codeColumns = `code_id, kind, batch_id, ref_id, member_ref, issue_entry_id, issue_place, value_minor, uses_max,
  expires_on, uses, cancelled`;
export const claimColumns = `claim_entry_id, member_ref, reward_id, count, cost_points, code_id, claimed_on, handed_over,
  cancelled`;

export function createCodeStore(db: ReadDb): CodeStore {
  const code = db.prepareRead(`SELECT ${codeColumns} FROM code WHERE code_id = ?`);
  const ofBatch = db.prepareRead(
    `SELECT ${codeColumns} FROM code WHERE batch_id = ? AND code_id > ? ORDER BY code_id LIMIT ?`,
  );
  const batches = db.prepareRead(
    `SELECT batch_id, MIN(kind) AS kind, MIN(ref_id) AS ref_id, COUNT(*) AS codes, SUM(uses > 0) AS used,
       SUM(cancelled > 0) AS cancelled
     FROM code GROUP BY batch_id HAVING COUNT(*) > 1 ORDER BY batch_id DESC LIMIT ?`,
  );
  const claim = db.prepareRead(`SELECT ${claimColumns} FROM claim WHERE claim_entry_id = ?`);
  const claims = db.prepareRead(
    `SELECT ${claimColumns} FROM claim WHERE member_ref = ? ORDER BY claim_entry_id DESC LIMIT ?`,
  );
  const claimed = db.prepareRead(
    'SELECT COALESCE(SUM(count), 0) AS claimed FROM claim WHERE reward_id = ? AND cancelled = 0',
  );
  const claimedBy = db.prepareRead(
    `SELECT COALESCE(SUM(count), 0) AS claimed FROM claim
     WHERE member_ref = ? AND reward_id = ? AND cancelled = 0`,
  );
  return {
    codeById: (codeId) => {
      const row = code.get(uuidToBytes(codeId));
      return row && codeFrom(row);
    },
    codesOfBatch: (batchId, after, limit) =>
      ofBatch.all(uuidToBytes(batchId), afterBytes(after), limit).map(codeFrom),
    batches: (limit) => batches.all(limit).map(batchFrom),
    claimById: (claimEntryId) => {
      const row = claim.get(uuidToBytes(claimEntryId));
      return row && claimFrom(row);
    },
    claimsOf: (memberRef, limit) => claims.all(uuidToBytes(memberRef), limit).map(claimFrom),
    claimedCount: (rewardId, memberRef) => {
      const row =
        memberRef === null ? claimed.get(rewardId) : claimedBy.get(uuidToBytes(memberRef), rewardId);
      return row === undefined ? 0 : integerOf(row, 'claimed');
    },
  };
}

export function createCodeWriter(db: WriteDb): CodeWriter {
  const addCode = createAddCode(db);
  const find = db.prepareRead('SELECT uses, cancelled FROM code WHERE code_id = ?');
  const set = db.prepare('UPDATE code SET uses = ?, cancelled = ? WHERE code_id = ?');
  const addClaim = db.prepare(`INSERT INTO claim (${claimColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0)`);
  const close = db.prepare(
    'UPDATE claim SET handed_over = handed_over + ?, cancelled = cancelled + ? WHERE claim_entry_id = ?',
  );
  return {
    changeCode: (change) => {
      if (change.kind === 'issued') {
        addCode(change.code);
        return;
      }
      const row = find.get(uuidToBytes(change.codeId));
      invariant(row !== undefined, 'a code is issued before anything else happens to it');
      const uses = integerOf(row, 'uses') + (change.kind === 'used' ? change.uses : 0);
      const cancelled = integerOf(row, 'cancelled') + (change.kind === 'cancelled' ? 1 : 0);
      set.run(uses, cancelled, uuidToBytes(change.codeId));
    },
    changeClaim: (change) => {
      if (change.kind === 'closed') {
        const isHandedOver = change.status === 'handedOver';
        close.run(isHandedOver ? 1 : 0, isHandedOver ? 0 : 1, uuidToBytes(change.claimEntryId));
        return;
      }
      const { claimEntryId, memberRef, rewardId, count, costPoints, codeId, claimedOn } = change.claim;
      addClaim.run(
        uuidToBytes(claimEntryId),
        uuidToBytes(memberRef),
        rewardId,
        count,
        costPoints,
        bytesOrNull(codeId),
        claimedOn,
      );
    },
  };
}

function createAddCode(db: WriteDb): (code: NewCode) => void {
  const add = db.prepare(`INSERT INTO code (${codeColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)`);
  return (code) =>
    void add.run(
      uuidToBytes(code.codeId),
      code.codeKind,
      uuidToBytes(code.batchId),
      code.refId,
      bytesOrNull(code.memberRef),
      uuidToBytes(code.issueEntryId),
      code.place,
      code.valueMinor,
      code.usesMax,
      code.expiresOn,
    );
}

/** Also for the verification, which compares every code with the entries. */
export function codeFrom(row: SqlRow): CodeState {
  return {
    codeId: uuidOf(row, 'code_id'),
    codeKind: kindFrom(row),
    batchId: uuidOf(row, 'batch_id'),
    refId: textOrNull(row, 'ref_id'),
    memberRef: uuidOrNull(row, 'member_ref'),
    issueEntryId: uuidOf(row, 'issue_entry_id'),
    place: integerOf(row, 'issue_place'),
    valueMinor: minor(integerOf(row, 'value_minor')),
    usesMax: integerOf(row, 'uses_max'),
    expiresOn: textOrNull(row, 'expires_on'),
    uses: integerOf(row, 'uses'),
    isCancelled: integerOf(row, 'cancelled') > 0,
  };
}

export function claimFrom(row: SqlRow): ClaimState {
  const isCancelled = integerOf(row, 'cancelled') > 0;
  const isHandedOver = integerOf(row, 'handed_over') > 0;
  return {
    claimEntryId: uuidOf(row, 'claim_entry_id'),
    memberRef: uuidOf(row, 'member_ref'),
    rewardId: textOf(row, 'reward_id'),
    count: integerOf(row, 'count'),
    costPoints: integerOf(row, 'cost_points'),
    codeId: uuidOrNull(row, 'code_id'),
    claimedOn: textOf(row, 'claimed_on'),
    status: isCancelled ? 'cancelled' : isHandedOver ? 'handedOver' : 'open',
  };
}

function batchFrom(row: SqlRow): CodeBatch {
  return {
    batchId: uuidOf(row, 'batch_id'),
    codeKind: kindFrom(row),
    refId: textOrNull(row, 'ref_id'),
    codes: integerOf(row, 'codes'),
    used: integerOf(row, 'used'),
    cancelled: integerOf(row, 'cancelled'),
  };
}

function kindFrom(row: SqlRow): CodeKind {
  const name = textOf(row, 'kind');
  const kind = codeKinds.find((candidate) => candidate === name);
  invariant(kind !== undefined, 'a code is of a kind of the list');
  return kind;
}

function bytesOrNull(id: Uuid | null): Uint8Array | null {
  return id === null ? null : uuidToBytes(id);
}

/** Before every id: blobs are compared byte by byte, and the empty one is the first. */
function afterBytes(after: Uuid | null): Uint8Array {
  return after === null ? new Uint8Array(0) : uuidToBytes(after);
}

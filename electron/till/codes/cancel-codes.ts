/** Cancels a batch, or single codes that got into wrong hands: looked at first, then with a second person's yes. */

import type { Approval } from '#shared/contracts/till/approval-schema.ts';
import type { CancelPreview } from '#shared/contracts/till/codes-views.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { parseCode } from '#shared/domain/code.ts';
import { minor } from '#shared/domain/money.ts';
import type { Operator } from '#shared/domain/operator.ts';
import type { Sha256 } from '#shared/kernel/hash-port.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { codeIdOf } from '#shared/ledger/value/code-id.ts';
import type { CodeState } from '#shared/ledger/value/code-state.ts';
import { cancelCodes, codesPerEntryMax, whyNotCode } from '#shared/ledger/value/decide-codes.ts';
import type { LedgerHealth } from '../ledger-health.ts';
import type { Ledger, StorageCode } from '../ledger-port.ts';
import type { ApprovalCode, Approve } from '../operators/approval.ts';
import { refused } from './codes-at-till.ts';
import type { CodesAtTill } from './codes-at-till.ts';

export type CodesToCancel = { readonly batchId: Uuid | null; readonly texts: readonly string[] };
export type CancelToBook = CodesToCancel & {
  readonly commandId: Uuid;
  readonly reasonId: string;
  readonly approval: Approval | null;
};
export type Cancelled = { readonly cancelled: number; readonly left: number };

export type CancelCommands = {
  readonly previewCancel: (toCancel: CodesToCancel) => Result<CancelPreview, never>;
  readonly cancelCodes: (
    toCancel: CancelToBook,
    operator: Operator,
  ) => Promise<Result<Cancelled, AppError<'code_cancelled' | ApprovalCode | StorageCode>>>;
};

export type CancelCodesDeps = {
  readonly codes: CodesAtTill;
  readonly ledger: Pick<Ledger, 'bookValue'>;
  readonly health: LedgerHealth;
  readonly approve: Approve;
  readonly sha256: Sha256;
};

export function createCancelCodes(deps: CancelCodesDeps): CancelCommands {
  const { codes, ledger, health } = deps;
  return {
    previewCancel: (toCancel) => ok(previewOf(deps, toCancel)),
    cancelCodes: async (toCancel, operator) => {
      const { commandId, batchId, reasonId } = toCancel;
      const earlier = codes.booked('cancelCodes', commandId);
      if (earlier !== undefined) {
        return ok({ cancelled: earlier.content.detail.codeIds.length, left: leftOf(deps, toCancel) });
      }
      const open = findCodes(deps, toCancel).found.filter((code) => !code.isCancelled);
      if (open.length === 0) return err(appError('code_cancelled'));
      const approver = await deps.approve(toCancel.approval, operator);
      if (!approver.ok) return approver;
      const allowed = health.mayWrite();
      if (!allowed.ok) return allowed;
      // Read again: a card may have paid while the PIN was being checked.
      const now = findCodes(deps, toCancel).found.filter((code) => !code.isCancelled);
      const held = now
        .slice(0, codesPerEntryMax)
        .map((code) => ({ code, balanceMinor: codes.balanceOf(code.codeId) }));
      const decided = cancelCodes(held, { batchId, reasonId });
      if (!decided.ok) return err(refused(decided.error));
      const entry = codes.entry({
        kind: 'cancelCodes',
        keyId: commandId,
        operator,
        approverId: approver.value,
        memberRef: null,
        decided: decided.value,
      });
      const booked = health.afterLedgerWrite(ledger.bookValue(entry));
      if (!booked.ok) return booked;
      return ok({ cancelled: held.length, left: now.length - held.length });
    },
  };
}

function leftOf(deps: CancelCodesDeps, toCancel: CodesToCancel): number {
  return findCodes(deps, toCancel).found.filter((code) => !code.isCancelled).length;
}

function previewOf(deps: CancelCodesDeps, toCancel: CodesToCancel): CancelPreview {
  const { codes } = deps;
  const { found, unknown } = findCodes(deps, toCancel);
  const today = codes.today();
  const open = found.filter((code) => !code.isCancelled);
  return {
    open: open.length,
    used: open.filter((code) => code.uses > 0 || whyNotCode(code, today)?.code === 'code_used_up').length,
    cancelled: found.length - open.length,
    unknown,
    balanceMinor: minor(addInt(0, ...open.map(({ codeId }) => codes.balanceOf(codeId)))),
  };
}

type FoundCodes = { readonly found: readonly CodeState[]; readonly unknown: number };

/** Each code once, whatever was typed twice. */
function findCodes({ codes, sha256 }: CancelCodesDeps, { batchId, texts }: CodesToCancel): FoundCodes {
  const byId = new Map<Uuid, CodeState>();
  if (batchId !== null) for (const code of wholeBatch(codes, batchId)) byId.set(code.codeId, code);
  let unknown = 0;
  for (const text of texts) {
    const parsed = parseCode(text);
    const code = parsed === undefined ? undefined : codes.codeById(codeIdOf(sha256, parsed));
    if (code === undefined) unknown += 1;
    else byId.set(code.codeId, code);
  }
  return { found: [...byId.values()], unknown };
}

const codesPerPage = 1_000;

function* wholeBatch(codes: CodesAtTill, batchId: Uuid): Iterable<CodeState> {
  let after: Uuid | null = null;
  for (;;) {
    const page: readonly CodeState[] = codes.codesOfBatch(batchId, after, codesPerPage);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < codesPerPage) return;
    after = last.codeId;
  }
}

/** Makes the one-time code of a till. */

import { joinCodeMs, joinCodeTriesMax } from '#shared/contracts/sync/protocol.ts';
import { joinCodeRandomBytes, joinCodeSelector, makeJoinCode } from '#shared/domain/join-code.ts';
import type { JoinCode } from '#shared/domain/join-code.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { InvariantError } from '#shared/kernel/invariant.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { deleteCodesBefore, insertCode } from '../db/stores/people/till-codes.ts';
import type { HqDeps } from '../hq-deps.ts';

export type CodeDeps = Pick<HqDeps, 'clock' | 'randomBytes' | 'serviceKeys' | 'sha256' | 'utf8'>;

export type IssuedCode = { readonly code: JoinCode; readonly expiresAtMs: EpochMs };

/** For so long a code that has ended is still told from a wrong one. */
const endedCodeMs = 24 * 60 * 60_000;
/** 32,768 beginnings; a chain that joins a thousand tills at once finds a free one at the first try. */
const triesMax = 50;

/** The code before it, if the till had one, is no longer good. */
export async function issueCode(
  transaction: HqTransaction,
  deps: CodeDeps,
  deviceId: Uuid,
): Promise<IssuedCode> {
  const nowMs = deps.clock.nowMs();
  await deleteCodesBefore(transaction, epochMs(nowMs - endedCodeMs));
  const expiresAtMs = epochMs(nowMs + joinCodeMs);
  for (let tried = 0; tried < triesMax; tried += 1) {
    const code = makeJoinCode(deps.randomBytes(joinCodeRandomBytes));
    const isKept = await insertCode(transaction, {
      deviceId,
      selector: joinCodeSelector(code),
      codeHash: hashOfCode(code, deps),
      expiresAtMs,
      triesLeft: joinCodeTriesMax,
    });
    if (isKept) return { code, expiresAtMs };
  }
  throw new InvariantError('some beginning of a code is free');
}

/** Under a key of HQ's: who reads the table alone cannot find the 40 bits by trying. */
export function hashOfCode(
  code: JoinCode,
  { serviceKeys, sha256, utf8 }: Pick<CodeDeps, 'serviceKeys' | 'sha256' | 'utf8'>,
): Uint8Array {
  return sha256(serviceKeys.dataSeal.derive('vafa-join-code/1'), utf8.encode(code));
}

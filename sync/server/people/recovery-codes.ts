/** Recovery codes of a person. HQ keeps only what they hash to, under a key that is not in the database. */

import { recoveryCodeCount } from '#shared/contracts/hq/admin-factor.ts';
import { makeRecoveryCode, parseRecoveryCode, recoveryRandomBytes } from '#shared/domain/recovery-code.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqDeps } from '../hq-deps.ts';

/** As they are shown. */
export function newRecoveryCodes({ randomBytes }: Pick<HqDeps, 'randomBytes'>): readonly string[] {
  return Array.from({ length: recoveryCodeCount }, () => makeRecoveryCode(randomBytes(recoveryRandomBytes)));
}

/** However it is typed; `undefined` for what cannot be one. */
export function recoveryCodeHash(
  { sha256, utf8, serviceKeys }: Pick<HqDeps, 'sha256' | 'utf8' | 'serviceKeys'>,
  accountId: Uuid,
  typed: string,
): Uint8Array | undefined {
  const code = parseRecoveryCode(typed);
  if (code === undefined) return undefined;
  const key = serviceKeys.dataSeal.derive('vafa-hq-recovery/1');
  return sha256(key, utf8.encode(JSON.stringify([accountId, code])));
}

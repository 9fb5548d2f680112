/** Who may hand money out for another till's sale while HQ, which would know of other refunds of it, cannot be asked. */

import type { Minor } from '#shared/domain/money.ts';
import type { Authority } from '#shared/domain/programme.ts';

/** Money that leaves the drawer waits for a manager then; what goes back as points or credit can be set right later. */
export function proofCashNeedsManager(authority: Authority, outsideMinor: Minor): boolean {
  return authority.kind === 'hq' && !authority.isReachable && outsideMinor > 0;
}

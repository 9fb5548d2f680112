/** What to do about a file for carrying that was not written. */

import type { ErrorCode } from '#shared/contracts/error-codes.ts';

/** Null where it is not the disk: then the code has words of its own. */
export function exportFaultOf(code: ErrorCode): 'unwritable' | 'full' | null {
  if (code === 'file_unwritable') return 'unwritable';
  return code === 'disk_full' ? 'full' : null;
}

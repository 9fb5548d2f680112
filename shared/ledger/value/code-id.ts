/** The name under which the ledger knows a code: from it nobody finds the code again. */

import type { Code } from '#shared/domain/code.ts';
import type { Sha256 } from '#shared/kernel/hash-port.ts';
import { uuidFromBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { asciiBytes } from '../ascii-bytes.ts';

const codeTag = asciiBytes('code/1');

/** The first 16 bytes of the hash: as wide as the code's own 80 bits need. */
export function codeIdOf(sha256: Sha256, code: Code): Uuid {
  return uuidFromBytes(sha256(codeTag, asciiBytes(code)).slice(0, 16));
}

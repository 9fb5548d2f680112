/**
 * The check that a till makes of its own ledger every night: the whole chain of hashes, the newest seal of each epoch,
 * and every sum that a balance rests on. It reads through a connection of its own, so selling goes on beside it. Pages
 * that none of this rests on are looked at by themselves; what each entry says of itself, column by column, is left to
 * `verifyLedger`.
 */

import { hash as digest } from 'node:crypto';
import { isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import { genesisHash, hashBytes } from '#shared/ledger/chain.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import type { ReadDb } from '../db/database.ts';
import { sqliteFailure } from '../db/sqlite-failure.ts';
import { createChainScan } from '../db/stores/chain-scan.ts';
import type { ChainScan, ScannedEntry } from '../db/stores/chain-scan.ts';
import { deviceOf } from '../db/stores/device-store.ts';
import type { TillPorts } from '../ports.ts';

export type SelfCheckCode =
  | 'page_damaged'
  | 'seq_not_gapless'
  | 'previous_hash_differs'
  | 'hash_differs'
  | 'signature_invalid'
  | 'postings_unbalanced'
  | 'balance_differs';

export type SelfCheckFinding = {
  readonly code: SelfCheckCode;
  /** 0 for a finding about the ledger as a whole. */
  readonly epoch: number;
  readonly seq: number;
};

export type SelfCheck = {
  readonly isSound: boolean;
  readonly entries: number;
  readonly findingCount: number;
  /** At most `selfCheckFindingsMax`. */
  readonly findings: readonly SelfCheckFinding[];
};

export type SelfCheckPorts = Pick<TillPorts, 'sha256' | 'verifySignature' | 'publicKey'>;

export const selfCheckFindingsMax = 100;

const entryTag = new TextEncoder().encode('entry/1');
/** A larger body gets a larger piece. */
const hashingBytes = 64 * 1024;

/** A page that cannot be read is the only finding then: nothing else read from such a file can be trusted. */
export function selfCheck(db: ReadDb, ports: SelfCheckPorts): SelfCheck {
  try {
    return checked(db, ports);
  } catch (error) {
    const code = sqliteFailure(error)?.code;
    if (code !== 'database_damaged' && code !== 'database_key_wrong') throw error;
    return damagedPage;
  }
}

const damagedPage: SelfCheck = {
  isSound: false,
  entries: 0,
  findingCount: 1,
  findings: [{ code: 'page_damaged', epoch: 0, seq: 0 }],
};

function checked(db: ReadDb, ports: SelfCheckPorts): SelfCheck {
  const findings: SelfCheckFinding[] = [];
  let findingCount = 0;
  const add = (finding: SelfCheckFinding): void => {
    findingCount += 1;
    if (findings.length < selfCheckFindingsMax) findings.push(finding);
  };
  const scan = createChainScan(db);
  const entries = walk(db, { scan, ports, add });
  const { unbalanced, differingBalances } = scan.postingSums();
  for (const { epoch, seq } of unbalanced) add({ code: 'postings_unbalanced', epoch, seq });
  for (let left = differingBalances; left > 0; left -= 1) add({ code: 'balance_differs', epoch: 0, seq: 0 });
  return { isSound: findingCount === 0, entries, findingCount, findings };
}

type Walk = {
  readonly scan: ChainScan;
  readonly ports: SelfCheckPorts;
  readonly add: (finding: SelfCheckFinding) => void;
};

/** The number of entries. Each hash covers the one before, so the newest seal vouches for the whole epoch. */
function walk(db: ReadDb, { scan, ports, add }: Walk): number {
  const deviceId = deviceOf(db);
  if (deviceId === undefined) return 0;
  const hashOf = createHashing();
  let count = 0;
  let last: ScannedEntry | undefined;
  for (const entry of scan.entries()) {
    const { epoch, seq, hash, previousHash } = entry;
    const before = last?.epoch === epoch ? last : undefined;
    const expected = before?.hash ?? genesisHash(ports.sha256, deviceId, epoch);
    if (seq !== (before?.seq ?? 0) + 1) add({ code: 'seq_not_gapless', epoch, seq });
    if (!isSameBytes(previousHash, expected)) add({ code: 'previous_hash_differs', epoch, seq });
    if (!isSameBytes(hashOf(expected, entry), hash)) add({ code: 'hash_differs', epoch, seq });
    const ended = before === undefined ? last : undefined;
    if (ended !== undefined && !isSealed(ended, { deviceId, scan, ports })) add(unsealed(ended));
    last = entry;
    count += 1;
  }
  if (last !== undefined && !isSealed(last, { deviceId, scan, ports })) add(unsealed(last));
  return count;
}

type SealParts = Pick<Walk, 'scan' | 'ports'> & { readonly deviceId: DeviceId };

function isSealed(entry: ScannedEntry, { deviceId, scan, ports }: SealParts): boolean {
  const { epoch, seq, hash } = entry;
  const signature = scan.sealOf(entry);
  if (signature === null) return false;
  const message = sealBytes({ deviceId, epoch, seq, hash });
  return ports.verifySignature({ publicKey: ports.publicKey, message, signature });
}

function unsealed({ epoch, seq }: ScannedEntry): SelfCheckFinding {
  return { code: 'signature_invalid', epoch, seq };
}

/** The same as `entryHash`, from one piece of memory: a million entries are hashed in a row. */
function createHashing(): (previousHash: Uint8Array, entry: ScannedEntry) => Uint8Array {
  const bodyOffset = entryTag.length + hashBytes;
  let bytes = new Uint8Array(hashingBytes);
  return (previousHash, { body }) => {
    const length = bodyOffset + body.length;
    if (bytes.length < length) bytes = new Uint8Array(length);
    bytes.set(entryTag);
    bytes.set(previousHash, entryTag.length);
    bytes.set(body, bodyOffset);
    return digest('sha256', bytes.subarray(0, length), 'buffer');
  };
}

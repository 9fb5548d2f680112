/** Writes everything that HQ has not acknowledged into a file that only HQ can open. Nothing counts as sent by it. */

import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { HqFile } from '#shared/contracts/sync/hq-file.ts';
import type { SyncHead } from '#shared/contracts/sync/sync-schemas.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { preparePush } from '#sync/client/prepare-push.ts';
import type { PreparedPush } from '#sync/client/prepare-push.ts';
import type { SyncLedger } from '#sync/client/sync-ports.ts';
import { carriedBytes, carriedFrame, carriedMagic, encodeCarriedIndex } from '#sync/core/backlog-file.ts';
import { largestBatch } from '#sync/core/batch-size.ts';
import { concatBytes } from '#sync/core/concat-bytes.ts';
import { sealBox } from '#sync/core/sealed-box.ts';
import type { CarriedBacklog } from '#shared/contracts/till/sync-views.ts';
import { diskFailure } from '../journal/file-system.ts';
import { writeWhole } from '../journal/write-whole.ts';
import { nodeBox } from '../node-box.ts';
import type { TillPorts } from '../ports.ts';
import { nodeSegments } from './node-codec.ts';
import type { ExportCode } from './sync-line.ts';

export type ExportBacklog = (
  hq: HqFile,
  acknowledged: SyncHead | null,
) => Promise<Result<CarriedBacklog, AppError<ExportCode>>>;

export type ExportDeps = {
  readonly ledgerOf: (deviceId: HqFile['deviceId']) => SyncLedger;
  /** Where the file is put, under a name of its own. */
  readonly folder: string;
  readonly ports: Pick<TillPorts, 'clock' | 'sha256' | 'utf8' | 'signHead' | 'nextTurn' | 'log'>;
};

export function createExportBacklog(deps: ExportDeps): ExportBacklog {
  return async (hq, acknowledged) => {
    const { folder, ports } = deps;
    const atMs = ports.clock.nowMs();
    const file = path.join(folder, `vafa-backlog-${hq.deviceId.slice(0, 8)}-${atMs}.vafa`);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return await write(deps, { hq, acknowledged, file });
    } catch (error) {
      const code = diskFailure(error);
      if (code === undefined) throw error;
      ports.log('backlogNotExported', { code });
      rmSync(`${file}.new`, { force: true });
      return err(appError(code === 'ENOSPC' ? 'disk_full' : 'file_unwritable', { code }));
    }
  };
}

type Export = { readonly hq: HqFile; readonly acknowledged: SyncHead | null; readonly file: string };

async function write(
  deps: ExportDeps,
  { hq, acknowledged, file }: Export,
): Promise<Result<CarriedBacklog, AppError<ExportCode>>> {
  const { ports } = deps;
  const { sha256, utf8 } = ports;
  const seal = sealerFor(hq);
  const sealed: Uint8Array[] = [];
  const hashes: Uint8Array[] = [];
  let entries = 0;
  for await (const { body, sent } of pushesBehind(deps, hq, acknowledged)) {
    hashes.push(sha256(body));
    sealed.push(carriedFrame(seal(body)));
    entries += sent.toSeq - sent.fromSeq + 1;
  }
  if (entries === 0) return err(appError('nothing_to_send'));
  const { hqId, deviceId } = hq;
  const index = encodeCarriedIndex({ hqId, deviceId, writtenAtMs: ports.clock.nowMs(), parts: hashes });
  const signature = ports.signHead(carriedBytes(index, { sha256, utf8 }));
  const head = carriedFrame(seal(concatBytes(signature, index)));
  const bytes = concatBytes(carriedMagic(utf8), head, ...sealed);
  const descriptor = openSync(`${file}.new`, 'w', 0o600);
  try {
    writeWhole(descriptor, bytes);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(`${file}.new`, file);
  return ok({ file, entries, bytes: bytes.length });
}

/** This runs where sales are booked: so many entries take a few milliseconds. */
const smallBatch = { ...largestBatch, entriesMax: 100 };

/** Push by push, with a turn for everything else in between. */
async function* pushesBehind(
  { ledgerOf, ports }: ExportDeps,
  hq: HqFile,
  acknowledged: SyncHead | null,
): AsyncIterable<PreparedPush> {
  const ledger = ledgerOf(hq.deviceId);
  const identity = { deviceId: hq.deviceId, app: '', sealToHq: sealerFor(hq) };
  const from = acknowledged ?? { epoch: 0, seq: 0 };
  for (const { epoch } of ledger.own().heads.filter((head) => head.epoch >= from.epoch)) {
    let seq = epoch === from.epoch ? from.seq : 0;
    for (;;) {
      const push = preparePush({ ledger, segments: nodeSegments, identity }, { epoch, seq }, smallBatch);
      if (push === null) break;
      yield push;
      seq = push.sent.toSeq;
      await ports.nextTurn();
    }
  }
}

function sealerFor({ escrowKey }: HqFile): (bytes: Uint8Array) => Uint8Array {
  const reader = hexToBytes(escrowKey);
  return (bytes) => {
    const box = reader && sealBox(bytes, reader, nodeBox);
    invariant(box !== undefined, 'HQ gave a usable escrow key');
    return box;
  };
}

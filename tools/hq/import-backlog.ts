/** `npm run hq -- import-backlog`: takes entries that were carried by hand, as if their till had sent them. */

import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { appError } from '#shared/contracts/error-codes.ts';
import type { ErrorDetails } from '#shared/contracts/error-codes.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { carriedBytes, carriedFrames, decodeCarriedIndex } from '#sync/core/backlog-file.ts';
import type { CarriedIndex } from '#sync/core/backlog-file.ts';
import { openBox } from '#sync/core/sealed-box.ts';
import { signingTill } from '#sync/server/db/stores/people/signing-till.ts';
import type { SigningTill } from '#sync/server/db/stores/people/signing-till.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { nodeBox } from '#sync/server/node-box.ts';
import { answerPush } from '#sync/server/push/answer-push.ts';
import { exitCodes, exitCodesHelp } from '../commands/exit-codes.ts';
import { runCommand } from '../commands/run-command.ts';
import type { CommandFailure, CommandOutcome } from '../commands/run-command.ts';
import { openHq } from './open-hq.ts';
import { withPlaceOptions } from './place-options.ts';
import type { PlaceOptions } from './place-options.ts';
import { sayFailure } from './say-failure.ts';

const signatureBytes = 64;

export function registerImportBacklog(program: Command): void {
  withPlaceOptions(program.command('import-backlog'))
    .description('Take a file of entries that a till could not send. Taken again, nothing changes.')
    .argument('<file>', 'as the till wrote it')
    .addHelpText('after', exitCodesHelp(['ok', 'bug', 'usage', 'badInput', 'environment']))
    .action(importBacklog);
}

async function importBacklog(file: string, options: PlaceOptions): Promise<void> {
  const opened = await openHq(options);
  if (!opened.ok) {
    process.exitCode = sayFailure(opened.error);
    return;
  }
  const { deps, close } = opened.value;
  await runCommand(async () => {
    const bytes = readCarried(file);
    return bytes.ok ? await takeCarried(deps, bytes.value) : bytes;
  });
  await close();
}

function readCarried(file: string): Result<Uint8Array, CommandFailure> {
  try {
    return ok(readFileSync(file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return refused('reading', { code });
  }
}

/** The signature of the till stands over all parts, so a file with one that is missing or changed is refused whole. */
export async function takeCarried(deps: HqDeps, file: Uint8Array): Promise<CommandOutcome> {
  const carried = await openCarried(deps, new Uint8Array(file));
  if (!carried.ok) return carried;
  const { till, parts } = carried.value;
  let entries = 0;
  for (const part of parts) {
    const answer = await answerPush(deps, till, part);
    if (!answer.ok) return refused('push', { code: answer.error.code, entries });
    entries = answer.value.received.seq;
  }
  return ok(`Till ${till.name}: ${parts.length} parts, up to entry ${entries}.\n`);
}

type Carried = { readonly till: SigningTill; readonly parts: readonly Uint8Array[] };

async function openCarried(
  { db, identity, serviceKeys, sha256, utf8, verifySignature }: HqDeps,
  file: Uint8Array,
): Promise<Result<Carried, CommandFailure>> {
  const [head, ...sealed] = carriedFrames(file, utf8) ?? [];
  const open = (box: Uint8Array): Uint8Array | undefined => openBox(box, serviceKeys.escrow, nodeBox);
  const opened = head && open(head);
  const index = opened && decodeCarriedIndex(opened.slice(signatureBytes));
  if (opened === undefined || index === undefined) return refused('notForThisHq');
  if (index.hqId !== identity.hqId) return refused('otherHq');
  const till = await signingTill(db, index.deviceId);
  if (till === undefined) return refused('tillUnknown');
  const { publicKey } = till;
  const message = carriedBytes(opened.slice(signatureBytes), { sha256, utf8 });
  const signature = opened.slice(0, signatureBytes);
  if (!verifySignature({ publicKey, message, signature })) return refused('notSigned');
  const parts = sealed.map(open).filter((part) => part !== undefined);
  const isWhole = isSame(parts, index, (part) => bytesToHex(sha256(part)));
  return isWhole ? ok({ till, parts }) : refused('changed');
}

function isSame(
  parts: readonly Uint8Array[],
  index: CarriedIndex,
  hashOf: (part: Uint8Array) => string,
): boolean {
  return (
    parts.length === index.parts.length &&
    index.parts.every((hash, at) => {
      const part = parts[at];
      return part !== undefined && hashOf(part) === bytesToHex(hash);
    })
  );
}

function refused(reason: string, details: ErrorDetails = {}): Result<never, CommandFailure> {
  const error = appError('file_unreadable', { reason, ...details });
  return err({ error, exitCode: exitCodes.badInput });
}

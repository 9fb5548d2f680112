/** Opens a till's ledger to look at it, with the keys that lie beside it or elsewhere. Changes nothing. */

import path from 'node:path';
import type { ReadDb } from '#electron/till/db/database.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { sqliteFailure } from '#electron/till/db/sqlite-failure.ts';
import { tillKeyBytes } from '#electron/till/node-ports.ts';
import type { TillKeyBytes } from '#electron/till/node-ports.ts';
import { createHeadSigner } from '#electron/till/node-signatures.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { tillKeysSchema } from '#shared/contracts/supervision.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { exitCodes } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import { readJsonFile } from './read-json-file.ts';
import type { CommandFailure } from './run-command.ts';

/** Beside the ledger, where a demo till keeps its keys. */
export const keyFileName = 'till.key';

export type LookingKeys = Pick<TillKeyBytes, 'databaseKey'> & { readonly publicKey: Uint8Array };

/** `keyFile` left out: the one beside the ledger. */
export async function withLedger<Value>(
  file: string,
  keyFile: string | undefined,
  look: (db: ReadDb, keys: LookingKeys) => Value,
): Promise<Result<Value, CommandFailure>> {
  const keys = await readTillKeys(keyFile ?? path.join(path.dirname(file), keyFileName));
  if (!keys.ok) return keys;
  const looked = lookedAt(path.resolve(file), keys.value, look);
  return looked.ok ? looked : err({ error: looked.error, exitCode: exitCodeOf(looked.error) });
}

/** The keys of a till, from the file that a demo till keeps them in or one of the same form. */
export async function readTillKeys(file: string): Promise<Result<TillKeyBytes, CommandFailure>> {
  const keys = await readJsonFile(file, { schema: tillKeysSchema, invalidCode: 'key_unavailable' });
  if (!keys.ok) return err({ error: keys.error, exitCode: exitCodes.badInput });
  return ok(tillKeyBytes(keys.value));
}

function lookedAt<Value>(
  file: string,
  keys: TillKeyBytes,
  look: (db: ReadDb, keys: LookingKeys) => Value,
): Result<Value, AppError> {
  const opened = openDatabaseToRead({
    path: file,
    key: keys.databaseKey,
    kind: ledgerKind,
    nativeBinding: null,
  });
  if (!opened.ok) return err(appError(opened.error.code, { file, ...opened.error.details }));
  const db = opened.value;
  const { publicKey } = createHeadSigner(keys.signingSeed);
  try {
    return ok(look(db, { publicKey, databaseKey: keys.databaseKey }));
  } catch (error) {
    const failure = sqliteFailure(error);
    if (failure === undefined) throw error;
    return err(appError(failure.code, { file, ...failure.details }));
  } finally {
    db.close();
  }
}

/** A damaged ledger is an answer; a file that is none, or a wrong key, is a wrong question. */
export function exitCodeOf({ code, details }: AppError): ExitCode {
  if (code === 'ledger_broken') return exitCodes.brokenFound;
  if (code === 'database_damaged') {
    return details['reason'] === 'otherKind' ? exitCodes.badInput : exitCodes.brokenFound;
  }
  return code === 'database_busy' || code === 'disk_full' ? exitCodes.environment : exitCodes.badInput;
}

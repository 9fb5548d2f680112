/** At the start of a till that was set back: what HQ gave back goes into the ledger, and the next entry begins a new epoch. */

import { bytesToHex, hexToBytes } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import type { ReadBackEntry } from '#sync/client/read-own-back.ts';
import { createKeptRuleSets } from '../db/stores/rule-set-store.ts';
import { sha256, utf8 } from '../node-signatures.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import type { WriteDb } from '../db/database.ts';
import { isConstraintBroken } from '../db/constraint-broken.ts';
import type { WriteCode } from '../db/in-transaction.ts';
import { withLongLog } from '../db/long-log.ts';
import { createJournalStore } from '../db/stores/journal-store.ts';
import { createPutBackStep } from '../durability/put-back.ts';
import type { EntriesToPutBack, PutBackStep } from '../durability/put-back.ts';
import { rangeBehind } from '../durability/entry-range.ts';
import type { LostTail } from '../durability/start-epoch.ts';
import type { JournalEntry } from '../journal/journal-record.ts';
import type { TillPorts } from '../ports.ts';
import type { ReadBack } from './read-back-file.ts';

export type TakenBack = {
  readonly entries: number;
  /** The epoch to begin, and what is missing here although HQ has it. */
  readonly tail: LostTail;
};

const entriesPerTransaction = 1_000;

/** Every entry is sealed anew: the same key over the same head gives the same seal. May be called again after a stop. */
export async function takeReadBack(
  db: WriteDb,
  { deviceId, readBack }: { readonly deviceId: DeviceId; readonly readBack: ReadBack },
  ports: TillPorts,
): Promise<Result<TakenBack, AppError<WriteCode | 'database_newer'>>> {
  const store = createJournalStore(db);
  const isThere = ({ epoch, seq }: { readonly epoch: number; readonly seq: number }): boolean =>
    store.hashAt({ epoch, seq }) !== undefined;
  const missing = readable(db, readBack).filter((entry) => !isThere(entry));
  const toPut = { ruleSets: readBack.ruleSets, entries: missing };
  const put = await withLongLog(db, () => putFitting({ db, deviceId, ports }, toPut));
  if (!put.ok) return put;
  const knownHash = hexToBytes(readBack.known.hash);
  invariant(knownHash !== undefined, 'a head has a hash');
  const known = { epoch: readBack.known.epoch, seq: readBack.known.seq, hash: knownHash };
  const head = store.head();
  const newEpoch = Math.max(known.epoch, head?.epoch ?? 0) + 1;
  const here = store.hashAt(known);
  const isWhole = here !== undefined && bytesToHex(here) === readBack.known.hash;
  const nothing = { epoch: known.epoch, fromSeq: 0, toSeq: 0 };
  const isBehind = head === undefined || head.epoch < known.epoch || head.seq < known.seq;
  const conflicting = { epoch: known.epoch, fromSeq: known.seq, toSeq: known.seq };
  const lost = isBehind ? rangeBehind(head, known) : conflicting;
  return ok({
    entries: put.value,
    tail: { newEpoch, known, missing: isWhole ? nothing : lost },
  });
}

type Target = Pick<EntriesToPutBack, 'db' | 'deviceId'> & { readonly ports: TillPorts };

/**
 * What fits to what is here. After a fork the two histories may have done the same operation, or one may go on from an
 * entry that the other never had: HQ has both, a ledger holds one. What follows such an entry in its epoch is left out.
 */
async function putFitting(
  target: Target,
  { entries, ruleSets }: Pick<ReadBack, 'entries' | 'ruleSets'>,
): Promise<Result<number, AppError<WriteCode | 'database_newer'>>> {
  const put = createPutBackStep(target);
  const ruled = put(entries.length > 0 ? [{ ruleSets, entries: [] }] : []);
  if (!ruled.ok) return ruled;
  let kept = 0;
  for (let from = 0; from < entries.length; from += entriesPerTransaction) {
    const part = entries.slice(from, from + entriesPerTransaction).map((entry) => asBooked(entry, target));
    const together = unlessUnfitting(put, part);
    // All of the part was rolled back: it is tried again entry by entry, and the one that does not fit is passed over.
    const tries = together === undefined ? part.map((entry) => unlessUnfitting(put, [entry])) : [together];
    for (const done of tries) {
      if (done === undefined) continue;
      if (!done.ok) return done;
      kept += done.value.entries;
    }
    await target.ports.nextTurn();
  }
  return ok(kept);
}

/** `undefined` where an entry breaks a rule of the tables, and nothing was kept. */
function unlessUnfitting(
  put: PutBackStep,
  entries: readonly JournalEntry[],
): ReturnType<PutBackStep> | undefined {
  try {
    return put([{ ruleSets: [], entries }]);
  } catch (error) {
    if (!isConstraintBroken(error)) throw error;
    return undefined;
  }
}

function asBooked(entry: ReadBackEntry, { deviceId, ports }: Target): JournalEntry {
  const signature = ports.signHead(sealBytes({ deviceId, ...entry }));
  return { ...entry, signature, attachments: [], commandId: null };
}

/** Up to the first entry that this program cannot keep: of a newer one, or of a rule set that nobody has any more. */
function readable(db: WriteDb, { entries, ruleSets }: ReadBack): readonly ReadBackEntry[] {
  const kept = createKeptRuleSets(db);
  const given = new Set(ruleSets.map((json) => bytesToHex(sha256(utf8.encode(json)))));
  const end = entries.findIndex(({ body }) => {
    const hash = parseEntry(body)?.ruleSetHash;
    if (hash === undefined) return true;
    return hash !== null && !given.has(hash) && kept.jsonOf(hash) === undefined;
  });
  return end < 0 ? entries : entries.slice(0, end);
}

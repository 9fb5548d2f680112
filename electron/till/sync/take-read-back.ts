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
import type { WriteCode } from '../db/in-transaction.ts';
import { createJournalStore } from '../db/stores/journal-store.ts';
import { putBack } from '../durability/put-back.ts';
import { rangeBehind } from '../durability/entry-range.ts';
import type { LostTail } from '../durability/start-epoch.ts';
import type { JournalRecord } from '../journal/journal-record.ts';
import type { TillPorts } from '../ports.ts';
import type { ReadBack } from './read-back-file.ts';

export type TakenBack = {
  readonly entries: number;
  /** The epoch to begin, and what is missing here although HQ has it. */
  readonly tail: LostTail;
};

const entriesPerRecord = 100;

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
  const records = function* (): Iterable<JournalRecord> {
    if (missing.length > 0) yield { ruleSets: readBack.ruleSets, entries: [] };
    for (let from = 0; from < missing.length; from += entriesPerRecord) {
      const entries = missing.slice(from, from + entriesPerRecord).map((entry) => ({
        ...entry,
        signature: ports.signHead(sealBytes({ deviceId, ...entry })),
        attachments: [],
        commandId: null,
      }));
      yield { ruleSets: [], entries };
    }
  };
  const put = await putBack({ db, deviceId, records: records(), ports });
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
    entries: put.value.entries,
    tail: { newEpoch, known, missing: isWhole ? nothing : lost },
  });
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

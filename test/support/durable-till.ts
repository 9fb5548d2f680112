/** A ledger with its journal on real files, opened and closed as a till does it, but for everything above the ledger. */

import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { WriteDb } from '#electron/till/db/database.ts';
import { createEnrolmentStore } from '#electron/till/db/stores/enrolment-store.ts';
import { createMemberWriter } from '#electron/till/db/stores/member-writer.ts';
import { openLedgerFile } from '#electron/till/durability/open-ledger.ts';
import type { OpenedLedger, OpenLedgerCode } from '#electron/till/durability/open-ledger.ts';
import type { FileSystem } from '#electron/till/journal/file-system.ts';
import { createLedgerJournal } from '#electron/till/journal/follow-ledger.ts';
import type { LedgerJournal } from '#electron/till/journal/follow-ledger.ts';
import { nodeFileSystem } from '#electron/till/journal/node-file-system.ts';
import { createJournalReader } from '#electron/till/journal/read-journal.ts';
import type { JournalReader } from '#electron/till/journal/read-journal.ts';
import { createJournalWriter } from '#electron/till/journal/write-journal.ts';
import { createLedger } from '#electron/till/ledger.ts';
import type { LedgerOfTill } from '#electron/till/ledger.ts';
import { createNodePorts } from '#electron/till/node-ports.ts';
import type { TillPorts } from '#electron/till/ports.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { parseCardUid } from '#shared/domain/card.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import {
  deviceId,
  enrolmentToBook,
  ledgerKeys,
  memberRef,
  noonMs,
  otherMemberRef,
  saleToBook,
  testId,
} from './ledger.ts';
import { createManualTime } from './manual-time.ts';
import { present } from './present.ts';
import { temporaryFolder } from './temporary-folder.ts';

export type DurableTill = {
  readonly dataDir: string;
  readonly ledgerFile: string;
  readonly journalDir: string;
  readonly reader: JournalReader;
  readonly logged: readonly string[];
  readonly ports: TillPorts;
  readonly open: (opening?: DurableOpening) => Promise<Result<OpenTill, AppError<OpenLedgerCode>>>;
  /** Ledger and journal as they are now; the till is closed. */
  readonly image: (name: string) => void;
  /** Puts one of them back as it was. */
  readonly restore: (name: string, what: 'ledger' | 'journal') => void;
};

export type DurableOpening = { readonly files?: FileSystem; readonly key?: Uint8Array };

export type OpenTill = {
  readonly opened: OpenedLedger;
  readonly ledger: LedgerOfTill;
  readonly journal: LedgerJournal;
  readonly close: () => void;
};

export function createDurableTill(files: FileSystem = nodeFileSystem): DurableTill {
  const root = temporaryFolder();
  const dataDir = path.join(root, 'till');
  const ledgerFile = path.join(dataDir, 'ledger.db');
  const journalDir = path.join(dataDir, 'journal');
  mkdirSync(dataDir);
  const time = createManualTime(noonMs);
  const rng = createSeededRng(5);
  const logged: string[] = [];
  const ports: TillPorts = {
    ...createNodePorts(ledgerKeys, (event) => void logged.push(event)),
    clock: time.clock,
    timers: time.timers,
    randomBytes: rng.bytes,
  };
  const placeOf = ({ files: other = files, key = ledgerKeys.databaseKey }: DurableOpening) => ({
    files: other,
    folder: journalDir,
    key,
  });
  return {
    dataDir,
    ledgerFile,
    journalDir,
    reader: createJournalReader(placeOf({})),
    logged,
    ports,
    open: async (opening = {}) => {
      const journalPlace = placeOf(opening);
      const opened = await openLedgerFile({
        dataDir,
        databaseKey: journalPlace.key,
        nativeBinding: null,
        journal: journalPlace,
        isFirstStart: !existsSync(path.join(dataDir, 'drafts.db')),
        ports,
      });
      if (!opened.ok) return opened;
      const { db, journalHead, refusal } = opened.value;
      const writer = createJournalWriter({
        place: journalPlace,
        deviceId,
        randomBytes: rng.bytes,
        segmentBytesMax: 4_000,
      });
      const journal = createLedgerJournal({ db, writer, last: journalHead, log: ports.log });
      if (refusal === null) journal.follow();
      const start = { refusal, newEpoch: null };
      const ledger = createLedger({ db, ports, device: { deviceId }, journal, start });
      const close = (): void => {
        journal.close();
        db.close();
      };
      return ok({ opened: opened.value, ledger, journal, close });
    },
    image: (name) => cpSync(dataDir, path.join(root, name), { recursive: true }),
    restore: (name, what) => {
      const from = path.join(root, name);
      if (what === 'journal') restoreJournal(from, journalDir);
      else restoreLedger(from, dataDir);
    },
  };
}

function restoreJournal(from: string, journalDir: string): void {
  rmSync(journalDir, { recursive: true, force: true });
  const kept = path.join(from, 'journal');
  if (existsSync(kept)) cpSync(kept, journalDir, { recursive: true });
}

function restoreLedger(from: string, dataDir: string): void {
  for (const suffix of ['', '-wal', '-shm'])
    rmSync(path.join(dataDir, `ledger.db${suffix}`), { force: true });
  for (const file of readdirSync(from).filter((each) => each.startsWith('ledger.db'))) {
    copyFileSync(path.join(from, file), path.join(dataDir, file));
  }
}

/** The n-th booking: mostly sales, sometimes a new member; booked again it is the same. */
export function bookNumber(
  { ledger, opened }: OpenTill,
  number: number,
): ReturnType<LedgerOfTill['bookSale']> {
  if (number % 5 === 0) return enrolNumber(ledger, opened.db, number);
  const member = [memberRef, otherMemberRef, null][number % 3] ?? null;
  return ledger.bookSale(saleToBook({ basketId: testId(number), member }));
}

/** With the record and the rows that an enrolment at the till writes. */
function enrolNumber(
  ledger: LedgerOfTill,
  db: WriteDb,
  number: number,
): ReturnType<LedgerOfTill['bookSale']> {
  const commandId = testId(number);
  const member = {
    memberRef: testId(9_000 + number),
    name: `سارا ${number}`,
    phone: null,
    birthDate: null,
    tierId: 'bronze',
  };
  const cardUid = present(parseCardUid(`04a1b2c3d4${String(number).padStart(4, '0')}`));
  const record = new TextEncoder().encode(JSON.stringify({ schemaVersion: 1, ...member, cardUid }));
  return ledger.bookEnrolment(
    enrolmentToBook({
      commandId,
      memberRef: member.memberRef,
      record,
      alsoWrite: () => {
        const writer = createMemberWriter(db, { numberOf: () => 0, storeIdOf: () => '' });
        writer.addMember(writer.nextMemberId(), {
          member: { ...member, latinName: null },
          cards: [{ cardUid, cardNumber: null, state: 'active' }],
          pointsBalance: points(0),
          walletMinor: minor(0),
          visitCount: 0,
          spentMinor: minor(0),
          lastVisits: [],
        });
        createEnrolmentStore(db).addEnrolment(commandId, member.memberRef);
      },
    }),
  );
}

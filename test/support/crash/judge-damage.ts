/** Opens what a disk broke its promise about: whatever was acknowledged must be there again, and that must be told. */

import path from 'node:path';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import { sqliteFailure } from '#electron/till/db/sqlite-failure.ts';
import { createJournalReader } from '#electron/till/journal/read-journal.ts';
import { journalPlace, noteDamage, openCrashTill } from './crash-till.ts';
import type { CrashOpening, CrashTill } from './crash-till.ts';
import type { CrashWorkload } from './crash-workloads.ts';
import type { Damage, Files } from './damages.ts';
import { judgingPorts, layFiles, modeFor, problemsOf } from './judge-state.ts';
import type { Expected, Problems } from './judge-state.ts';

/**
 * `unharmed`: nothing was missing, and everything was sound; `putRight`: the start put back what was missing;
 * `found`: the check of the whole ledger met it, and the start after that put it right.
 */
export type DamageEnd = 'unharmed' | 'putRight' | 'found';

export type DamageJudged = { readonly end: DamageEnd; readonly problems: Problems };
export type DamagedState = { readonly damage: Damage; readonly files: Files; readonly expected: Expected };
export type JudgeDamage = (state: DamagedState) => Promise<DamageJudged>;

/** Uses `folder` again for each state. */
export function createDamageJudge(folder: string, workload: CrashWorkload): JudgeDamage {
  const ports = judgingPorts(workload);
  return async ({ damage, files, expected }) => {
    layFiles(folder, files);
    if (damage.isOfJournal === true && !isToldByJournal(folder, workload, files))
      return { end: 'unharmed', problems: ['the journal does not tell of its damage'] };
    const opening: CrashOpening = { folder, ports, owner: workload.owner, mode: modeFor(expected) };
    const first = await openTwice(opening);
    if (typeof first === 'string') return { end: 'putRight', problems: [first] };
    if (isSound(first)) return judged(first, workload, expected);
    first.close();
    noteDamage(opening);
    const second = await openTwice(opening);
    if (typeof second === 'string') return { end: 'found', problems: [second] };
    return { ...judged(second, workload, expected), end: 'found' };
  };
}

/** As the till service does it: damage met at the start is noted, and the start after that trusts no page. */
async function openTwice(opening: CrashOpening): Promise<CrashTill | string> {
  let last = '';
  for (let time = 0; time < 2; time += 1) {
    try {
      const opened = await openCrashTill(opening);
      if (opened.ok) return opened.value;
      last = `does not open: ${opened.error.code} ${JSON.stringify(opened.error.details)}`;
    } catch (error) {
      if (sqliteFailure(error) === undefined) throw error;
      last = `does not open: ${String(error)}`;
    }
    noteDamage(opening);
  }
  return last;
}

function isSound({ db, ports, ledger }: CrashTill): boolean {
  try {
    return ledger.stoppedBy() === null && verifyLedger(db, ports).isSound;
  } catch (error) {
    if (sqliteFailure(error) === undefined) throw error;
    return false;
  }
}

function judged(till: CrashTill, workload: CrashWorkload, expected: Expected): DamageJudged {
  try {
    const problems = [...problemsOf(till, workload, expected), ...journalProblems(till, workload)];
    return { end: till.recovery === null ? 'unharmed' : 'putRight', problems };
  } finally {
    till.close();
  }
}

/** Of a journal with nothing in it there is nothing to tell. */
function isToldByJournal(folder: string, { owner }: CrashWorkload, files: Files): boolean {
  if (![...files.keys()].some((name) => name.startsWith('journal/'))) return true;
  const { strayBytes, unreadableSegments } = createJournalReader(journalPlace({ folder, owner })).report();
  return strayBytes > 0 || unreadableSegments.length > 0;
}

/** The journal holds the newest entry again, whatever became of it. */
function journalProblems(till: CrashTill, { owner }: CrashWorkload): Problems {
  const place = journalPlace({ folder: path.dirname(till.db.path), owner });
  const head = createJournalReader(place).head();
  return head?.seq === till.ledger.head().seq ? [] : ['the journal does not end where the ledger does'];
}

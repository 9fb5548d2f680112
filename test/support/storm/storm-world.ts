/** A till on real files to which everything is done, and the books that are kept beside it. */

import path from 'node:path';
import type { ReadDb } from '#electron/till/db/database.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import { sha256, utf8, verifySignature } from '#electron/till/node-signatures.ts';
import { errors as english } from '#renderer/strings/en/errors.ts';
import { errors as persian } from '#renderer/strings/fa/errors.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { tillContract } from '#shared/contracts/till-contract.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { Result } from '#shared/kernel/result.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { createLedgerWatch } from '#test/support/sim/ledger-watch.ts';
import type { LedgerWatch } from '#test/support/sim/ledger-watch.ts';
import { approver, valueChainData } from '#test/support/sim/value-chain.ts';
import { mustHold } from '#test/support/sim/violation.ts';
import { manager, tinyMembers } from '#test/support/till-chain.ts';
import { createTillWorld, worldKeys } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';

export type Storm = {
  readonly world: TillWorld;
  run: TillRun;
  db: ReadDb & { readonly close: () => void };
  readonly watch: LedgerWatch;
  /** Money over the desk, as the answers told it: by sale, top-up and card sold; out by refund. */
  readonly desk: Map<string, number>;
  readonly sales: Uuid[];
  /** Codes as they were printed. */
  readonly codes: string[];
  readonly claims: Uuid[];
  /** Commands that were carried out, to be sent again. */
  readonly done: Command[];
  /** How often each answer came. */
  readonly answers: Map<string, number>;
};

export type OperationName = keyof typeof tillContract.operations;
export type Command = {
  readonly name: OperationName;
  readonly input: Readonly<Record<string, unknown>>;
};

/** What the till books by itself. */
const ownKinds = "('release', 'expire', 'tierChange')";

export async function startStorm(seed: number): Promise<Storm> {
  const data = valueChainData();
  const world = createTillWorld({ seed, data });
  const run = await world.open();
  const first = tinyMembers().map(
    ({ memberRef, pointsBalance, walletMinor }) =>
      [memberRef, { points: pointsBalance, wallet: walletMinor }] as const,
  );
  const storm: Storm = {
    world,
    run,
    db: readLedger(world),
    watch: createLedgerWatch(data.chain.till.deviceId, new Map(first)),
    desk: new Map(),
    sales: [],
    codes: [],
    claims: [],
    done: [],
    answers: new Map(),
  };
  await signIn(storm);
  return storm;
}

/** A manager, so that nothing is out of reach; another one approves. */
export async function signIn({ run, world }: Storm): Promise<void> {
  expectOk(await run.screen.signIn({ commandId: world.id(), ...manager }));
}

export const approval = { ...approver };

export async function restart(storm: Storm): Promise<void> {
  storm.db.close();
  storm.run.close();
  storm.run = await storm.world.open();
  storm.db = readLedger(storm.world);
  await signIn(storm);
}

/** Sends a command as a page does. Whatever is refused is refused by a code that is declared and has words. */
export async function send<Value>(storm: Storm, name: OperationName, input: object): Promise<Value | null> {
  const command = { name, input: { ...input } };
  const answer = await call(storm, command);
  if (!answer.ok) return null;
  storm.done.push(command);
  // The answer was parsed with the schema of its operation, which the caller names.
  return answer.value as Value;
}

export async function call(
  { run, answers }: Storm,
  { name, input }: Command,
): Promise<Result<unknown, AppError>> {
  // The inputs are made of what answers gave; the contract of the till checks them all the same.
  const operation = run.screen[name] as (asked: unknown) => Promise<Result<unknown, AppError>>;
  const answer = await operation(input);
  const code = answer.ok ? 'ok' : answer.error.code;
  const said = `${name} ${code}`;
  answers.set(said, (answers.get(said) ?? 0) + 1);
  if (answer.ok) return answer;
  const declared: readonly string[] = tillContract.operations[name].errors;
  mustHold(declared.includes(answer.error.code), 'a refusal is one that its operation declares', {
    name,
    error: answer.error,
    input,
  });
  for (const texts of [english, persian]) {
    const { sentence, nextStep } = texts[answer.error.code];
    mustHold(sentence !== '' && nextStep !== '', 'a refusal has a sentence and a next step', { code });
  }
  return answer;
}

/** After each step: everything that was committed, looked at once more by other books. */
export function check(storm: Storm): void {
  const { db, watch, desk, world } = storm;
  mustHold(world.bugs.length === 0, 'the till has no bug', { bugs: world.bugs.map(String) });
  watch.catchUp(db);
  lotsAreBalances(db);
  giftCardsAreWhole(db);
  for (const [what, sum] of desk) mustHold(sum >= 0, 'nobody is handed more than was paid', { what, sum });
}

/** The whole ledger by its own checker. */
export function checkAll(storm: Storm): void {
  check(storm);
  const { publicKey } = storm.world.opening().ports;
  const report = verifyLedger(storm.db, { sha256, utf8, verifySignature, publicKey });
  mustHold(report.isSound, 'the ledger is sound', { findings: report.findings });
}

/** Entries that somebody asked for. */
export function entriesAsked({ db }: Storm): number {
  const row = db.prepareRead(`SELECT COUNT(*) AS entries FROM entry WHERE kind NOT IN ${ownKinds}`).get();
  return Number(row?.['entries'] ?? 0);
}

export type Worth = ReadonlyMap<string, number>;

/** What every member and gift card holds, held back or not. */
export function worths({ db }: Storm): Worth {
  const rows = db
    .prepareRead(
      `SELECT REPLACE(REPLACE(account, 'points_pending', 'points'), 'wallet_pending', 'wallet') AS account,
         SUM(amount) AS amount
       FROM balance WHERE account LIKE 'member:%' OR account LIKE 'gift_card:%' GROUP BY 1`,
    )
    .all();
  return new Map(rows.map(({ account, amount }) => [String(account), Number(amount)]));
}

/** What a member holds is what their lots hold, those of the snapshot included. */
function lotsAreBalances(db: ReadDb): void {
  const rows = db
    .prepareRead(
      `SELECT member, unit, SUM(amount) AS amount FROM (
         SELECT LOWER(REPLACE(SUBSTR(account, 8, 36), '-', '')) AS member, unit, amount
         FROM balance WHERE account LIKE 'member:%'
         UNION ALL
         SELECT LOWER(HEX(member_ref)), CASE unit WHEN 'points' THEN 'points' ELSE 'IRR' END, -open - held FROM lot
         UNION ALL
         SELECT LOWER(HEX(member_ref)), CASE unit WHEN 'points' THEN 'points' ELSE 'IRR' END, -amount FROM snapshot_draw
       ) GROUP BY member, unit HAVING SUM(amount) <> 0`,
    )
    .all();
  mustHold(rows.length === 0, 'a balance is the sum of its lots', { rows });
}

/** What was put on gift cards is still there, was spent, or went back to the shop. */
function giftCardsAreWhole(db: ReadDb): void {
  const rows = db.prepareRead("SELECT account, amount FROM balance WHERE account LIKE 'gift_card:%'").all();
  for (const { account, amount } of rows) {
    const moved = db
      .prepareRead('SELECT COALESCE(SUM(amount), 0) AS amount FROM posting WHERE account = ?')
      .get(String(account));
    mustHold(Number(amount) >= 0, 'a gift card never owes', { account, amount });
    mustHold(moved?.['amount'] === amount, 'a gift card holds what was put on it less what left it', {
      account,
    });
  }
}

function readLedger({ dataDir }: TillWorld): Storm['db'] {
  const file = path.join(dataDir, 'ledger.db');
  return expectOk(
    openDatabaseToRead({ path: file, key: worldKeys.databaseKey, kind: ledgerKind, nativeBinding: null }),
  );
}

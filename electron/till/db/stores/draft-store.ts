/** The open basket on disk. One transaction for each change, together with the command that asked for it. */

import type { BasketId } from '#shared/domain/basket.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import { paymentMeansKinds } from '#shared/domain/payment.ts';
import type { PaymentMeans } from '#shared/domain/payment.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { emptyDraft } from '#electron/till/basket/draft.ts';
import type { Draft, DraftChange, DraftLine, DraftMember } from '#electron/till/basket/draft.ts';
import type { ReadDb, SqlRow, SqlValue, WriteDb, WriteStatement } from '../database.ts';
import { inTransaction } from '../in-transaction.ts';
import type { WriteCode } from '../in-transaction.ts';
import { integerOf, textOf, textOrNull, uuidOf, uuidOrNull } from '../row.ts';
import { lineFactsOf, lineFactsValues, textListOf } from './line-facts.ts';
import { cardUidBytes, cardUidOf } from './member-rows.ts';
import { createTenderRows, tenderColumns, tenderValues } from './tender-rows.ts';
import type { TenderRows } from './tender-rows.ts';

export type AppliedCommand = { readonly commandId: Uuid; readonly atMs: EpochMs };
export type PinnedRuleSet = { readonly ruleSetHash: string; readonly body: string };

export type DraftStore = {
  readonly load: () => Draft | undefined;
  readonly saveChange: (change: DraftChange, beside: SavedBeside) => Saved;
  /** Throws the open basket away and begins an empty one. */
  readonly startOver: (basketId: BasketId, command: AppliedCommand | null) => Saved;
  readonly wasApplied: (commandId: Uuid) => boolean;
  readonly keptRuleSet: (ruleSetHash: string) => PinnedRuleSet | undefined;
};

export type SavedBeside = {
  /** Null for a change that nobody commanded, such as a tap. */
  readonly command: AppliedCommand | null;
  /** The version that the basket is pinned to by this change, should a newer one replace it in the cache. */
  readonly ruleSet: PinnedRuleSet | null;
};

type Saved = Result<null, AppError<WriteCode>>;

const lineColumns = `place, line_id, product_id, group_id, unit_price_minor, quantity, brand_id, tags, is_reduced,
  tax_basis_points, floor_unit_price_minor`;

/** Who the open basket is for, in whichever version of the file; null where it is for nobody. */
export function memberOfBasket(db: ReadDb): MemberRef | null {
  const row = db.prepareRead('SELECT member_ref FROM basket WHERE member_ref IS NOT NULL').get();
  return row === undefined ? null : uuidOf(row, 'member_ref');
}

/** A screen repeats a command within seconds; this many commands are hours of work. */
const appliedCommandsMax = 2_000;

export function createDraftStore(db: WriteDb): DraftStore {
  const statements = { ...prepareStatements(db), tenders: createTenderRows(db) };
  const save = (work: () => void): Saved =>
    inTransaction(db, () => {
      work();
      return null;
    });
  return {
    load: () => loadDraft(statements),
    saveChange: (change, { command, ruleSet }) =>
      save(() => {
        // What is left of another basket, sold but not cleared, gives way.
        if (!isStored(statements, change.after.basketId)) clearBasket(statements);
        writeChange(statements, change);
        if (ruleSet !== null) keepRuleSet(statements, ruleSet);
        writeCommand(statements, command);
      }),
    startOver: (basketId, command) =>
      save(() => {
        clearBasket(statements);
        writeBasket(statements, emptyDraft(basketId));
        writeCommand(statements, command);
      }),
    wasApplied: (commandId) => statements.findCommand.get(uuidToBytes(commandId)) !== undefined,
    keptRuleSet: (ruleSetHash) => {
      const row = statements.findRuleSet.get(ruleSetHash);
      return row && { ruleSetHash, body: textOf(row, 'body') };
    },
  };
}

type Statements = ReturnType<typeof prepareStatements> & { readonly tenders: TenderRows };

function prepareStatements(db: WriteDb) {
  return {
    selectBasket: db.prepare(
      `SELECT basket_id, revision, member_ref, card_uid, identified_by, rule_set_hash, payment_means, wish_with,
          wish_without, ${tenderColumns}
        FROM basket WHERE slot = 1`,
    ),
    upsertBasket: db.prepare(
      `INSERT INTO basket (slot, basket_id, revision, member_ref, card_uid, identified_by, rule_set_hash,
          payment_means, wish_with, wish_without, ${tenderColumns})
        VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (slot) DO UPDATE SET basket_id = excluded.basket_id, revision = excluded.revision,
          member_ref = excluded.member_ref, card_uid = excluded.card_uid, identified_by = excluded.identified_by,
          rule_set_hash = excluded.rule_set_hash, payment_means = excluded.payment_means,
          wish_with = excluded.wish_with, wish_without = excluded.wish_without,
          tender_points = excluded.tender_points, tender_wallet_minor = excluded.tender_wallet_minor,
          tender_household_minor = excluded.tender_household_minor, tenders_cut = excluded.tenders_cut`,
    ),
    selectLines: db.prepare(`SELECT ${lineColumns} FROM basket_line ORDER BY place`),
    upsertLine: db.prepare(
      `INSERT INTO basket_line (${lineColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (place) DO UPDATE SET quantity = excluded.quantity`,
    ),
    deleteLine: db.prepare('DELETE FROM basket_line WHERE place = ?'),
    deleteLines: db.prepare('DELETE FROM basket_line'),
    selectUndo: db.prepare(`SELECT ${lineColumns} FROM undo_step ORDER BY step`),
    insertUndo: db.prepare(
      `INSERT INTO undo_step (step, ${lineColumns})
        SELECT coalesce(max(step), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM undo_step`,
    ),
    deleteOldUndo: db.prepare('DELETE FROM undo_step WHERE step <= (SELECT max(step) FROM undo_step) - ?'),
    deleteNewestUndo: db.prepare('DELETE FROM undo_step WHERE step = (SELECT max(step) FROM undo_step)'),
    deleteUndo: db.prepare('DELETE FROM undo_step'),
    findCommand: db.prepare('SELECT number FROM applied_command WHERE command_id = ?'),
    // WHERE TRUE tells the parser that ON belongs to the insert. A sale may come under an id that is known already.
    insertCommand: db.prepare(
      `INSERT INTO applied_command (number, command_id, at_ms)
        SELECT coalesce(max(number), 0) + 1, ?, ? FROM applied_command WHERE TRUE
        ON CONFLICT (command_id) DO NOTHING`,
    ),
    deleteOldCommands: db.prepare(
      'DELETE FROM applied_command WHERE number <= (SELECT max(number) FROM applied_command) - ?',
    ),
    isRuleSetKept: db.prepare('SELECT 1 AS found FROM pinned_rule_set WHERE rule_set_hash = ?'),
    insertRuleSet: db.prepare('INSERT INTO pinned_rule_set (rule_set_hash, body) VALUES (?, ?)'),
    findRuleSet: db.prepare('SELECT body FROM pinned_rule_set WHERE rule_set_hash = ?'),
    deleteRuleSets: db.prepare('DELETE FROM pinned_rule_set'),
  } satisfies Record<string, WriteStatement>;
}

function isStored(statements: Statements, basketId: BasketId): boolean {
  const row = statements.selectBasket.get();
  return row !== undefined && uuidOf(row, 'basket_id') === basketId;
}

function clearBasket(statements: Statements): void {
  statements.deleteLines.run();
  statements.deleteUndo.run();
}

/**
 * A version stays when its basket goes, since the next basket is nearly always pinned to the same: ten thousand offers
 * are megabytes, and writing and wiping them for each sale costs more than the sale.
 */
function keepRuleSet(statements: Statements, { ruleSetHash, body }: PinnedRuleSet): void {
  if (statements.isRuleSetKept.get(ruleSetHash) !== undefined) return;
  statements.deleteRuleSets.run();
  statements.insertRuleSet.run(ruleSetHash, body);
}

function writeChange(statements: Statements, change: DraftChange): void {
  const { after, touchedLine } = change;
  writeBasket(statements, after);
  if (touchedLine?.quantity === 0) statements.deleteLine.run(touchedLine.place);
  else if (touchedLine !== null) statements.upsertLine.run(...lineValues(touchedLine));
  if (change.undo === 'popped') statements.deleteNewestUndo.run();
  if (change.undo === 'pushed') {
    const former = after.undo.at(-1);
    invariant(former !== undefined, 'a change of a line can be undone');
    statements.insertUndo.run(...lineValues(former));
    statements.deleteOldUndo.run(after.undo.length);
  }
}

function writeBasket(statements: Statements, draft: Draft): void {
  const { member } = draft;
  statements.upsertBasket.run(
    uuidToBytes(draft.basketId),
    draft.revision,
    member === null ? null : uuidToBytes(member.memberRef),
    member?.cardUid == null ? null : cardUidBytes(member.cardUid),
    member?.identifiedBy ?? null,
    draft.ruleSetHash,
    draft.paymentMeans,
    JSON.stringify(draft.wish.with),
    JSON.stringify(draft.wish.without),
    ...tenderValues(draft.tenders, draft.areTendersCut),
  );
  statements.tenders.writeCodes(draft.tenders);
}

function writeCommand(statements: Statements, command: AppliedCommand | null): void {
  if (command === null) return;
  statements.insertCommand.run(uuidToBytes(command.commandId), command.atMs);
  statements.deleteOldCommands.run(appliedCommandsMax);
}

function loadDraft(statements: Statements): Draft | undefined {
  const row = statements.selectBasket.get();
  if (row === undefined) return undefined;
  return {
    basketId: uuidOf(row, 'basket_id'),
    revision: integerOf(row, 'revision'),
    lines: statements.selectLines.all().map(lineOf),
    member: draftMemberOf(row),
    ruleSetHash: textOrNull(row, 'rule_set_hash'),
    paymentMeans: paymentMeansOf(row),
    wish: { with: textListOf(row, 'wish_with'), without: textListOf(row, 'wish_without') },
    tenders: statements.tenders.chosenOf(row),
    areTendersCut: integerOf(row, 'tenders_cut') === 1,
    undo: statements.selectUndo.all().map(lineOf),
  };
}

function paymentMeansOf(row: SqlRow): PaymentMeans | null {
  const stored = textOrNull(row, 'payment_means');
  const means = paymentMeansKinds.find((kind) => kind === stored);
  invariant(stored === null || means !== undefined, 'a customer pays by known means');
  return means ?? null;
}

function draftMemberOf(row: SqlRow): DraftMember | null {
  const memberRef = uuidOrNull(row, 'member_ref');
  if (memberRef === null) return null;
  const identifiedBy = textOf(row, 'identified_by');
  invariant(
    identifiedBy === 'card' || identifiedBy === 'search' || identifiedBy === 'enrolment',
    'a member was identified in a known way',
  );
  const cardUid = row['card_uid'] === null ? null : cardUidOf(row, 'card_uid');
  return { memberRef, cardUid, identifiedBy };
}

function lineOf(row: SqlRow): DraftLine {
  return {
    place: integerOf(row, 'place'),
    lineId: uuidOf(row, 'line_id'),
    productId: textOrNull(row, 'product_id'),
    groupId: textOrNull(row, 'group_id'),
    unitPriceMinor: minor(integerOf(row, 'unit_price_minor')),
    quantity: integerOf(row, 'quantity'),
    ...lineFactsOf(row, 'floor_unit_price_minor'),
  };
}

function lineValues(line: DraftLine): readonly SqlValue[] {
  const { place, lineId, productId, groupId, unitPriceMinor, quantity } = line;
  const facts = lineFactsValues({
    brandId: line.brandId,
    tags: line.tags,
    isReduced: line.isReduced,
    taxBasisPoints: line.taxBasisPoints,
    floorUnitPriceMinor: line.floorUnitPriceMinor,
  });
  return [place, uuidToBytes(lineId), productId, groupId, unitPriceMinor, quantity, ...facts];
}

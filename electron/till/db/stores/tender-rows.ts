/** What the customer chose to pay with, as the open basket keeps it. */

import { minor } from '#shared/domain/money.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { ChosenTenders } from '#shared/ledger/value/chosen-tenders.ts';
import type { SqlRow, SqlValue, WriteDb, WriteStatement } from '../database.ts';
import { integerOf, integerOrNull, uuidOf } from '../row.ts';

/** In the order of `tenderValues`. */
export const tenderColumns = 'tender_points, tender_wallet_minor, tender_household_minor, tenders_cut';

export type TenderRows = {
  /** Beside the basket's own row. */
  readonly writeCodes: (chosen: ChosenTenders) => void;
  readonly chosenOf: (basketRow: SqlRow) => ChosenTenders;
};

export function createTenderRows(db: WriteDb): TenderRows {
  const statements = {
    deleteCodes: db.prepare('DELETE FROM basket_code'),
    insertCode: db.prepare('INSERT INTO basket_code (place, code_id, amount_minor) VALUES (?, ?, ?)'),
    selectCodes: db.prepare('SELECT code_id, amount_minor FROM basket_code ORDER BY place'),
  } satisfies Record<string, WriteStatement>;
  return {
    writeCodes: ({ coupons, giftCards }) => {
      statements.deleteCodes.run();
      const rows = [
        ...coupons.map((codeId) => ({ codeId, amountMinor: null })),
        ...giftCards.map(({ codeId, amountMinor }) => ({ codeId, amountMinor })),
      ];
      for (const [place, { codeId, amountMinor }] of rows.entries()) {
        statements.insertCode.run(place, uuidToBytes(codeId), amountMinor);
      }
    },
    chosenOf: (basketRow) => {
      const codes = statements.selectCodes.all().map((row) => ({
        codeId: uuidOf(row, 'code_id'),
        amountMinor: integerOrNull(row, 'amount_minor'),
      }));
      return {
        coupons: codes.flatMap(({ codeId, amountMinor }) => (amountMinor === null ? [codeId] : [])),
        points: integerOf(basketRow, 'tender_points'),
        walletMinor: minor(integerOf(basketRow, 'tender_wallet_minor')),
        householdMinor: minor(integerOf(basketRow, 'tender_household_minor')),
        giftCards: codes.flatMap(({ codeId, amountMinor }) =>
          amountMinor === null ? [] : [{ codeId, amountMinor: minor(amountMinor) }],
        ),
      };
    },
  };
}

export function tenderValues(chosen: ChosenTenders, areTendersCut: boolean): readonly SqlValue[] {
  return [chosen.points, chosen.walletMinor, chosen.householdMinor, areTendersCut ? 1 : 0];
}

/** A simulation as people read it: aligned columns, amounts with their currency. */

import { sides } from './shard-tally.ts';
import type { Change, OfferSums } from './shard-tally.ts';
import type { BudgetReport, GivenRows, SimulationReport } from './simulation-report.ts';

type Row = readonly string[];
type Amount = (amountMinor: number) => string;

/** Whole lines. */
export function reportText(report: SimulationReport): string {
  const amount = amountsIn(report.currency);
  const { history } = report;
  const parts = [
    table(headRows(report)),
    section('All sales', givenTable(report.given, amount)),
    history.anonymousSales === 0
      ? []
      : section('Anonymous sales', givenTable(report.givenToAnonymous, amount)),
    section('Who gets more or less, by worth', changesTable(report, amount)),
    section('Largest changes by member', largestTable(report, amount)),
    section('Offers, by cost', offersTable(report, amount)),
    section('Budgets of the draft', budgetsTable(report.budgets.draft, amount)),
    section('Budgets of the rule set it is held against', budgetsTable(report.budgets.against, amount)),
    notes(report),
  ];
  const shown = parts.filter((part) => part.length > 0).map((part) => part.join('\n'));
  return `${shown.join('\n\n')}\n`;
}

function headRows({ ruleSets, history }: SimulationReport): readonly Row[] {
  const { firstDate, lastDate } = history;
  const dates = firstDate === null || lastDate === null ? '' : `${firstDate} to ${lastDate}`;
  return [
    ['Draft', `${ruleSets.draft.ruleSetId} (${ruleSets.draft.ruleSetHash.slice(0, 12)})`],
    ['Against', `${ruleSets.against.ruleSetId} (${ruleSets.against.ruleSetHash.slice(0, 12)})`],
    ['Sales', `${count(history.sales)}, ${count(history.anonymousSales)} of them anonymous`],
    ['Members', `${count(history.members)}, ${count(history.buyingMembers)} of them bought`],
    ['Days', `${count(history.days)} ${dates}`.trim()],
  ].map(([name = '', text = '']) => [name, text]);
}

function givenTable({ draft, against, difference }: GivenRows, amount: Amount): readonly string[] {
  const row = (name: string, field: keyof typeof draft): Row => [
    name,
    amount(draft[field]),
    amount(against[field]),
    signed(difference[field], amount),
  ];
  return table(
    [
      ['', 'draft', 'against', 'difference'],
      row('discounts', 'discountMinor'),
      row('wallet credit', 'walletCreditMinor'),
      row('points, at face value', 'pointsMinor'),
      row('gifts and other items', 'itemsMinor'),
      row('cost in all', 'costMinor'),
      row('worth to customers', 'worthMinor'),
      row('paid by customers', 'payableMinor'),
    ],
    isRight,
  );
}

function changesTable(report: SimulationReport, amount: Amount): readonly string[] {
  const cells = ({ count: number, sumMinor }: Change): Row => [count(number), signed(sumMinor, amount)];
  const row = (name: string, { more, less, changed }: SimulationReport['sales']): Row => [
    name,
    ...cells(more),
    ...cells(less),
    count(changed),
  ];
  return table(
    [
      ['', 'more', 'by', 'less', 'by', 'affected'],
      row('members', report.members),
      row('sales', report.sales),
      row('anonymous sales', report.anonymousSales),
    ],
    isRight,
  );
}

function largestTable({ largestChanges }: SimulationReport, amount: Amount): readonly string[] {
  return table(
    largestChanges.map(({ memberRef, sales, differenceMinor }) => [
      memberRef,
      signed(differenceMinor, amount),
      `${count(sales)} ${sales === 1 ? 'sale' : 'sales'}`,
    ]),
    isRight,
  );
}

function offersTable({ offers }: SimulationReport, amount: Amount): readonly string[] {
  const cells = (sums: OfferSums | null): Row =>
    sums === null ? ['', 'not in it'] : [count(sums.uses), amount(sums.costMinor)];
  const rows = offers.map((offer) => [offer.offerId, ...sides.flatMap((side) => cells(offer[side]))]);
  return table([['', 'uses', 'draft', 'uses', 'against'], ...rows], isRight);
}

function budgetsTable(budgets: readonly BudgetReport[], amount: Amount): readonly string[] {
  return table(budgets.map((budget) => [budget.offerId, budgetName(budget, amount), budgetEnd(budget)]));
}

function budgetName(
  { scope, period, limitMinor, limitUses, storeId, tillId }: BudgetReport,
  amount: Amount,
): string {
  const place = [storeId, tillId].filter((name) => name !== null).join('/');
  const most = [
    ...(limitMinor === null ? [] : [amount(limitMinor)]),
    ...(limitUses === null ? [] : [`${count(limitUses)} ${limitUses === 1 ? 'use' : 'uses'}`]),
  ];
  const who = place === '' ? scope : `${scope} ${place}`;
  return `${who}, ${most.join(' and ')}${period === 'lifetime' ? '' : ` in each ${periodText(period)}`}`;
}

function periodText(period: string): string {
  const days = /^days:(\d+)$/.exec(period)?.[1];
  return days === undefined ? period : `${days} days`;
}

function budgetEnd({ runsOutAt, periodsRunOut, usedBasisPoints }: BudgetReport): string {
  const percent = `${Math.floor(usedBasisPoints / 100)} % used`;
  if (runsOutAt === null) return `lasts beyond the history: ${percent}`;
  const [date = '', time = ''] = runsOutAt.split('T');
  const again = periodsRunOut > 1 ? `, and ${count(periodsRunOut)} times in all` : '';
  return `runs out on ${date} at ${time}${again}`;
}

function notes({ unsettled, unproven, hasOtherRates }: SimulationReport): readonly string[] {
  const found: string[] = [];
  if (hasOtherRates) {
    found.push(
      'The rule sets value points or credit differently: each worth is by the rates of its own rule set.',
    );
  }
  for (const side of sides) {
    if (unsettled[side] === 0) continue;
    found.push(
      `Not settled (${side}): ${count(unsettled[side])} sales still came out differently in the last pass over the budgets; figures of limited offers are near, not exact.`,
    );
  }
  for (const side of sides) {
    if (unproven[side] === 0) continue;
    found.push(`Not proven (${side}): in ${count(unproven[side])} sales there may be a better combination.`);
  }
  return found;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

/** Every column but the first. */
function isRight(column: number): boolean {
  return column > 0;
}

function table(
  rows: readonly Row[],
  alignsRight: (column: number) => boolean = () => false,
): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return alignsRight(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
}

/** One minor unit of IRR is a Rial; people reckon in Toman. */
function amountsIn(currency: string): Amount {
  return (amountMinor) => {
    const text = `${count(amountMinor)} ${currency}`;
    return currency === 'IRR' ? `${text} (${count(amountMinor / 10)} Toman)` : text;
  };
}

function signed(amountMinor: number, amount: Amount): string {
  return amountMinor > 0 ? `+${amount(amountMinor)}` : amount(amountMinor);
}

function count(number: number): string {
  return number.toLocaleString('en', { maximumFractionDigits: 1 });
}

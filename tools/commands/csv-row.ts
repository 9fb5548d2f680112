/** Rows of a CSV file (RFC 4180) that no spreadsheet takes for a formula. */

export type CsvCell = string | number | null;

/** What a spreadsheet would run instead of showing. A plain number is none of it. */
const formulaStart = /^[=+\-@\t\r\0]/;
const plainNumber = /^-?\d+$/;
const quoted = /[",\r\n]/;

/** With the line end. */
export function csvRow(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: CsvCell): string {
  const text = String(cell ?? '');
  const safe = formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text;
  return quoted.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Reads the table of docs/failure-scenarios.md. */

export const failureHeader = '| number | scenario | required behaviour | test file and title |';

export type NamedTest = { readonly file: string; readonly title: string };
export type FailureRow = {
  readonly number: number;
  readonly scenario: string;
  readonly behaviour: string;
  readonly tests: readonly NamedTest[];
};

const namedTest = /^`(?<file>test\/[\w./-]+\.test\.tsx?)`: (?<title>\S.*)$/;

/** Throws, with the line, for anything that is no whole row; several tests in a cell stand apart by `<br>`. */
export function failureRows(document: string): readonly FailureRow[] {
  const lines = document.split('\n').map((line) => line.trim());
  const start = lines.indexOf(failureHeader);
  if (start === -1) throw new Error(`no table with the header ${failureHeader}`);
  const rows: FailureRow[] = [];
  for (const line of lines.slice(start + 2)) {
    if (!line.startsWith('|')) break;
    rows.push(rowOf(line));
  }
  return rows;
}

function rowOf(line: string): FailureRow {
  const cells = line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
  const [number = '', scenario = '', behaviour = '', tests = ''] = cells;
  if (cells.length !== 4 || !/^\d+$/.test(number) || scenario === '' || behaviour === '') {
    throw new Error(`no whole row: ${line}`);
  }
  return {
    number: Number(number),
    scenario,
    behaviour,
    tests: tests.split('<br>').map((cell) => testOf(cell.trim())),
  };
}

function testOf(cell: string): NamedTest {
  const { file, title } = namedTest.exec(cell)?.groups ?? {};
  if (file === undefined || title === undefined) throw new Error(`no test file and title: ${cell}`);
  return { file, title };
}

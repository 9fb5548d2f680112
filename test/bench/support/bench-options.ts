/** The switches that every benchmark understands; whatever else stands on the line is left to others. */

export type BenchOptions = {
  /** All the runs that the document's figures are taken over, instead of a few. */
  readonly full: boolean;
  /** Also with five million members, or a million entries: two to three gigabytes of disk and several minutes. */
  readonly big: boolean;
  /** `--entries=N`: of each till, where a benchmark sends any; null leaves its own number. */
  readonly entries: number | null;
};

const entriesSwitch = '--entries=';

export function benchOptions(args: readonly string[] = process.argv.slice(2)): BenchOptions {
  const entries = args.find((arg) => arg.startsWith(entriesSwitch))?.slice(entriesSwitch.length);
  return {
    full: args.includes('--full'),
    big: args.includes('--big'),
    entries: entries === undefined ? null : Number(entries),
  };
}

/** Members of the large folder. */
export const manyMembers = 1_000_000;
/** Members of the folder that growth is judged against. */
export const fewMembers = 100_000;
export const bigMembers = 5_000_000;
export const offerCount = 10_000;

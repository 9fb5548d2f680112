/** Says on standard error how far a long step is: one line rewritten on a terminal, a line each tenth elsewhere. */

export type ProgressLine = { readonly reached: (count: number) => void; readonly end: () => void };

type Screen = { readonly isTTY?: boolean; readonly write: (text: string) => unknown };

const barWidth = 30;
const stepsOnTerminal = 200;
const stepsElsewhere = 10;

/** `total` is at least 1; `reached` may be called for every single item. */
export function createProgressLine(
  what: string,
  total: number,
  screen: Screen = process.stderr,
): ProgressLine {
  const isTerminal = screen.isTTY === true;
  const every = Math.max(1, Math.floor(total / (isTerminal ? stepsOnTerminal : stepsElsewhere)));
  const line = (count: number): string => {
    const filled = Math.floor((count / total) * barWidth);
    const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
    return `${what} ${bar} ${Math.floor((count / total) * 100)} % (${count.toLocaleString('en')})`;
  };
  return {
    reached: (count) => {
      if (count % every !== 0 && count !== total) return;
      screen.write(isTerminal ? `\r${line(count)}` : `${line(count)}\n`);
    },
    end: () => {
      if (isTerminal) screen.write('\n');
    },
  };
}

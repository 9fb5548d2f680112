/** What a workload says to have booked: from then on it must never be lost. */

export type Acknowledgement = { readonly index: number; readonly seq: number; readonly entryId: string };

export function acknowledgementLine({ index, seq, entryId }: Acknowledgement): string {
  return `acknowledged ${index} ${seq} ${entryId}\n`;
}

/** `undefined` for any other line. */
export function parseAcknowledgement(line: string): Acknowledgement | undefined {
  const [word, index, seq, entryId] = line.split(' ');
  if (word !== 'acknowledged' || entryId === undefined) return undefined;
  return { index: Number(index), seq: Number(seq), entryId };
}

import type { StatementEntry } from '#shared/contracts/hq/member-statement.ts';

/** Whether an entry stands behind another one in HQ's list, which is the newest first. */
export function isOlderEntry(
  { cursor }: Pick<StatementEntry, 'cursor'>,
  last: Pick<StatementEntry, 'cursor'>,
): boolean {
  const parts = cursor.split('_');
  const lastParts = last.cursor.split('_');
  for (const [index, part] of parts.entries()) {
    const other = lastParts[index] ?? '';
    if (part !== other) return isId(part) ? part < other : Number(part) < Number(other);
  }
  return false;
}

function isId(part: string): boolean {
  return part.includes('-');
}

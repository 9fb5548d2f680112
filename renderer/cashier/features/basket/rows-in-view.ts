/** Which rows of a long list to draw. */

export type RowWindow = { readonly first: number; readonly end: number; readonly after: number };

/** Lists up to this long are drawn whole. */
export const rowsDrawnWhole = 60;
const spareRows = 8;

export function rowsInView(list: {
  readonly count: number;
  readonly rowHeight: number;
  readonly top: number;
  readonly height: number;
}): RowWindow {
  const { count, rowHeight } = list;
  if (count <= rowsDrawnWhole) return { first: 0, end: count, after: 0 };
  const height = list.height || rowHeight * rowsDrawnWhole;
  const first = Math.max(0, Math.min(count - 1, Math.floor(list.top / rowHeight) - spareRows));
  const end = Math.min(count, Math.ceil((list.top + height) / rowHeight) + spareRows);
  return { first, end: Math.max(first + 1, end), after: count - Math.max(first + 1, end) };
}

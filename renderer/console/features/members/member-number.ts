/** The number of a member in what was typed or pasted; `undefined` where it is none. */
export function memberNumberIn(text: string): string | undefined {
  const number = text.trim().toLowerCase();
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(number) ? number : undefined;
}

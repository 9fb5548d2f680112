const shownDigits = 8;

/** The last digits of an id: two of them made at one moment begin alike. */
export function shortId(id: string): string {
  const digits = id.replaceAll('-', '');
  return digits.length <= shownDigits ? digits : `…${digits.slice(-shownDigits)}`;
}

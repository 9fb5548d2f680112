/** The published colour where it is one in hexadecimal notation; null for none, and for anything else. */
export function accentColour(accent: string | null): string | null {
  return accent !== null && /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/iu.test(accent) ? accent : null;
}

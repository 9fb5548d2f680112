/** A name inside a sentence, kept from turning the direction of its neighbours. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

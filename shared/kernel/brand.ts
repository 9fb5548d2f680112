/**
 * Nominal types over plain strings and numbers. A brand exists only for the compiler; it is given once, by the
 * parser that checked the value.
 */
declare const brandOf: unique symbol;

export type Brand<Base, Name extends string> = Base & { readonly [brandOf]: Name };

/** Marks a value that its parser has just checked. Only parsers of brands call this. */
export function branded<Branded extends Brand<unknown, string>>(checked: unknown): Branded {
  return checked as Branded; // the one place where a checked value receives its brand
}

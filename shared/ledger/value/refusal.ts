/** What a rule of value says instead of an entry: a code of the catalogue, with what its sentence needs. */

export type Refusal<Code extends string> = {
  readonly code: Code;
  readonly details: Readonly<Record<string, string | number>>;
};

export function refusal<Code extends string>(
  code: Code,
  details: Refusal<Code>['details'] = {},
): Refusal<Code> {
  return { code, details };
}

/** Something that must hold did not: the run stops here, and its seed leads back to this point. */

export class Violation extends Error {
  override readonly name = 'Violation';
}

export function mustHold(condition: boolean, rule: string, facts: object = {}): asserts condition {
  if (!condition) throw new Violation(`${rule} ${JSON.stringify(facts)}`);
}

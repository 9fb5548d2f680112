/** Assertions that stay on in production: what only a bug can break. */

/** Thrown when an invariant does not hold; nobody catches it below the process edge. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** Throws unless `condition` holds; `mustHold` is the sentence that is true when all is well. */
export function invariant(condition: boolean, mustHold: string): asserts condition {
  if (!condition) throw new InvariantError(`invariant broken: ${mustHold}`);
}

/** Ends an exhaustive switch: does not compile while a case is missing. */
export function unreachable(value: never): never {
  throw new InvariantError(`invariant broken: no such case: ${JSON.stringify(value)}`);
}

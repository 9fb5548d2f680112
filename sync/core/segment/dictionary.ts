/** Texts, or byte strings, of a segment by their number: the order in which they were first met. */

/** Longer ones are not looked for: they hardly ever come twice, and compression finds them when they do. */
const lookedForBytesMax = 255;

export type Dictionary = {
  /** -1 when it was not met before, or is too long to be looked for. */
  readonly find: (bytes: Uint8Array) => number;
  /** The number of what was not found. */
  readonly add: (bytes: Uint8Array) => number;
};

export function createDictionary(): Dictionary {
  const numbers = new Map<string, number>();
  let count = 0;
  return {
    find: (bytes) => (bytes.length > lookedForBytesMax ? -1 : (numbers.get(nameOf(bytes)) ?? -1)),
    add: (bytes) => {
      if (bytes.length <= lookedForBytesMax) numbers.set(nameOf(bytes), count);
      count += 1;
      return count - 1;
    },
  };
}

/** A text with one character for each byte. */
function nameOf(bytes: Uint8Array): string {
  // A spread would go through an iterator, which takes longer than all the rest of taking a body apart.
  return Reflect.apply(String.fromCharCode, undefined, bytes);
}

/**
 * Version of all that processes say to each other and of the files that a chain ships. Raised by one whenever a
 * released shape changes; `test/house/wire-snapshot.test.ts` notices a change that did not raise it.
 */
export const contractVersion = 1;

/** The keys of every till that tests make: a process that is killed has the same. */

export const worldKeys = {
  databaseKey: new Uint8Array(32).fill(0x41),
  signingSeed: new Uint8Array(32).fill(0x42),
  pinPepper: new Uint8Array(32).fill(0x43),
};

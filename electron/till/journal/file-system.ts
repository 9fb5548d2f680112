/** The disk as the journal sees it. A port, so that the simulator and the tests of faults own every byte and sync. */

export type FileSystem = {
  /** Names of the files in a folder, in no order; empty for a folder that is not there. */
  readonly list: (folder: string) => readonly string[];
  /** Also the folders above it. For this user alone. */
  readonly makeFolder: (folder: string) => void;
  /** Refuses (`EEXIST`) to touch a file that is there. */
  readonly create: (file: string) => AppendingFile;
  /** At most `length` bytes; fewer at the file's end. Throws `ENOENT` for a file that is not there. */
  readonly read: (file: string, offset: number, length: number) => Uint8Array;
  readonly size: (file: string) => number;
  /** The file as a whole is another one then, or the one before; durable when it returns. */
  readonly replace: (file: string, bytes: Uint8Array) => void;
  /** Makes the names in a folder durable. */
  readonly syncFolder: (folder: string) => void;
};

/** A file that only grows. */
export type AppendingFile = {
  /** All of the bytes or an error. */
  readonly append: (bytes: Uint8Array) => void;
  /** Returns when everything that was appended is on the disk. */
  readonly sync: () => void;
  readonly close: () => void;
};

/** The system's code of a failure of the disk, such as `ENOSPC`; `undefined` for anything that is no such failure. */
export function diskFailure(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Which of the till's files an error of SQLite came from: the error itself does not say. */

import Database from 'better-sqlite3';

/** Runs `work` on a file and writes the file's path on what SQLite throws. */
export function namingFile<Value>(file: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof Database.SqliteError) Object.assign(error, { file });
    throw error;
  }
}

/** `undefined` for an error that came from no statement. */
export function failedFile(error: unknown): string | undefined {
  if (!(error instanceof Database.SqliteError) || !('file' in error)) return undefined;
  return typeof error.file === 'string' ? error.file : undefined;
}

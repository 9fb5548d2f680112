/** What a file holds, by its application id, and the schema that this program knows for it. */

export type Migration = {
  /** Numbered in tens and rising; becomes `PRAGMA user_version`. */
  readonly version: number;
  readonly name: string;
  /** SQL alone: upper-case keywords, no parameters, no transaction of its own. */
  readonly sql: string;
};

export type DatabaseKind = {
  readonly name: string;
  /** `PRAGMA application_id`: a file of one kind is never taken for another. 31 bits. */
  readonly applicationId: number;
  readonly migrations: readonly Migration[];
};

/** The version that a file has once every migration has run; 0 for a kind without migrations. */
export function newestVersion(kind: DatabaseKind): number {
  return kind.migrations.at(-1)?.version ?? 0;
}

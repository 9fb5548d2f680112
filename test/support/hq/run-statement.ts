/** A single statement, on a connection of its own that is closed afterwards. */

import type { RawBuilder } from 'kysely';
import { connect } from '#sync/server/db/connect.ts';

export async function runStatement(url: string, statement: RawBuilder<unknown>): Promise<void> {
  const { db, close } = connect({ url, connectionsMax: 1, onConnectionLost: () => {} });
  try {
    await statement.execute(db);
  } finally {
    await close();
  }
}

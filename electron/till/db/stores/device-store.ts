/** Which device a ledger belongs to: written when the first entry is made, never changed. */

import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import type { ReadDb, WriteDb } from '../database.ts';
import { uuidOf } from '../row.ts';

/** `undefined` for a ledger that no entry was made in yet. */
export function deviceOf(db: ReadDb): DeviceId | undefined {
  const row = db.prepareRead("SELECT value FROM meta WHERE name = 'device_id'").get();
  return row === undefined ? undefined : uuidOf(row, 'value');
}

export function writeDevice(db: WriteDb, deviceId: DeviceId): void {
  db.prepare("INSERT INTO meta (name, value) VALUES ('device_id', ?)").run(uuidToBytes(deviceId));
}

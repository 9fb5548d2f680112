/** Makes it long ago that anybody gave their password. */

import { openHq } from '#tools/hq/open-hq.ts';
import { expectOk } from '../expect-ok.ts';

/** Beside the running HQ of the data folder; nobody is signed out by it. */
export async function forgetPasswordsGiven(dataFolder: string): Promise<void> {
  const { deps, close } = expectOk(await openHq({ data: dataFolder }));
  await deps.db.updateTable('account_session').set({ confirmed_ms: 0 }).execute();
  await close();
}

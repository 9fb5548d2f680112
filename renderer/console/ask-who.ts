/** Asks HQ who is in and how far: what it answers decides which screen is shown. */

import type { AdminApi, AdminFailure } from '#shared/contracts/hq/admin-client.ts';
import type { ConsoleStore } from './stores/console-store.ts';

export async function askWho(store: ConsoleStore, api: Pick<AdminApi, 'session'>): Promise<void> {
  const answer = await api.session();
  store.setState({ session: answer.ok ? answer.value : null });
}

/** The session has not come so far, or does not any more: the chain asks for more than when it began. */
export function isShut(code: AdminFailure['code']): boolean {
  return code === 'code_first' || code === 'enrol_first';
}

/** Ids of commands, made by the page before anything is sent. */

import { uuidV7 } from '#shared/kernel/ids.ts';
import type { Ids } from '#shared/kernel/ids.ts';

export const pageIds: Ids = {
  uuid: () => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10))),
};

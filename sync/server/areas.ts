/** Every area of HQ. Each adds its own line; what answers tills belongs into `sync-areas.ts`. */

import { createSyncArea } from './auth/sync-area.ts';
import type { HqArea } from './hq-area.ts';
import { syncAreas } from './sync-areas.ts';

export const areas: readonly HqArea[] = [createSyncArea({ areas: syncAreas })];

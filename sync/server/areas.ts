/**
 * Every area of HQ. Each adds its own line; what answers tills belongs into `sync-areas.ts`, what answers people into
 * `admin-areas.ts`.
 */

import { adminAreas } from './admin-areas.ts';
import { createSyncArea } from './auth/sync-area.ts';
import { createConsoleArea } from './console/console-area.ts';
import type { HqArea } from './hq-area.ts';
import { createAdminArea } from './people/admin-area.ts';
import { publishArea } from './publication/publish-area.ts';
import { syncAreas } from './sync-areas.ts';

export const areas: readonly HqArea[] = [
  createSyncArea({ areas: syncAreas }),
  createAdminArea({ areas: adminAreas }),
  publishArea,
  createConsoleArea(),
];

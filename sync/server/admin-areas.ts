/**
 * Every area that answers people at HQ. Each adds its own line. An area's routes are below `/admin/1`: each has its row in
 * `people/admin-permissions.ts`, and sees only requests of people who may (`signedInOf`).
 */

import type { HqArea } from './hq-area.ts';
import { publicationAdminArea } from './publication/publication-admin-area.ts';
import { truthAdminArea } from './truth/truth-admin-area.ts';

export const adminAreas: readonly HqArea[] = [publicationAdminArea, truthAdminArea];

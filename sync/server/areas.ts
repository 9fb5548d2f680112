/** Every area of HQ. Each adds its own line. */

import type { HqArea } from './hq-area.ts';

export const areas: readonly HqArea[] = [];

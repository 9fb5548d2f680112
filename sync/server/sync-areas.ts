/**
 * Every area that answers tills. Each adds its own line. An area's routes are below `/sync/1`: they see only requests
 * that a till signed (`tillOf`), unless they set `config: { syncAccess }`, and every answer is signed for them.
 */

import type { HqArea } from './hq-area.ts';
import { joinArea } from './join/join-area.ts';
import { erasuresArea } from './members/erasures-area.ts';
import { createHintsArea } from './publication/hints-area.ts';
import { pullArea } from './publication/pull-area.ts';
import { pushArea } from './push/push-area.ts';
import { reserveArea } from './truth/reserve-area.ts';

export const syncAreas: readonly HqArea[] = [
  joinArea,
  pullArea,
  erasuresArea,
  createHintsArea(),
  pushArea,
  reserveArea,
];

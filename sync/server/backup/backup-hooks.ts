/** Every area that takes part in backups. Each adds its own line. */

import { durableHeadsHook } from '../push/durable-heads-hook.ts';
import type { BackupHook } from './backup-hook.ts';

export const backupHooks: readonly BackupHook[] = [durableHeadsHook];

/** Every area that takes part in backups. Each adds its own line. */

import type { BackupHook } from './backup-hook.ts';

export const backupHooks: readonly BackupHook[] = [];

/** The sweeping of erased members over the files of one till. */

import path from 'node:path';
import type { WriteDb } from '../db/database.ts';
import { backupDays, setAside } from './backup-ledger.ts';
import { ledgerName } from './open-ledger.ts';
import { createErasureSweep } from './sweep-erased.ts';
import type { ErasureSweep, SweepDeps } from './sweep-erased.ts';
import { createFormerSweep } from './sweep-former.ts';
import type { FormerSweepDeps } from './sweep-former.ts';

export type TillToSweep = Omit<SweepDeps, 'ledger' | 'hasCopies' | 'former'> &
  FormerSweepDeps & { readonly databases: { readonly ledger: WriteDb } };

export function createSweepOfTill(till: TillToSweep): ErasureSweep {
  const { dataDir, databases } = till;
  return createErasureSweep({
    ...till,
    ledger: databases.ledger,
    former: createFormerSweep(till),
    hasCopies: () =>
      backupDays(path.join(dataDir, 'backups')).length > 0 ||
      setAside(path.join(dataDir, ledgerName)).length > 0,
  });
}

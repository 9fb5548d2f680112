/** What every window about one till gets. */

import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import type { TillView } from '#shared/contracts/hq/admin-tills.ts';

export type TillDialogProps = {
  readonly till: TillView;
  readonly stores: readonly StoreView[];
  /** HQ's clock. */
  readonly nowMs: number;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

/** How customers pay, in Persian. */

import type { means as English } from '../en/means.ts';

export const means: typeof English = {
  cash: 'پول نقد',
  card: 'کارت',
  wallet: 'کیف پول',
  transfer: 'انتقال',
};

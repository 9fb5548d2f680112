/** Which goods are meant, in Persian. */

import type { selectors as English } from '../en/selectors.ts';

export const selectors: typeof English = {
  everything: 'همهٔ سبد',
  brand: 'برند {{name}}',
  tag: 'کالاهای «{{name}}»',
  products_one: '{{count, number}} کالای منتخب',
  products_other: '{{count, number}} کالای منتخب',
  exceptReduced: '{{what}} بدون کالاهای حراجی',
};

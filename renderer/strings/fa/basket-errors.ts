/** What fails at a basket, in Persian. */

import type { ErrorTexts } from '../error-text.ts';

export const basketErrors = {
  barcode_unknown: {
    sentence: 'کالایی با این بارکد پیدا نشد.',
    nextStep: 'کالا را با نام جست‌وجو کنید یا مبلغش را وارد کنید.',
  },
  product_unknown: {
    sentence: 'این کالا دیگر فروخته نمی‌شود.',
    nextStep: 'کالای دیگری پیدا کنید یا مبلغ را وارد کنید.',
  },
  amount_invalid: { sentence: 'این مبلغ درست نیست.', nextStep: 'مبلغی بیشتر از صفر وارد کنید.' },
  quantity_invalid: { sentence: 'این تعداد درست نیست.', nextStep: 'یک عدد صحیح از ۱ به بالا وارد کنید.' },
  basket_full: { sentence: 'سبد پر شده است.', nextStep: 'همین سبد را پرداخت کنید و سبد تازه‌ای باز کنید.' },
  basket_empty: { sentence: 'سبد خالی است.', nextStep: 'اول کالا یا مبلغی اضافه کنید.' },
  basket_changed: {
    sentence: 'سبد در این فاصله تغییر کرده است.',
    nextStep: 'مبلغ تازه را ببینید و دوباره پرداخت را بزنید.',
  },
  line_unknown: { sentence: 'این قلم دیگر در سبد نیست.', nextStep: 'سبد را نگاه کنید و ادامه دهید.' },
  nothing_to_undo: { sentence: 'چیزی برای برگرداندن نیست.', nextStep: 'فروش را ادامه دهید.' },
} satisfies Partial<ErrorTexts>;

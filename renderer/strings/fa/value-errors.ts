/** What fails at points, wallet, codes, rewards and other value, in Persian. */

import type { ErrorTexts } from '../error-text.ts';

export const valueErrors = {
  points_off: {
    sentence: 'در این فروشگاه با امتیاز پرداخت نمی‌شود.',
    nextStep: 'روش پرداخت دیگری انتخاب کنید.',
  },
  points_above_limit: {
    sentence: 'این تعداد امتیاز این‌جا قابل پرداخت نیست.',
    nextStep: 'کمتر انتخاب کنید؛ حد و دلیلش روی صفحه است.',
  },
  points_below_min: {
    sentence: 'این تعداد از حداقل امتیاز قابل پرداخت کمتر است.',
    nextStep: 'بیشتر انتخاب کنید یا بدون امتیاز پرداخت کنید.',
  },
  points_off_step: {
    sentence: 'امتیاز فقط در گام‌های کامل پرداخت می‌شود.',
    nextStep: 'یکی از مقدارهای پیشنهادی را انتخاب کنید.',
  },
  tenders_above_due: {
    sentence: 'این از مبلغ قابل پرداخت بیشتر است.',
    nextStep: 'مقدار یکی از روش‌ها را کم کنید.',
  },
  redemption_not_allowed: {
    sentence: 'با این کارت فعلاً این مبلغ قابل پرداخت نیست.',
    nextStep: 'مبلغ کمتر یا روش پرداخت دیگری انتخاب کنید.',
  },
  redemption_on_hold: {
    sentence: 'امتیاز و اعتبار این عضو تا بررسی دفتر مرکزی قابل استفاده نیست.',
    nextStep: 'روش پرداخت دیگری انتخاب کنید. جمع شدن امتیاز ادامه دارد.',
  },
  household_limit: {
    sentence: 'سقف روزانهٔ این عضو از کیف پول خانواده کافی نیست.',
    nextStep: 'مبلغ کمتر یا روش پرداخت دیگری انتخاب کنید.',
  },
  wallet_off: {
    sentence: 'این کیف پول این‌جا قابل استفاده نیست.',
    nextStep: 'روش پرداخت دیگری انتخاب کنید.',
  },
  wallet_full: {
    sentence: 'موجودی کیف پول از سقف مجاز بیشتر می‌شود.',
    nextStep: 'مبلغ کمتری وارد کنید؛ جای خالی روی صفحه است.',
  },
  wallet_takes_no_change: {
    sentence: 'در این فروشگاه باقی پول به کیف پول واریز نمی‌شود.',
    nextStep: 'باقی پول را نقدی بدهید.',
  },
  top_up_out_of_range: {
    sentence: 'کیف پول با این مبلغ شارژ نمی‌شود.',
    nextStep: 'مبلغی بین دو حد روی صفحه وارد کنید.',
  },
  cash_too_small: {
    sentence: 'پول نقد برای باقی‌مانده کافی نیست.',
    nextStep: 'همهٔ پولی را که گرفته‌اید وارد کنید.',
  },
  change_too_small: {
    sentence: 'باقی پول این‌قدر نیست.',
    nextStep: 'حداکثر به اندازهٔ باقی پول به کیف پول واریز کنید.',
  },
  gift_reason_unknown: {
    sentence: 'به این دلیل اعتبار هدیه داده نمی‌شود.',
    nextStep: 'یکی از دلیل‌های روی صفحه را انتخاب کنید.',
  },
  gift_above_limit: {
    sentence: 'این مبلغ از سقف هدیه برای این دلیل بیشتر است.',
    nextStep: 'مبلغ کمتری وارد کنید.',
  },
  code_invalid: {
    sentence: 'این کد کامل نیست.',
    nextStep: 'یک نویسه اشتباه است یا جا افتاده. با کارت یا رسید مقایسه کنید، یا اسکن کنید.',
  },
  code_unknown: {
    sentence: 'این کد در اینجا شناخته\u200cشده نیست.',
    nextStep: 'ببینید کد از همین فروشگاه باشد و یک بار دیگر اسکن کنید.',
  },
  code_paused: {
    sentence: 'چند کد ناشناس پشت سر هم وارد شد.',
    nextStep: 'یک دقیقه صبر کنید و سپس کد را به\u200cجای نوشتن، اسکن کنید.',
  },
  code_expired: {
    sentence: 'مهلت این کد تمام شده است.',
    nextStep: 'روز پایان آن را به مشتری نشان دهید.',
  },
  code_cancelled: {
    sentence: 'این کد باطل شده است.',
    nextStep: 'دلیل را از مدیر بپرسید؛ شاید بتوان کد تازه\u200cای داد.',
  },
  code_used_up: {
    sentence: 'این کد قبلاً استفاده شده است.',
    nextStep: 'بدون آن ادامه دهید.',
  },
  coupon_off: {
    sentence: 'این کوپن دیگر در برنامهٔ باشگاه نیست.',
    nextStep: 'بدون آن ادامه دهید یا از مدیر بپرسید.',
  },
  coupon_basket_too_small: {
    sentence: 'مبلغ سبد برای این کوپن کم است.',
    nextStep: 'کالا اضافه کنید تا به حداقل مبلغ کوپن برسد.',
  },
  gift_cards_off: {
    sentence: 'این فروشگاه کارت هدیه نمی\u200cفروشد.',
    nextStep: 'از صاحب فروشگاه بخواهید آن را روشن کند.',
  },
  gift_card_empty: {
    sentence: 'چیزی روی این کارت هدیه نمانده است.',
    nextStep: 'به روش دیگری پرداخت کنید.',
  },
  reward_unknown: {
    sentence: 'این جایزه دیگر در فهرست نیست.',
    nextStep: 'فهرست جایزه\u200cها را دوباره باز کنید و جایزهٔ دیگری انتخاب کنید.',
  },
  reward_not_now: {
    sentence: 'این جایزه امروز داده نمی\u200cشود.',
    nextStep: 'جایزهٔ دیگری انتخاب کنید.',
  },
  reward_not_for_tier: {
    sentence: 'این جایزه برای سطح دیگری است.',
    nextStep: 'جایزهٔ دیگری انتخاب کنید.',
  },
  reward_sold_out: {
    sentence: 'از این جایزه چیزی نمانده است.',
    nextStep: 'جایزهٔ دیگری انتخاب کنید.',
  },
  reward_limit_reached: {
    sentence: 'این عضو این جایزه را به تعداد مجاز گرفته است.',
    nextStep: 'جایزهٔ دیگری انتخاب کنید.',
  },
  claim_unknown: {
    sentence: 'این درخواست جایزه در این صندوق ثبت نشده است.',
    nextStep: 'جایزه\u200cهای عضو را دوباره باز کنید.',
  },
  claim_closed: {
    sentence: 'این جایزه قبلاً تحویل یا پس گرفته شده است.',
    nextStep: 'برای دیدن وضعیت، جایزه\u200cهای عضو را دوباره باز کنید.',
  },
  transfers_not_offered: {
    sentence: 'در این باشگاه امتیاز به عضو دیگر داده نمی‌شود.',
    nextStep: 'از صاحب فروشگاه بخواهید آن را روشن کند.',
  },
  transfer_to_self: {
    sentence: 'دهنده و گیرندهٔ امتیاز یکی است.',
    nextStep: 'عضو دیگری را به‌عنوان گیرنده انتخاب کنید.',
  },
  transfer_too_small: {
    sentence: 'این تعداد امتیاز کمتر از حداقل انتقال است.',
    nextStep: 'تعداد بیشتری بنویسید؛ حداقل انتقال در پنجره نوشته شده است.',
  },
  transfer_day_limit: {
    sentence: 'سقف انتقال امروز این عضو اجازه نمی‌دهد.',
    nextStep: 'تعداد کمتری بنویسید؛ آنچه امروز مانده در پنجره نوشته شده است.',
  },
  balance_too_small: {
    sentence: 'موجودی برای این کار کافی نیست.',
    nextStep: 'مبلغ کمتری انتخاب کنید.',
  },
} satisfies Partial<ErrorTexts>;

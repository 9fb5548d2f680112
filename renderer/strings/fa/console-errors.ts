/** Why HQ refused something and what to do now, in Persian. */

import type { consoleErrors as English } from '../en/console-errors.ts';

export const consoleErrors: typeof English = {
  malformed: {
    sentence: 'چیزی در این فرم درست نیست.',
    nextStep: 'هر خانه را ببینید و دوباره امتحان کنید.',
  },
  not_authentic: { sentence: 'دیگر وارد نیستید.', nextStep: 'دوباره وارد شوید.' },
  code_wrong: { sentence: 'این کد درست نیست.', nextStep: 'کدی را بنویسید که برنامه اکنون نشان می‌دهد.' },
  code_first: { sentence: 'نخست کد لازم است.', nextStep: 'آنچه برنامه نشان می‌دهد بنویسید.' },
  code_used: { sentence: 'این کد استفاده شده است.', nextStep: 'تا کد بعدی صبر کنید.' },
  enrol_first: { sentence: 'نخست برنامهٔ رمزساز لازم است.', nextStep: 'راهش بیندازید.' },
  factor_required: {
    sentence: 'زنجیره این برنامه را از شما می‌خواهد.',
    nextStep: 'به جای برداشتن، عوضش کنید.',
  },
  factor_missing: {
    sentence: 'خودتان برنامهٔ رمزساز ندارید.',
    nextStep: 'نخست برنامهٔ خودتان را با نشان سپر در بالا راه بیندازید.',
  },
  own_factor: {
    sentence: 'هیچ‌کس برنامهٔ خودش را این‌گونه بر نمی‌دارد.',
    nextStep: 'با نشان سپر در بالا عوضش کنید، یا از مدیر دیگری بخواهید.',
  },
  offer_ended: { sentence: 'دیر شد، یا جای دیگری انجام شد.', nextStep: 'از نو آغاز کنید.' },
  phone_clock_fast: {
    sentence: 'ساعت گوشی‌تان از ساعت اینجا جلوتر است.',
    nextStep:
      'بگذارید گوشی ساعتش را خودش تنظیم کند، بعد کد بعدی را بنویسید. اگر ساعت گوشی درست است، ساعت رایانهٔ دفتر مرکزی غلط است.',
  },
  phone_clock_slow: {
    sentence: 'ساعت گوشی‌تان از ساعت اینجا عقب‌تر است، یا کد کهنه است.',
    nextStep:
      'بگذارید گوشی ساعتش را خودش تنظیم کند، بعد کد بعدی را بنویسید. اگر ساعت گوشی درست است، ساعت رایانهٔ دفتر مرکزی غلط است.',
  },
  sign_in_wrong: { sentence: 'نام یا گذرواژه درست نیست.', nextStep: 'دوباره امتحان کنید.' },
  not_allowed: { sentence: 'نقش شما اجازهٔ این کار را ندارد.', nextStep: 'از مدیر سامانه بخواهید.' },
  confirm_first: { sentence: 'نخست گذرواژه لازم است.', nextStep: 'یک بار دیگر بنویسید.' },
  other_origin: {
    sentence: 'این درخواست از همین صفحه نبود.',
    nextStep: 'کنسول را در نشانی خودش دوباره باز کنید.',
  },
  not_found: {
    sentence: 'دفتر مرکزی چنین چیزی ندارد.',
    nextStep: 'شاید شماره درست نیست یا کسی آن را برداشته است: بررسی کنید و دوباره ببینید.',
  },
  conflict: { sentence: 'در این میان چیزی تغییر کرده است.', nextStep: 'دوباره ببینید، بعد تصمیم بگیرید.' },
  login_taken: { sentence: 'این نام گرفته شده است.', nextStep: 'نام دیگری انتخاب کنید.' },
  store_taken: { sentence: 'شعبه‌ای با این نام کوتاه هست.', nextStep: 'نام دیگری انتخاب کنید.' },
  last_administrator: {
    sentence: 'این آخرین مدیر سامانه است.',
    nextStep: 'نخست کس دیگری را مدیر سامانه کنید.',
  },
  last_manager: {
    sentence: 'شعبه‌ای بی مدیر صندوق می‌ماند.',
    nextStep: 'نخست کس دیگری را در آن شعبه مدیر کنید.',
  },
  link_unusable: {
    sentence: 'این پیوند استفاده شده یا کهنه است.',
    nextStep: 'وارد شوید، یا در رایانهٔ دفتر مرکزی پیوند تازه بسازید.',
  },
  password_weak: {
    sentence: 'حدس زدن این گذرواژه آسان است.',
    nextStep: 'دست‌کم دوازده نویسه بگذارید، مانند چهار واژه، بی نام خودتان.',
  },
  pin_weak: {
    sentence: 'این رمز پذیرفته نیست.',
    nextStep: 'چهار تا هشت رقم بگذارید که کسی حدس نزند.',
  },
  rate_limited: { sentence: 'تلاش‌ها زیاد بود.', nextStep: 'یک دقیقه صبر کنید.' },
  sign_in_locked: {
    sentence: 'گذرواژه یا کد نادرست زیاد بود.',
    nextStep: 'کمی صبر کنید و دوباره امتحان کنید.',
  },
  busy: { sentence: 'دفتر مرکزی سرش شلوغ است.', nextStep: 'لحظه‌ای دیگر امتحان کنید.' },
  unreachable: {
    sentence: 'دفتر مرکزی پاسخ نمی‌دهد.',
    nextStep: 'شبکه را ببینید؛ آنچه دیده می‌شود شاید کهنه باشد.',
  },
  strange: {
    sentence: 'پاسخ را نشد فهمید.',
    nextStep: 'صفحه را دوباره باز کنید و اگر ماند به پشتیبانی زنگ بزنید.',
  },
  rule_set_invalid: {
    sentence: 'این قانون‌ها درست نیست.',
    nextStep: 'جایی را که دستور می‌گوید درست کنید و دوباره پیشنهاد دهید.',
  },
  beyond_limits: {
    sentence: 'این قانون‌ها بیش از اجازهٔ مالک می‌دهد.',
    nextStep: 'کمترش کنید، یا دو ناشر سقف را تغییر دهند.',
  },
  rule_set_unknown: { sentence: 'چنین پیشنهادی دیگر نیست.', nextStep: 'دوباره فهرست را ببینید.' },
  signature_wrong: {
    sentence: 'امضا از ناشران فهرست نیست.',
    nextStep: 'ببینید با کدام کلید امضا شده است.',
  },
  never_published: {
    sentence: 'این قانون‌ها هرگز اجرا نشده است.',
    nextStep: 'پیشنهاد دهید تا تأیید شود.',
  },
  list_refused: {
    sentence: 'این فهرست ناشران پذیرفته نیست.',
    nextStep: 'دست‌کم دو نفر، نسخهٔ بالاتر و امضای دو نفر از فهرست پیشین لازم است.',
  },
  list_missing: {
    sentence: 'هنوز فهرست ناشران نیست.',
    nextStep: 'مدیر سامانه نخستین را می‌گذارد.',
  },
};

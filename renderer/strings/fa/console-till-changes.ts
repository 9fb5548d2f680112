/** What the console says where a till is changed, in Persian. */

import type {
  freeze as EnglishFreeze,
  unfreeze as EnglishUnfreeze,
  revoke as EnglishRevoke,
  replace as EnglishReplace,
  change as EnglishChange,
} from '../en/console-till-changes.ts';

export const freeze: typeof EnglishFreeze = {
  title: 'خرج امتیاز در {{till}} بسته شود؟',
  what: 'صندوق مثل پیش می‌فروشد و امتیاز می‌دهد، ولی تا کسی باز نکند چیزی با امتیاز یا کیف پول پرداخت نمی‌شود.',
  whyLabel: 'چرا',
  why: { suspicion: 'چیزی مشکوک است', inventory: 'انبارگردانی', repair: 'در تعمیر است' },
};

export const unfreeze: typeof EnglishUnfreeze = {
  title: 'خرج امتیاز در {{till}} باز شود؟',
  what: 'از تماس بعدی، صندوق دوباره با امتیاز و کیف پول پرداخت می‌گیرد.',
  whyLabel: 'از کجا می‌دانید فقط یک دستگاه این هویت را دارد؟',
  why: {
    copyDestroyed: 'نسخهٔ دیگر از میان رفته است',
    restoredOnPurpose: 'عمداً به پشتیبان برگردانده شد',
    falseAlarm: 'هشدار بی‌جا بود',
    checked: 'خودم بررسی کردم',
  },
};

export const revoke: typeof EnglishRevoke = {
  title: '{{till}} برای همیشه کنار گذاشته شود؟',
  points: {
    believed: 'آنچه از آن لحظه ثبت کند محفوظ می‌ماند و هیچ‌گاه شمرده نمی‌شود. ثبت‌های پیش از آن شمرده می‌شود.',
    cut: 'دیگر عضو و قیمت و قانون نمی‌گیرد و چیزی خرج نمی‌کند.',
    instead: 'این دستگاه فقط به عنوان صندوقی تازه برمی‌گردد. برای عوض کردن دستگاه، «تعویض دستگاه» را بزنید.',
  },
  since: 'از چه زمانی',
  now: 'از همین حالا',
  ago: '{{span}} پیش: {{at}}',
  button: 'کنار گذاشتن برای همیشه',
};

export const replace: typeof EnglishReplace = {
  title: 'دستگاه {{till}} عوض شود؟',
  what: 'برای دستگاه تازه کدی می‌گیرید. این دستگاه تا تأیید آن ادامه می‌دهد و آنچه تا آن زمان ثبت کند پذیرفته است.',
  button: 'ساختن کد',
};

export const change: typeof EnglishChange = {
  title: 'تغییر نام یا شعبهٔ {{till}}',
  what: 'آنچه از تماس بعدی ثبت کند از آنِ شعبه‌ای است که انتخاب می‌کنید.',
  button: 'ذخیره',
};

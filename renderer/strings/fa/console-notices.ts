/** What the console says in its notices, in Persian. */

import type { notices as English } from '../en/console-notices.ts';

export const notices: typeof English = {
  title: 'هشدارها',
  none: 'چیزی برای بررسی نیست.',
  close: 'انجام شد',
  of: 'صندوق',
  member: 'عضو',
  entry: 'ثبت',
  points: 'کسری امتیاز',
  wallet: 'کسری کیف پول',
  places: 'جا در رشته',
  toTill: 'رفتن به صندوق',
  kinds: {
    fork: {
      sentence: 'دو دستگاه با هویت یک صندوق کار می‌کنند.',
      nextStep: 'دستگاه دوم را پیدا و خاموش کنید، بعد صندوق را جایگزین کنید.',
    },
    hqSetBack: {
      sentence: 'دفتر مرکزی ثبت‌هایی را که صندوقی فرستاده بود از دست داده بود.',
      nextStep: 'صندوق‌ها خودشان دوباره می‌فرستند. ببینید کدام پشتیبان یا دیسک برگردانده شده است.',
    },
    overdraft: {
      sentence: 'عضوی در صندوق‌هایی که نمی‌توانستند بپرسند بیش از داشته‌اش خرج کرد.',
      nextStep: 'خرج کردنش بسته است. با او تسویه کنید، بعد باز کنید.',
    },
    finishedElsewhere: {
      sentence: 'یک سبد در دو صندوق فروخته شد؛ یک بار شمرده می‌شود.',
      nextStep: 'از شعبه بپرسید آیا مشتری دو بار پرداخته است.',
    },
    refundAboveOriginal: {
      sentence: 'بیش از آنچه فروش آورده بود پس داده شد.',
      nextStep: 'این مرجوعی را با شعبه بررسی کنید.',
    },
    codeUsedTwice: {
      sentence: 'یک کوپن یا کارت هدیه در دو صندوقی که نمی‌توانستند بپرسند استفاده شد.',
      nextStep: 'هر دو فروش را ببینید؛ ارزشش دو بار داده شده است.',
    },
    membersMerged: {
      sentence: 'دو عضو یکی شدند.',
      nextStep: 'اگر دو نفرند، جدا کنید.',
    },
    recordUnreadable: {
      sentence: 'مشخصات عضو تازه‌ای خوانده نمی‌شود.',
      nextStep: 'از شعبه بخواهید دوباره عضوش کند.',
    },
    other: {
      sentence: 'دفتر مرکزی چیزی می‌گوید که این صفحه نمی‌شناسد.',
      nextStep: 'صفحه را دوباره باز کنید و اگر ماند به پشتیبانی زنگ بزنید.',
    },
  },
};

/** What fails between a till and the head office, in Persian. */

import type { ErrorTexts } from '../error-text.ts';

export const lineErrors = {
  not_joined: {
    sentence: 'این صندوق به هیچ دفتر مرکزی وصل نیست.',
    nextStep: 'از مدیر بخواهید آن را به دفتر مرکزی وصل کند.',
  },
  already_joined: {
    sentence: 'این صندوق از پیش به یک دفتر مرکزی وصل است.',
    nextStep: 'کاری لازم نیست.',
  },
  address_invalid: {
    sentence: 'این نشانی دفتر مرکزی نیست.',
    nextStep: 'نشانی را همان‌طور که دفتر مرکزی نشان می‌دهد بنویسید؛ مانند https://hq.example',
  },
  join_code_wrong: {
    sentence: 'دفتر مرکزی این کد را نمی‌شناسد.',
    nextStep: 'کد را دوباره بنویسید. پس از پنج بار اشتباه کد تازه لازم است.',
  },
  join_code_expired: {
    sentence: 'این کد قدیمی است یا پیش‌تر به کار رفته.',
    nextStep: 'از دفتر مرکزی کد تازه بگیرید و تا ده دقیقه بنویسید.',
  },
  join_refused: {
    sentence: 'دفتر مرکزی این صندوق را نپذیرفت.',
    nextStep: 'دلیلش را بپرسید و با کد تازه دوباره امتحان کنید.',
  },
  join_undecided: {
    sentence: 'در {seconds} ثانیه کسی در دفتر مرکزی دربارهٔ این صندوق تصمیم نگرفت.',
    nextStep: 'آنجا تأییدش کنید و صندوق را روشن کنید؛ خودش دوباره می‌پرسد.',
  },
  hq_not_reached: {
    sentence: 'ارتباط امن با دفتر مرکزی برقرار نشد.',
    nextStep: 'شبکه و نشانی را بررسی کنید و دوباره امتحان کنید.',
  },
  unsent_to_other_hq: {
    sentence: 'ثبت‌هایی از این صندوق هنوز به دفتر مرکزی پیشین نرسیده است.',
    nextStep: 'اول آن‌ها را به همان‌جا بفرستید یا در پرونده‌ای ببرید.',
  },
  nothing_to_send: {
    sentence: 'همهٔ ثبت‌های این صندوق در دفتر مرکزی هست.',
    nextStep: 'چیزی برای بردن نیست.',
  },
  file_unreadable: {
    sentence: 'پرونده خوانده نشد.',
    nextStep: 'نام، جا و اجازهٔ دسترسی پرونده را بررسی کنید.',
  },
  file_unwritable: {
    sentence: 'پرونده نوشته نشد.',
    nextStep: 'پوشه، اجازهٔ دسترسی و جای خالی دیسک را بررسی کنید.',
  },
} satisfies Partial<ErrorTexts>;

/** Every failure in Persian. */

import type { ErrorTexts } from '../error-text.ts';
import { basketErrors } from './basket-errors.ts';
import { correctionErrors } from './correction-errors.ts';
import { lineErrors } from './line-errors.ts';
import { memberErrors } from './member-errors.ts';
import { storageErrors } from './storage-errors.ts';
import { valueErrors } from './value-errors.ts';

export const errors: ErrorTexts = {
  internal: {
    sentence: 'مشکلی در برنامهٔ صندوق پیش آمد.',
    nextStep: 'یک بار دیگر امتحان کنید؛ اگر تکرار شد مدیر را خبر کنید.',
  },
  deadline_passed: {
    sentence: 'صندوق به‌موقع جواب نداد.',
    nextStep: 'دوباره دکمه را بزنید؛ هیچ فروشی دو بار ثبت نمی‌شود.',
  },
  service_lost: {
    sentence: 'ارتباط صفحه با سرویس صندوق قطع شد.',
    nextStep: 'کمی صبر کنید؛ خودش دوباره وصل می‌شود و سبد سر جایش می‌ماند.',
  },
  invalid_input: {
    sentence: 'چیزی که وارد شد پذیرفته نشد.',
    nextStep: 'نوشته را بررسی کنید و دوباره امتحان کنید.',
  },
  not_signed_in: { sentence: 'هنوز کسی وارد نشده است.', nextStep: 'با رمز خودتان وارد شوید.' },
  operator_unknown: {
    sentence: 'این صندوق‌دار روی این صندوق تعریف نشده است.',
    nextStep: 'نام دیگری را انتخاب کنید یا از مدیر بخواهید او را اضافه کند.',
  },
  wrong_pin: { sentence: 'رمز درست نیست.', nextStep: 'رمز را دوباره وارد کنید.' },
  locked_out: {
    sentence: 'رمز چند بار اشتباه وارد شد.',
    nextStep: 'تا پایان قفل صبر کنید، یا همکار دیگری وارد شود یا مدیر دیگری تأیید کند.',
  },
  approval_needed: {
    sentence: 'این کار تأیید مدیر را می‌خواهد.',
    nextStep: 'از یک مدیر بخواهید آن را ببیند و رمز خودش را وارد کند.',
  },
  approver_is_actor: {
    sentence: 'کسی نمی‌تواند کار خودش را تأیید کند.',
    nextStep: 'از مدیر دیگری بخواهید رمز خودش را وارد کند.',
  },
  approver_not_manager: {
    sentence: 'فقط مدیر می‌تواند این کار را تأیید کند.',
    nextStep: 'یک مدیر را انتخاب کنید تا رمز خودش را وارد کند.',
  },
  ...basketErrors,
  ...memberErrors,
  ...valueErrors,
  ...correctionErrors,
  reader_missing: {
    sentence: 'کارت‌خوان وصل نیست.',
    nextStep: 'کابلش را بررسی کنید؛ تا آن وقت عضو را با تلفن یا نام پیدا کنید.',
  },
  demo_only: {
    sentence: 'این کار فقط در نسخهٔ نمایشی ممکن است.',
    nextStep: 'یک کارت واقعی روی کارت‌خوان بزنید.',
  },
  ...storageErrors,
  ...lineErrors,
  rule_set_invalid: {
    sentence: 'این مجموعهٔ قواعد درست نیست.',
    nextStep: 'جای گفته‌شده در پرونده را اصلاح کنید؛ چیزی تغییر نکرده است.',
  },
  basket_invalid: { sentence: 'این سبد درست نیست.', nextStep: 'جای گفته‌شده در پرونده را اصلاح کنید.' },
  member_invalid: { sentence: 'مشخصات این عضو درست نیست.', nextStep: 'جای گفته‌شده در پرونده را اصلاح کنید.' },
  activity_invalid: {
    sentence: 'مشخصات این فعالیت درست نیست.',
    nextStep: 'جای گفته‌شده در پرونده را اصلاح کنید.',
  },
  history_invalid: {
    sentence: 'این تاریخچهٔ فروش درست نیست.',
    nextStep: 'سطر گفته‌شده در پرونده را اصلاح کنید؛ چیزی شبیه‌سازی نشد.',
  },
  instant_invalid: {
    sentence: 'این زمان درست نیست.',
    nextStep: 'به این شکل بنویسید: 2026-11-21T10:00:00+03:30',
  },
  entry_unknown: { sentence: 'چنین ثبتی در دفتر نیست.', nextStep: 'شمارهٔ رسید را بررسی کنید.' },
};

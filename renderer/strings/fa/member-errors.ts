/** What fails at a member and their cards, in Persian. */

import type { ErrorTexts } from '../error-text.ts';

export const memberErrors = {
  member_erased: {
    sentence: 'دفتر مرکزی اطلاعات این مشتری را پاک کرده است.',
    nextStep: 'سبد محفوظ است و بی عضو ادامه می‌یابد.',
  },
  member_unknown: {
    sentence: 'این عضو پیدا نشد.',
    nextStep: 'با تلفن یا نام جست‌وجو کنید یا مشتری را عضو کنید.',
  },
  offer_unknown: {
    sentence: 'این پیشنهاد دیگر برقرار نیست.',
    nextStep: 'فهرست پیشنهادها را دوباره ببینید.',
  },
  card_unknown: {
    sentence: 'این کارت هنوز مال کسی نیست.',
    nextStep: 'مشتری را با همین کارت عضو کنید یا بدون عضویت بفروشید.',
  },
  card_blocked: {
    sentence: 'این کارت مسدود است.',
    nextStep: 'عضو را با تلفن پیدا کنید یا بدون عضویت بفروشید.',
  },
  card_taken: { sentence: 'این کارت مال عضو دیگری است.', nextStep: 'یک کارت تازه بردارید و بزنید.' },
  card_unreadable: { sentence: 'کارت خوانده نشد.', nextStep: 'کارت را بردارید و دوباره بزنید.' },
  card_not_for_members: {
    sentence: 'این کارت، کارت باشگاه نیست.',
    nextStep: 'کارت باشگاه را بخواهید یا با تلفن جست‌وجو کنید.',
  },
  several_cards: {
    sentence: 'بیش از یک کارت روی کارت‌خوان است.',
    nextStep: 'همه را بردارید و فقط یک کارت بزنید.',
  },
  name_missing: { sentence: 'نام خالی است.', nextStep: 'نام مشتری را بنویسید.' },
  phone_invalid: { sentence: 'شمارهٔ تلفن درست نیست.', nextStep: 'رقم‌ها را بررسی کنید یا خالی بگذارید.' },
  phone_taken: {
    sentence: 'این شماره مال عضو دیگری است.',
    nextStep: 'همین شماره را جست‌وجو کنید و آن عضو را انتخاب کنید.',
  },
  birth_date_invalid: { sentence: 'چنین تاریخی وجود ندارد.', nextStep: 'سال، ماه و روز را بررسی کنید.' },
  search_too_short: {
    sentence: 'برای جست‌وجو کوتاه است.',
    nextStep: 'دست‌کم دو حرف یا چهار رقم بنویسید.',
  },
  member_missing: {
    sentence: 'عضوی شناسایی نشده است.',
    nextStep: 'اول کارت عضو را بزنید یا او را جست‌وجو کنید.',
  },
  household_invalid: {
    sentence: 'این دو عضو را نمی‌توان این‌طور در یک خانوار گذاشت.',
    nextStep: 'ببینید هیچ‌کدام در خانوار دیگری نباشند و سرپرست زیر کسی نباشد.',
  },
  guest_card_refused: {
    sentence: 'این کارت مهمان برای این سبد پذیرفته نمی‌شود.',
    nextStep: 'کارت مهمان فقط برای خریداری است که عضو نیست؛ اعتبار کارت را هم ببینید.',
  },
  introducer_unknown: {
    sentence: 'معرف پیدا نشد یا کارت مهمان او معتبر نیست.',
    nextStep: 'معرف را دوباره انتخاب کنید یا ثبت‌نام را بدون معرف انجام دهید.',
  },
} satisfies Partial<ErrorTexts>;

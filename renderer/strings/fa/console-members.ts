/** What the console says of members, in Persian. */

import type { members as EnglishMembers, duplicates as EnglishDuplicates } from '../en/console-members.ts';

export const members: typeof EnglishMembers = {
  numberHint: 'در صندوق، در پروندهٔ عضو دیده می‌شود؛ در هشدارها و فهرست‌های پایین هم هست.',
  look: 'دیدن عضو {{number}}',
  keepNumber: 'شمارهٔ عضوی که می‌ماند',
  states: { active: 'فعال', merged: 'اکنون عضو دیگری است', erased: 'پاک شده' },
  holds: { overdraft: 'خرج بسته: بیش از داشته خرج شد', byHand: 'خرج بسته: با دست' },
  held: 'اعضایی که خرجشان بسته است',
  noneHeld: 'همه می‌توانند داشتهٔ خود را خرج کنند.',
  enrolled: 'عضو از {{at}}',
  enrolledAt: 'عضو از',
  brought: 'همراه زنجیره آمده',
  mergedInto: 'اکنون',
  aliases: 'اعضایی که با این یکی شدند',
  title: 'اعضا',
  merge: 'یکی کردن',
  mergeWith: 'یکی کردن با عضوی دیگر',
  mergeTitle: 'یک نفرند؟',
  mergeWhat: 'امتیاز، کیف پول و کارت‌هایشان زیر عضوی که نگه می‌دارید جمع می‌شود. برگشت‌پذیر است.',
  keep: 'عضوی که می‌ماند',
  oldest: 'قدیمی‌ترین',
  unmerge: 'جدا کردن',
  unmergeTitle: 'جدا شوند؟',
  unmergeWhat: 'هر کدام همان را که داشت پس می‌گیرد و آنچه از آن پس گرفته نگه می‌دارد.',
  byNumber: 'یک عضو',
  number: 'شمارهٔ عضو',
  numberFault: 'این شمارهٔ عضو نیست.',
  hold: 'بستن خرج',
  holdTitle: 'خرج کردن این عضو بسته شود؟',
  holdWhat: 'امتیاز و کیف پولش می‌ماند و تا باز نشود در هیچ صندوقی خرج نمی‌شود.',
  lift: 'باز کردن خرج',
  liftTitle: 'خرج کردن باز شود؟',
  liftWhat: 'عضو دوباره می‌تواند خرج کند. آنچه زیادی برداشته ثبت‌شده می‌ماند.',
  erase: 'پاک کردن',
  eraseTitle: 'این عضو برای همیشه پاک شود؟',
  eraseWhat:
    'نام، شمارهٔ تلفن و هر چیز شخصی اینجا و در همهٔ صندوق‌ها پاک می‌شود. جمع‌ها بی‌نام می‌ماند. امتیاز و کیف پول عضو از دست می‌رود.',
  erasures: 'اعضای پاک شده',
  noErasures: 'کسی پاک نشده است.',
  orderedAt: 'دستور در {{at}}',
  everywhere: 'در همهٔ صندوق‌ها پاک شد',
  tillsLeftHint:
    'هر صندوق پس از گرفتن تازه‌ها این را می‌گوید. اگر صندوقی که در تماس است اینجا ماند، صفحهٔ سلامت خودش پرونده‌های قدیمی مانع و راه چاره را نشان می‌دهد.',
  tillsLeft_one: '{{count, number}} صندوق هنوز نگفته است',
  tillsLeft_other: '{{count, number}} صندوق هنوز نگفته‌اند',
};

export const duplicates: typeof EnglishDuplicates = {
  title: 'تکراری‌ها',
  proposals: 'شمارهٔ تلفن یکسان',
  noProposals: 'هیچ دو عضوی شمارهٔ تلفن یکسان ندارند.',
  why: 'اینجا فقط شمارهٔ عضو دیده می‌شود، نه نام؛ شعبه آنان را می‌شناسد.',
  merged: 'یکی شده‌ها',
  noMerged: 'هیچ دو عضوی یکی نشده‌اند.',
  goesTo: 'اکنون',
};

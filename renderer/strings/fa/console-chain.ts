/** What the chain is called, how it looks at its tills, and when they lock themselves, in Persian. */

import type { chain as EnglishChain } from '../en/console-chain.ts';

export const chain: typeof EnglishChain = {
  title: 'زنجیره',
  why: 'صندوق‌های برخط هر تغییر را در چند ثانیه نشان می‌دهند و بقیه در تماس بعدی.',
  change: 'تغییر',
  changeTitle: 'تغییر زنجیره',
  changeButton: 'ذخیره',
  name: 'نام',
  noName: 'هنوز آورده نشده است',
  accent: 'رنگ',
  accentAside: 'یک # و شش رقم، یا هیچ',
  accentPick: 'برداشتن رنگ',
  accentBroken: 'رنگ را با نشان # و شش نویسه بنویسید: رقم یا یکی از حرف‌های a تا f.',
  accentUnseen: 'این رنگ روی برخی صندوق‌ها دیده نمی‌شود. رنگی نه خیلی روشن و نه خیلی تیره بردارید.',
  noAccent: 'هیچ',
  preview: 'روی صندوق، در روز و در شب',
  lines: 'پایان هر رسید',
  linesAside: 'هر کدام در یک سطر، حداکثر ده سطر',
  linesMany: 'حداکثر ده سطر.',
  lineLong: 'سطر {{place, number}} از {{count, number}} نویسه بلندتر است.',
  lineOdd: 'در سطر {{place, number}} نویسه‌ای هست که چاپ نمی‌شود. آن را دوباره بنویسید.',
  noLines: 'یک سپاس کوتاه',
  lock: 'قفل خودکار صندوق بیکار پس از',
  seconds_one: '{{count, number}} ثانیه',
  seconds_other: '{{count, number}} ثانیه',
  minutes_one: '{{count, number}} دقیقه',
  minutes_other: '{{count, number}} دقیقه',
};

/** What the console says once something was done, in Persian. */

import type { told as EnglishTold } from '../en/console-told.ts';

export const told: typeof EnglishTold = {
  saved: 'ذخیره شد.',
  freeze: 'خرج امتیاز در {{till}} بسته شد.',
  unfreeze: 'خرج امتیاز در {{till}} از تماس بعدی باز است.',
  revoke: '{{till}} کنار گذاشته شد.',
  approve: '{{till}} پیوست.',
  refuse: 'دستگاه رد شد.',
  setList: 'فهرست گذاشته شد.',
  withdraw: 'پیشنهاد پس گرفته شد.',
  suspend: '{{name}} معلق شد.',
  resume: '{{name}} دوباره می‌تواند وارد شود.',
  resetFactor: 'برنامهٔ {{name}} برداشته شد.',
  removeFactor: 'اکنون فقط با گذرواژه وارد می‌شوید.',
  changeRole: 'نقش تازهٔ {{name}} ثبت شد.',
  addOperator: '{{name}} می‌تواند پای صندوق وارد شود.',
  newPin: 'رمز تازهٔ {{name}} گذاشته شد.',
  addStore: 'شعبه ساخته شد.',
  notice: 'هشدار بسته شد.',
  lift: 'خرج عضو باز شد. صندوق‌های برخط در چند ثانیه می‌دانند.',
  hold: 'خرج این عضو بسته شد.',
  merge: 'اکنون یک عضوند.',
  unmerge: 'دوباره دو عضو جدا هستند.',
  erase: 'عضو اینجا پاک شد. هر صندوق در تماس بعدی نسخهٔ خود را پاک می‌کند.',
};

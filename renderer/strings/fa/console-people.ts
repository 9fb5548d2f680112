/** What the console says of its own people, in Persian. */

import type { people as English } from '../en/console-people.ts';

export const people: typeof English = {
  title: 'کاربران',
  invite: 'راه دادن به کسی',
  inviteTitle: 'راه دادن به کسی',
  inviteWhat: 'پیوندی می‌گیرید. هر که نخست باز کند نام و گذرواژه انتخاب می‌کند.',
  role: 'نقش',
  roleWhat: {
    administrator: 'همه چیز جز تأیید قانون‌ها.',
    publisher: 'صندوق‌ها و قانون‌ها را می‌بیند؛ پیشنهاد می‌دهد و پس می‌گیرد.',
    auditor: 'همه چیز را می‌بیند و چیزی را تغییر نمی‌دهد.',
  },
  makeLink: 'ساختن پیوند',
  linkTitle: 'پیوند یک‌بار مصرف',
  linkHint:
    'فقط همین حالا دیده می‌شود، یک بار کار می‌کند و {{until}} تمام می‌شود. طوری برسانید که کس دیگری نبیند.',
  you: 'شما',
  suspended: 'معلق',
  suspend: 'معلق کردن',
  suspendTitle: '{{name}} معلق شود؟',
  suspendWhat: 'همان دم خارج می‌شود و تا کسی راه ندهد نمی‌تواند وارد شود.',
  resume: 'راه دادن دوباره',
  newLink: 'گذرواژهٔ تازه',
  newLinkTitle: 'گذرواژهٔ تازه برای {{name}}؟',
  newLinkWhat: 'پیوندی می‌گیرید که با آن گذرواژهٔ تازه انتخاب می‌کند. تا آن زمان گذرواژهٔ پیشین کار می‌کند.',
  withCode: 'با کد',
  resetFactor: 'برداشتن برنامه',
  resetTitle: 'برنامهٔ {{name}} برداشته شود؟',
  resetWhat:
    'برای کسی که گوشی و کدهای بازیابی را گم کرده است. مطمئن شوید خودش می‌خواهد. همان دم خارج می‌شود و تا برنامه را دوباره راه نیندازد فقط با گذرواژه وارد می‌شود.',
  changeRole: 'نقش دیگر',
  roleTitle: 'نقش دیگر برای {{name}}',
  roleNote: 'همان دم خارج می‌شود.',
  roleButton: 'دادن این نقش',
  since: 'از {{at}}',
  audit: 'چه کسی چه کرد',
  auditNone: 'هنوز چیزی تغییر نکرده است.',
  auditEnd: 'از اینجا آغاز شد.',
  byHq: 'خود دفتر مرکزی',
  when: 'کی',
  who: 'چه کسی',
  what: 'چه',
  about: 'دربارهٔ چه',
};

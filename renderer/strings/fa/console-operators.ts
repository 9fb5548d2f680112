/** Who signs in at the tills, as head office sees them, in Persian. */

import type { operators as English } from '../en/console-operators.ts';

export const operators: typeof English = {
  title: 'کارکنان صندوق',
  why: 'با رمز پای صندوق وارد می‌شوند. صندوق برخط تغییر را در چند ثانیه می‌داند و صندوق دیگر در تماس بعدی.',
  none: 'هنوز کسی نیست. یک نفر بیفزایید: بی او کسی نمی‌تواند در صندوق پیوسته وارد شود.',
  add: 'همکار تازه',
  addButton: 'افزودن همکار',
  name: 'نام',
  latinName: 'نام به حروف لاتین',
  latinAside: 'اگر نام لاتین نیست',
  roleWhat: {
    cashier: 'پای صندوق می‌فروشد.',
    manager: 'می‌فروشد و آنچه را صندوق‌دار به‌تنهایی نمی‌تواند تأیید می‌کند.',
  },
  pin: 'رمز',
  pinAgain: 'رمز، یک بار دیگر',
  pinAside: '{{least, number}} تا {{most, number}} رقم',
  pinNote: 'دیگر هیچ‌جا نشان داده نمی‌شود.',
  pinFaults: {
    digits: 'رمز {{least, number}} تا {{most, number}} رقم دارد.',
    simple: 'حدس زدن این رمز آسان است: نه پشت سر هم، نه تکراری، نه سال.',
    different: 'این دو یکی نیستند.',
  },
  change: 'نام یا نقش',
  changeTitle: 'تغییر {{name}}',
  changeButton: 'ذخیره',
  roleNote: 'هر که نقش دیگری بگیرد در صندوق‌ها خارج می‌شود.',
  newPin: 'رمز تازه',
  newPinTitle: 'رمز تازه برای {{name}}',
  newPinWhat: 'رمز پیشین در هر صندوق تا باخبر شدن آن کار می‌کند.',
  newPinButton: 'گذاشتن این رمز',
  suspend: 'معلق کردن',
  suspendTitle: '{{name}} معلق شود؟',
  suspendWhat:
    'صندوق‌های برخط در چند ثانیه خارجش می‌کنند و دیگر راه نمی‌دهند. صندوق بی‌خط رمزش را تا تماس بعدی می‌پذیرد.',
  resume: 'راه دادن دوباره',
  resumeWhat: 'رمزش همان رمز پیشین است.',
};

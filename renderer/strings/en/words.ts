/** All English words of the cashier's screen. */

import { banners } from './banners.ts';
import { basket } from './basket.ts';
import { common } from './common.ts';
import { demoTray } from './demo-tray.ts';
import { errors } from './errors.ts';
import { keys } from './keys.ts';
import { member } from './member.ts';
import { pay } from './pay.ts';
import { receipt } from './receipt.ts';
import { score } from './score.ts';
import { signIn } from './sign-in.ts';
import { topBar } from './top-bar.ts';
import { units } from './units.ts';

export const words = {
  banners,
  basket,
  common,
  demoTray,
  errors,
  keys,
  member,
  pay,
  receipt,
  score,
  signIn,
  topBar,
  units,
};

/** The shape that every language fills completely. */
export type Words = typeof words;

/** All Persian words of the cashier's screen. */

import type { Words } from '../en/words.ts';
import { activities } from './activities.ts';
import { approval } from './approval.ts';
import { banners } from './banners.ts';
import { basket } from './basket.ts';
import { codes } from './codes.ts';
import { common } from './common.ts';
import { conditions } from './conditions.ts';
import { consents } from './consents.ts';
import { console } from './console.ts';
import { corrections } from './corrections.ts';
import { cuts } from './cuts.ts';
import { demoTray } from './demo-tray.ts';
import { effects } from './effects.ts';
import { errors } from './errors.ts';
import { items } from './items.ts';
import { keys } from './keys.ts';
import { line } from './line.ts';
import { means } from './means.ts';
import { member } from './member.ts';
import { occasions } from './occasions.ts';
import { offers } from './offers.ts';
import { pay } from './pay.ts';
import { payment } from './payment.ts';
import { periods } from './periods.ts';
import { reasons } from './reasons.ts';
import { receipt } from './receipt.ts';
import { rewards } from './rewards.ts';
import { safety } from './safety.ts';
import { score } from './score.ts';
import { selectors } from './selectors.ts';
import { signIn } from './sign-in.ts';
import { standing } from './standing.ts';
import { topBar } from './top-bar.ts';
import { units } from './units.ts';
import { verdicts } from './verdicts.ts';
import { whyNot } from './why-not.ts';

export const words: Words = {
  activities,
  approval,
  banners,
  basket,
  codes,
  common,
  conditions,
  consents,
  console,
  corrections,
  cuts,
  demoTray,
  effects,
  errors,
  items,
  keys,
  line,
  means,
  member,
  occasions,
  offers,
  pay,
  payment,
  periods,
  reasons,
  receipt,
  rewards,
  safety,
  score,
  selectors,
  signIn,
  standing,
  topBar,
  units,
  verdicts,
  whyNot,
};

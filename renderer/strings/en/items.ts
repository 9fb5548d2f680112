/** Things that a customer gets, in English. */

export const items = {
  gift: 'Gift',
  sample: 'Sample: {{name}}',
  coupon: 'Coupon: {{name}}',
  raffleTicket_one: '{{count, number}} raffle ticket',
  raffleTicket_other: '{{count, number}} raffle tickets',
  stamp_one: '{{count, number}} stamp',
  stamp_other: '{{count, number}} stamps',
  stampReward: 'Stamp card reward',
  several: '{{what}} × {{count, number}}',
  points_one: '{{count, number}} point',
  points_other: '{{count, number}} points',
  heldPoints_one: '{{points}} points after {{count, number}} day',
  heldPoints_other: '{{points}} points after {{count, number}} days',
  heldCredit_one: '{{amount}} after {{count, number}} day',
  heldCredit_other: '{{amount}} after {{count, number}} days',
};

/** Units and words of amounts and times, in English. */

export const units = {
  toman: 'Toman',
  points: 'points',
  days_one: '{{count, number}} day',
  days_other: '{{count, number}} days',
  seconds_one: '{{count, number}} second',
  seconds_other: '{{count, number}} seconds',
  minutes_one: '{{count, number}} minute',
  minutes_other: '{{count, number}} minutes',
};

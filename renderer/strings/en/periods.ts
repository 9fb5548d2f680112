/** Stretches of time, in English. */

export const periods = {
  lifetime: 'since joining',
  day: 'today',
  week: 'this week',
  month: 'this month',
  year: 'this year',
  days_one: 'in the last day',
  days_other: 'in the last {{count, number}} days',
};

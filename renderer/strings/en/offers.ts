/** Offers and the choice between them, in English. */

export const offers = {
  use: 'Use this instead',
  leaveOut: 'Leave it out',
  takeBack: 'Take the choice back',
  useAfterAll: 'Use it after all',
  endsToday: 'Ends today {{time}}',
  endsAtMidnight: 'Ends tonight',
  tomorrow: 'tomorrow',
  endsOn: 'Until {{day}}',
  endsOnAt: 'Until {{day}}, {{time}}',
  terms: 'Terms',
  why: 'Why',
  gives: 'The customer gets',
};

/** Banners, in English. */

export const banners = {
  starting: 'The till is starting…',
  lost: 'Reconnecting to the till service…',
  lostHint: 'The basket is safe. Wait a moment: it comes back by itself.',
  attempt: 'Attempt {{count, number}}',
  cannotStart: 'The till cannot start',
};

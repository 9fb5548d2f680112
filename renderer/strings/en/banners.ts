/** Banners, in English. */

export const banners = {
  starting: 'The till is starting…',
  lost: 'Reconnecting to the till service…',
  lostHint: 'The basket is safe. Wait a moment: it comes back by itself.',
  attempt: 'Attempt {{count, number}}',
  cannotStart: 'The till cannot start',
  rulesRefused: 'Newer offers have a mistake and were not taken.',
  rulesStay_one: '“{{name}}” ({{count, number}} offer) stays in force. Tell whoever makes the offers.',
  rulesStay_other: '“{{name}}” ({{count, number}} offers) stays in force. Tell whoever makes the offers.',
};

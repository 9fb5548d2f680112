/** Banners, in English. */

export const banners = {
  starting: 'The till is starting…',
  lost: 'Reconnecting to the till service…',
  lostHint: 'The basket is safe. Wait a moment: it comes back by itself.',
  attempt: 'Attempt {{count, number}}',
  cannotStart: 'The till cannot start',
  rulesRefused: 'The newest offers have a mistake and were not taken.',
  rulesStay_one:
    'Go on selling: “{{name}}” with {{count, number}} offer stays in force. Tell whoever makes the offers.',
  rulesStay_other:
    'Go on selling: “{{name}}” with {{count, number}} offers stays in force. Tell whoever makes the offers.',
};

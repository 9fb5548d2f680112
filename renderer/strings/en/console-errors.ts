/** Why HQ refused something and what to do now, in English. */

export const consoleErrors = {
  malformed: {
    sentence: 'Something in this form is not right.',
    nextStep: 'Check each field and try again.',
  },
  not_authentic: { sentence: 'You are not signed in any more.', nextStep: 'Sign in again.' },
  code_wrong: { sentence: 'This code is wrong.', nextStep: 'Type the one that the app shows now.' },
  code_first: { sentence: 'The code is needed first.', nextStep: 'Type what the app shows.' },
  code_used: { sentence: 'This code was used already.', nextStep: 'Wait for the next one.' },
  enrol_first: { sentence: 'An app is needed first.', nextStep: 'Set it up.' },
  factor_required: {
    sentence: 'The chain asks you for the app.',
    nextStep: 'Replace it instead.',
  },
  factor_missing: {
    sentence: 'You have no app yourself.',
    nextStep: 'Set up your own first, by the shield above.',
  },
  own_factor: {
    sentence: 'Nobody resets their own app.',
    nextStep: 'Replace it by the shield above, or ask another administrator.',
  },
  offer_ended: { sentence: 'This took too long, or was done elsewhere.', nextStep: 'Begin again.' },
  phone_clock_fast: {
    sentence: 'The clock of your phone is ahead of the one here.',
    nextStep:
      'Let the phone set its time by itself, then take its next code. If its time is right, the computer of the head office is wrong.',
  },
  phone_clock_slow: {
    sentence: 'The clock of your phone is behind the one here, or the code is an old one.',
    nextStep:
      'Let the phone set its time by itself, then take its next code. If its time is right, the computer of the head office is wrong.',
  },
  sign_in_wrong: { sentence: 'Name or password is wrong.', nextStep: 'Try again.' },
  not_allowed: { sentence: 'Your role may not do this.', nextStep: 'Ask an administrator.' },
  confirm_first: { sentence: 'The password is needed first.', nextStep: 'Type it once more.' },
  other_origin: {
    sentence: 'The request did not come from this page.',
    nextStep: 'Open the console again at its own address.',
  },
  not_found: {
    sentence: 'The head office has nothing of the kind.',
    nextStep: 'The number may be wrong, or somebody took it away: check it, and look again.',
  },
  conflict: { sentence: 'Something has changed meanwhile.', nextStep: 'Look again, then decide.' },
  login_taken: { sentence: 'This name is taken.', nextStep: 'Choose another.' },
  store_taken: { sentence: 'There is a store with this short name.', nextStep: 'Choose another.' },
  last_administrator: {
    sentence: 'This is the last administrator.',
    nextStep: 'Let somebody else in as an administrator first.',
  },
  last_manager: {
    sentence: 'A store would be left without any manager.',
    nextStep: 'Make somebody else a manager there first.',
  },
  link_unusable: {
    sentence: 'This link was used already or is too old.',
    nextStep: 'Sign in, or have a new link made on the computer of the head office.',
  },
  password_weak: {
    sentence: 'This password is too easy to guess.',
    nextStep: 'Take at least twelve characters, such as four words, without your name.',
  },
  pin_weak: {
    sentence: 'This PIN cannot be taken.',
    nextStep: 'Take four to eight digits that nobody guesses.',
  },
  rate_limited: { sentence: 'Too many tries.', nextStep: 'Wait a minute.' },
  sign_in_locked: {
    sentence: 'Too many wrong passwords or codes.',
    nextStep: 'Wait a while, then try again.',
  },
  busy: { sentence: 'The head office is busy.', nextStep: 'Try again in a moment.' },
  unreachable: {
    sentence: 'The head office does not answer.',
    nextStep: 'Check the network; what is shown may be old.',
  },
  strange: {
    sentence: 'The answer could not be understood.',
    nextStep: 'Reload the page, and call support if it stays.',
  },
  rule_set_invalid: {
    sentence: 'This rule set is not valid.',
    nextStep: 'Mend it where the command says so, and propose it again.',
  },
  beyond_limits: {
    sentence: 'This rule set gives more than the owner allows.',
    nextStep: 'Lower what it gives, or have two publishers change the limits.',
  },
  rule_set_unknown: {
    sentence: 'There is no such proposal any more.',
    nextStep: 'Look at the list again.',
  },
  signature_wrong: {
    sentence: 'The signature is not of a publisher in the list.',
    nextStep: 'Check which key was used.',
  },
  never_published: {
    sentence: 'This rule set was never in force.',
    nextStep: 'Propose it and have it approved.',
  },
  list_refused: {
    sentence: 'This list of publishers cannot be taken.',
    nextStep:
      'It needs two persons at least, a higher version, and the signatures of two from the list before.',
  },
  list_missing: {
    sentence: 'There is no list of publishers yet.',
    nextStep: 'An administrator sets the first one.',
  },
};

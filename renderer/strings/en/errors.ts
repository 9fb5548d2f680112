/** Every failure in English. */

import type { ErrorTexts } from '../error-text.ts';
import { basketErrors } from './basket-errors.ts';
import { correctionErrors } from './correction-errors.ts';
import { lineErrors } from './line-errors.ts';
import { memberErrors } from './member-errors.ts';
import { storageErrors } from './storage-errors.ts';
import { valueErrors } from './value-errors.ts';

export const errors: ErrorTexts = {
  internal: {
    sentence: 'Something went wrong inside the till.',
    nextStep: 'Try once more. If it happens again, call the manager.',
  },
  deadline_passed: {
    sentence: 'The till did not answer in time.',
    nextStep: 'Press the button again. Nothing is booked twice.',
  },
  service_lost: {
    sentence: 'The screen lost touch with the till service.',
    nextStep: 'Wait a moment. It reconnects by itself and the basket is kept.',
  },
  invalid_input: {
    sentence: 'The till could not use what was entered.',
    nextStep: 'Check what you typed and try again.',
  },
  not_signed_in: { sentence: 'Nobody is signed in.', nextStep: 'Sign in with your PIN.' },
  operator_unknown: {
    sentence: 'This operator does not work at this till.',
    nextStep: 'Choose another operator, or ask the manager to add this one.',
  },
  wrong_pin: { sentence: 'That PIN is not right.', nextStep: 'Enter your PIN again.' },
  locked_out: {
    sentence: 'Too many wrong PINs.',
    nextStep: 'Wait until the lock ends, or let someone else sign in or another manager approve.',
  },
  approval_needed: {
    sentence: 'This needs the yes of a manager.',
    nextStep: 'Call a manager to look at it and enter their PIN.',
  },
  approver_is_actor: {
    sentence: 'Nobody can approve what they do themselves.',
    nextStep: 'Call another manager to enter their PIN.',
  },
  approver_not_manager: {
    sentence: 'Only a manager can approve this.',
    nextStep: 'Choose a manager and let them enter their PIN.',
  },
  ...basketErrors,
  ...memberErrors,
  ...valueErrors,
  ...correctionErrors,
  reader_missing: {
    sentence: 'The card reader is not connected.',
    nextStep: 'Check its cable. Until then, search for members by phone or name.',
  },
  demo_only: { sentence: 'This works in the demo only.', nextStep: 'Use a real card on the reader.' },
  ...storageErrors,
  ...lineErrors,
  rule_set_invalid: {
    sentence: 'This is not a valid rule set.',
    nextStep: 'Correct the named place in the file. Nothing was changed.',
  },
  basket_invalid: {
    sentence: 'This is not a valid basket.',
    nextStep: 'Correct the named place in the file.',
  },
  member_invalid: {
    sentence: 'This is not a valid member.',
    nextStep: 'Correct the named place in the file.',
  },
  activity_invalid: {
    sentence: 'This is not a valid activity.',
    nextStep: 'Correct the named place in the file.',
  },
  history_invalid: {
    sentence: 'This is not a valid history of sales.',
    nextStep: 'Correct the named line of the file. Nothing was simulated.',
  },
  instant_invalid: {
    sentence: 'This is not a point in time.',
    nextStep: 'Write it as in 2026-11-21T10:00:00+03:30.',
  },
  entry_unknown: {
    sentence: 'There is no such entry in the ledger.',
    nextStep: 'Check the number of the receipt.',
  },
};

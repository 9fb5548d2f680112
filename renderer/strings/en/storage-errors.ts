/** What fails at files and keys, in English. */

import type { ErrorTexts } from '../error-text.ts';

export const storageErrors = {
  disk_full: {
    sentence: 'The disk of this till is full, so no sale can be booked.',
    nextStep: 'Call the manager to free some space. No sale was left half booked.',
  },
  database_busy: {
    sentence: 'Another program is using the ledger of this till.',
    nextStep: 'Try again in a moment. If it stays so, close backup or antivirus programs.',
  },
  database_missing: {
    sentence: 'A data file of this till is missing.',
    nextStep: 'Call support. Do not set up the till again.',
  },
  database_damaged: {
    sentence: 'A data file of this till is damaged, so no sale can be booked.',
    nextStep: 'Call support. What was booked before stays on the disk.',
  },
  database_key_wrong: {
    sentence: 'The key of this till does not open its data.',
    nextStep: 'Start the till as the same user of the computer as before, or call support.',
  },
  database_newer: {
    sentence: 'The data was written by a newer version of this program.',
    nextStep: 'Install the newest version on this till.',
  },
  durability_missing: {
    sentence: 'This disk does not keep what it promises, so the till does not sell.',
    nextStep: 'Call support to move the data to another disk.',
  },
  ledger_broken: {
    sentence: 'The check of the ledger found a fault, so no sale can be booked.',
    nextStep: 'Call support. Do not delete any file.',
  },
  shift_broken: {
    sentence: 'An entry of this shift is not as it was booked, so the shift is not closed.',
    nextStep: 'Call support and name the number of the entry. Do not delete any file.',
  },
  key_unavailable: {
    sentence: 'The key store of this computer did not answer.',
    nextStep: 'Sign in to the computer again and start the till.',
  },
  other_chain: {
    sentence: 'This folder holds the ledger of another chain.',
    nextStep: 'Choose another folder. Nothing in this one was touched.',
  },
} satisfies Partial<ErrorTexts>;

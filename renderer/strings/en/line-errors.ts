/** What fails between a till and the head office, in English. */

import type { ErrorTexts } from '../error-text.ts';

export const lineErrors = {
  not_joined: {
    sentence: 'This till belongs to no head office.',
    nextStep: 'Ask a manager to join it.',
  },
  already_joined: {
    sentence: 'This till belongs to a head office already.',
    nextStep: 'Nothing has to be done.',
  },
  address_invalid: {
    sentence: 'This is not the address of a head office.',
    nextStep: 'Type the address as the head office shows it, such as https://hq.example.',
  },
  join_code_wrong: {
    sentence: 'The head office does not know this code.',
    nextStep: 'Type it again as the head office shows it. After five wrong tries a new code is needed.',
  },
  join_code_expired: {
    sentence: 'This code is too old or was used already.',
    nextStep: 'Ask the head office for a new code and type it within ten minutes.',
  },
  join_refused: {
    sentence: 'The head office did not take this till.',
    nextStep: 'Ask there why, and try again with a new code.',
  },
  join_undecided: {
    sentence: 'Nobody at the head office has decided about this till within {seconds} seconds.',
    nextStep: 'Approve it there, then start the till: it asks again by itself.',
  },
  hq_not_reached: {
    sentence: 'The head office could not be reached safely.',
    nextStep: 'Check the network and the address, then try again.',
  },
  unsent_to_other_hq: {
    sentence: 'Bookings of this till have not reached the head office that it belonged to.',
    nextStep: 'Send them there first, or carry them there as a file.',
  },
  nothing_to_send: {
    sentence: 'Everything of this till is at the head office.',
    nextStep: 'Nothing has to be carried.',
  },
  file_unreadable: {
    sentence: 'The file could not be read.',
    nextStep: 'Check its name, place and permissions.',
  },
  file_unwritable: {
    sentence: 'The file could not be written.',
    nextStep: 'Check its folder, its permissions and the free space.',
  },
} satisfies Partial<ErrorTexts>;

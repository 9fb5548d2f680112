/** What fails at a member and their cards, in English. */

import type { ErrorTexts } from '../error-text.ts';

export const memberErrors = {
  member_erased: {
    sentence: 'The head office has erased the data of this customer.',
    nextStep: 'The basket is kept and goes on without a member.',
  },
  member_unknown: {
    sentence: 'This member was not found.',
    nextStep: 'Search by phone or name, or enrol the customer.',
  },
  card_unknown: {
    sentence: 'This card belongs to no member yet.',
    nextStep: 'Enrol the customer with it, or sell without a member.',
  },
  card_blocked: {
    sentence: 'This card is blocked.',
    nextStep: 'Find the member by phone, or sell without a member.',
  },
  card_taken: {
    sentence: 'This card already belongs to another member.',
    nextStep: 'Take a fresh card and tap it.',
  },
  card_unreadable: {
    sentence: 'The card could not be read.',
    nextStep: 'Lift the card and tap it once more.',
  },
  card_not_for_members: {
    sentence: 'This is not a loyalty card.',
    nextStep: 'Ask for the loyalty card, or search by phone.',
  },
  several_cards: {
    sentence: 'More than one card is on the reader.',
    nextStep: 'Lift them all and tap a single card.',
  },
  name_missing: { sentence: 'The name is missing.', nextStep: 'Enter the name of the customer.' },
  phone_invalid: {
    sentence: 'This is not a phone number.',
    nextStep: 'Check the digits, or leave the field empty.',
  },
  phone_taken: {
    sentence: 'Another member already has this phone number.',
    nextStep: 'Search for the number and choose that member.',
  },
  birth_date_invalid: { sentence: 'This date does not exist.', nextStep: 'Check year, month and day.' },
  search_too_short: {
    sentence: 'That is too little to search for.',
    nextStep: 'Type at least two letters or four digits.',
  },
  member_missing: {
    sentence: 'No member is identified.',
    nextStep: 'Tap their card or look them up first.',
  },
  household_invalid: {
    sentence: 'These two members cannot be put into one household like this.',
    nextStep: 'See that neither is in another household, and that the head is under nobody.',
  },
  guest_card_refused: {
    sentence: 'This guest card is not taken for this basket.',
    nextStep: 'It is for a customer who is no member; look at the card’s end, too.',
  },
  introducer_unknown: {
    sentence: 'The introducer was not found, or their guest card has ended.',
    nextStep: 'Choose the introducer again, or enrol without one.',
  },
} satisfies Partial<ErrorTexts>;

/** What fails at a basket, in English. */

import type { ErrorTexts } from '../error-text.ts';

export const basketErrors = {
  barcode_unknown: {
    sentence: 'No product has this barcode.',
    nextStep: 'Search for the product by name, or enter its price as an amount.',
  },
  product_unknown: {
    sentence: 'This product is no longer sold.',
    nextStep: 'Search for another product, or enter the price as an amount.',
  },
  amount_invalid: { sentence: 'That amount cannot be used.', nextStep: 'Enter an amount above zero.' },
  quantity_invalid: {
    sentence: 'That quantity cannot be used.',
    nextStep: 'Enter a whole number of 1 or more.',
  },
  basket_full: {
    sentence: 'The basket is full.',
    nextStep: 'Take payment for this basket, then start a new one.',
  },
  basket_empty: { sentence: 'The basket is empty.', nextStep: 'Add a product or an amount first.' },
  basket_changed: {
    sentence: 'The basket has changed in the meantime.',
    nextStep: 'Check the new amount and press pay again.',
  },
  line_unknown: {
    sentence: 'This line is no longer in the basket.',
    nextStep: 'Check the basket and go on.',
  },
  offer_unknown: {
    sentence: 'This offer is not in force any more.',
    nextStep: 'Look at the list of offers once more.',
  },
  nothing_to_undo: { sentence: 'There is nothing to undo.', nextStep: 'Go on with the sale.' },
} satisfies Partial<ErrorTexts>;

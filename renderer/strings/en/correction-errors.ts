/** What fails when a booking is corrected, in English. */

import type { ErrorTexts } from '../error-text.ts';

export const correctionErrors = {
  sale_unknown: {
    sentence: 'No sale was found under this number.',
    nextStep: 'Check the number on the receipt, or look the sale up by its member.',
  },
  sale_changed: {
    sentence: 'Something was given back of this sale in the meantime.',
    nextStep: 'Look at what is left of it and confirm again.',
  },
  reason_unknown: {
    sentence: 'A reason is missing.',
    nextStep: 'Choose one of the reasons in the list.',
  },
  already_refunded: {
    sentence: 'All of this sale was given back already.',
    nextStep: 'Look at the slips under the sale: they say when and by whom.',
  },
  proof_unreadable: {
    sentence: 'This refund code is damaged or not complete.',
    nextStep: 'Scan it once more, or give the sale back at the till that sold.',
  },
  proof_not_ours: {
    sentence: 'No till of this chain has signed this refund code.',
    nextStep: 'Give nothing back by it. Ask for the receipt and look at its shop and number.',
  },
  proof_too_long: {
    sentence: 'This sale has more lines than a refund code can hold.',
    nextStep: 'It is given back at this till, by its receipt number.',
  },
  refund_empty: {
    sentence: 'Nothing was chosen to give back.',
    nextStep: 'Choose the lines that the customer brought back.',
  },
  refund_line_unknown: {
    sentence: 'This line is not part of the sale.',
    nextStep: 'Open the sale once more and choose the lines again.',
  },
  refund_too_much: {
    sentence: 'That is more than is left of this line.',
    nextStep: 'Lower the quantity to what is left.',
  },
  refund_too_late: {
    sentence: 'The time for giving this sale back is over.',
    nextStep: 'Explain the shop’s return period, or ask the owner.',
  },
  void_too_late: {
    sentence: 'Only sales of today can be voided.',
    nextStep: 'Refund the whole sale instead.',
  },
  wallet_takes_no_refunds: {
    sentence: 'This refund cannot go into a wallet.',
    nextStep: 'Hand the money back as it was paid.',
  },
  member_same: {
    sentence: 'The sale belongs to this member already.',
    nextStep: 'Choose another member, or close this window.',
  },
  member_change_too_late: {
    sentence: 'The time for giving this sale to another member is over.',
    nextStep: 'Ask a manager to adjust the points by hand.',
  },
  member_change_refunded: {
    sentence: 'Something was given back of this sale, so its member stays.',
    nextStep: 'Ask a manager to adjust the points by hand.',
  },
  manager_needed: {
    sentence: 'Only a manager can do this.',
    nextStep: 'Let a manager sign in and do it.',
  },
  adjust_above_limit: {
    sentence: 'That is more than may be adjusted here.',
    nextStep: 'Lower the amount, or ask head office.',
  },
  expiry_in_past: {
    sentence: 'This would have ended already.',
    nextStep: 'Choose a later day, or none.',
  },
  batch_empty: {
    sentence: 'Nothing is left that could be taken back.',
    nextStep: 'Check the offer and the days.',
  },
  batch_too_large: {
    sentence: 'Too many members for one go.',
    nextStep: 'Choose fewer days and go on day by day.',
  },
  batch_changed: {
    sentence: 'The sums have changed in the meantime.',
    nextStep: 'Look at the new sums and confirm again.',
  },
} satisfies Partial<ErrorTexts>;

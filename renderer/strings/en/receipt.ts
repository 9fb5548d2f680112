/** The receipt, in English. */

export const receipt = {
  booked: 'Sale complete',
  last: 'Last receipt',
  noneYet: 'No receipt yet',
  noneYetHint: 'The first sale of this till will appear here.',
  unseen: 'This sale was booked before the till restarted.',
  number: 'Receipt',
  operator: 'Operator',
  member: 'Member',
  anonymous: 'without a member',
  total: 'Total',
  discount: 'Discount',
  paid: 'Paid',
  walletCredit: 'To wallet',
  pointsEarned: 'Points earned',
  balance: 'New balance',
  thanks: 'Thank you for your purchase',
  newSale: 'New sale',
  close: 'Close',
};

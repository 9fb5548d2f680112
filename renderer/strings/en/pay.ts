/** Paying, in English. */

export const pay = {
  pay: 'Pay',
  booking: 'Booking…',
  nothing: 'Add an item to take payment',
  stopped: 'Sales are stopped',
  means: 'How the customer pays',
  cash: 'Cash',
  card: 'Card',
  wallet: 'Wallet',
  transfer: 'Transfer',
};

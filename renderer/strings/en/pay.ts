/** Paying, in English. */

export const pay = {
  pay: 'Pay',
  booking: 'Booking…',
  nothing: 'Add an item to take payment',
  youPay: 'To pay',
  saved: '{{amount}} off',
  stopped: 'Booking is stopped',
};

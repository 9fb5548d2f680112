/** Paying, in English. */

export const pay = {
  pay: 'Pay',
  booking: 'Booking…',
  nothing: 'Add an item to take payment',
  stopped: 'Sales are stopped',
};

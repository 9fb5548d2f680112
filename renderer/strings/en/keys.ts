/** The list of keys, in English. */

export const keys = {
  title: 'Keyboard',
  member: 'Find a member',
  product: 'Find a product',
  amount: 'Enter an amount',
  quantity: 'Quantity (0 removes)',
  undo: 'Undo the last change',
  lastReceipt: 'Last receipt',
  pay: 'Pay',
  newSale: 'New sale, on the receipt',
  lock: 'Lock the till',
  enrol: 'New member',
  help: 'This list',
  close: 'Close',
  scanner: 'The barcode scanner works at any moment, whatever field is open.',
};

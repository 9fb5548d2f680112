/** How customers pay, in English. */

export const means = {
  cash: 'cash',
  card: 'card',
  wallet: 'wallet',
  transfer: 'transfer',
};

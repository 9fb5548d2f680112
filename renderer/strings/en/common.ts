/** Words used on more than one part of the screen, in English. */

export const common = {
  product: 'Vafa',
  close: 'Close',
  cancel: 'Cancel',
  optional: 'optional',
  deleteDigit: 'Delete the last digit',
  clearDigits: 'Clear',
};

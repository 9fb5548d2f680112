/** Signing in, in English. */

export const signIn = {
  title: 'Who is at the till?',
  choose: 'Tap your name, then enter your PIN.',
  pinField: 'PIN',
  submit: 'Sign in',
  checking: 'Checking…',
  otherOperator: 'Another operator',
  locked: 'Try again in {{time}}.',
  demoPin: 'Demo PIN',
  demoNote: 'This is the demo chain: members, products and sales are made up.',
  cashier: 'Cashier',
  manager: 'Manager',
};

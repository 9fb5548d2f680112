/** Signing in, in English. */

export const signIn = {
  title: 'Who is at the till?',
  choose: 'Tap your name, then enter your PIN.',
  pinOf: 'PIN of {{name}}',
  pinField: 'PIN',
  digitsEntered_one: '{{count, number}} digit entered',
  digitsEntered_other: '{{count, number}} digits entered',
  submit: 'Sign in',
  checking: 'Checking…',
  otherOperator: 'Another operator',
  locked: 'Locked. Try again in {{time}}.',
  demoPin: 'Demo PIN',
  demoNote: 'This is the demo chain: members, products and sales are made up.',
  basketKept: 'The open basket is kept until you are back.',
  cashier: 'Cashier',
  manager: 'Manager',
};

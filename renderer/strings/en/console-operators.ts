/** Who signs in at the tills, as head office sees them, in English. */

export const operators = {
  title: 'Operators',
  why: 'They sign in at the tills with a PIN. A till on line knows of a change within seconds, another one at its next contact.',
  none: 'No operator yet. Add one: without any, nobody can sign in at a till that has joined.',
  add: 'New operator',
  addButton: 'Add the operator',
  name: 'Name',
  latinName: 'Name in Latin letters',
  latinAside: 'if it is not in them already',
  roleWhat: {
    cashier: 'Sells at the tills.',
    manager: 'Sells, and approves what a cashier may not do alone.',
  },
  pin: 'PIN',
  pinAgain: 'PIN once more',
  pinAside: '{{least, number}} to {{most, number}} digits',
  pinNote: 'It is never shown again, here or anywhere else.',
  pinFaults: {
    digits: 'A PIN has {{least, number}} to {{most, number}} digits.',
    simple: 'This PIN is too easy to guess: no row, no repetition, no year.',
    different: 'The two are not the same.',
  },
  change: 'Name or role',
  changeTitle: 'Change {{name}}',
  changeButton: 'Save',
  roleNote: 'Who gets another role is signed out at the tills.',
  newPin: 'New PIN',
  newPinTitle: 'A new PIN for {{name}}',
  newPinWhat: 'The PIN of before works at a till until it has heard of the new one.',
  newPinButton: 'Set this PIN',
  suspend: 'Suspend',
  suspendTitle: 'Suspend {{name}}?',
  suspendWhat:
    'Tills on line sign them out within seconds and let them in no more. A till without a line takes their PIN until its next contact.',
  resume: 'Let in again',
  resumeWhat: 'Their PIN is the one of before.',
};

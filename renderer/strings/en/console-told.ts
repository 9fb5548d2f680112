/** What the console says once something was done, in English. */

export const told = {
  saved: 'Saved.',
  freeze: 'Redeeming is stopped at {{till}}.',
  unfreeze: 'Redeeming is allowed at {{till}} from its next contact.',
  revoke: '{{till}} is shut out.',
  approve: '{{till}} has joined.',
  refuse: 'The device was refused.',
  setList: 'The list is set.',
  withdraw: 'The proposal is withdrawn.',
  suspend: '{{name}} is suspended.',
  resume: '{{name}} can sign in again.',
  changeRole: '{{name}} has the new role.',
  addOperator: '{{name}} can sign in at the tills.',
  newPin: '{{name}} has the new PIN.',
  addStore: 'The store is made.',
  notice: 'The notice is closed.',
  lift: 'The hold is lifted. Tills know it within seconds when they are on line.',
  hold: 'Redeeming is stopped for this member.',
  merge: 'They are one member now.',
  unmerge: 'They are members of their own again.',
  erase: 'The member is erased here. Each till deletes its copy at its next contact.',
};

/** A second person's yes, in English. */

export const approval = {
  title: 'A manager has to approve this',
  what: 'This is what you approve:',
  choose: 'Who approves it?',
  other: 'Somebody else',
  nobody: 'No other manager works at this till. Ask the owner to add one.',
  submit: 'Approve',
};

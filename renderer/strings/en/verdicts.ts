/** What became of an offer, in English. */

export const verdicts = {
  applied: 'Applied',
  beaten: '{{amount}} less than “{{offer}}”',
  better: '{{amount}} more than “{{offer}}”',
  beatenEqual: 'Equal to “{{offer}}”',
  exclusiveGroup: 'Only one of a group: “{{offer}}” applies',
  notWith: 'Not together with “{{offer}}”',
  alone: 'One of the two stands alone: “{{offer}}” applies',
  offersPerSaleMax: 'No room for another offer: “{{offer}}” is the last one',
  less: '{{verdict}} · {{amount}} less',
  more: '{{verdict}} · {{amount}} more',
  usedUpChain: 'Budget used up',
  usedUpStore: 'Budget of this store used up',
  usedUpTill: 'Share of this till used up',
  usedUpMember: 'The member has used it up',
  declined: 'The customer did not want it',
  addsNothing: 'Adds nothing to the others',
};

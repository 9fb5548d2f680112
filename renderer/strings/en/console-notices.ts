/** What the console says in its notices, in English. */

export const notices = {
  title: 'Notices',
  none: 'Nothing needs to be looked at.',
  close: 'Done',
  of: 'At',
  member: 'Member',
  entry: 'Entry',
  points: 'Points short',
  wallet: 'Credit short',
  places: 'Place in the series',
  toTill: 'To the till',
  kinds: {
    fork: {
      sentence: 'Two devices use the identity of one till.',
      nextStep: 'Find the second device and shut it down, then replace the till.',
    },
    hqSetBack: {
      sentence: 'The head office had lost entries that a till had already sent.',
      nextStep: 'The tills send them again by themselves. Check which backup or disk image was used.',
    },
    overdraft: {
      sentence: 'A member spent more than they had, at tills that could not ask.',
      nextStep: 'Redeeming waits. Settle it with the member, then lift the hold.',
    },
    finishedElsewhere: {
      sentence: 'One basket was sold at two tills; it counts once.',
      nextStep: 'Ask the store whether the customer paid twice.',
    },
    refundAboveOriginal: {
      sentence: 'More was given back than the sale had brought.',
      nextStep: 'Look at the refund together with the store.',
    },
    codeUsedTwice: {
      sentence: 'A coupon or gift card was used at two tills that could not ask.',
      nextStep: 'Look at both sales; the value was given twice.',
    },
    membersMerged: {
      sentence: 'Two members became one.',
      nextStep: 'If they are two persons, take them apart.',
    },
    recordUnreadable: {
      sentence: 'The personal data of a new member cannot be read.',
      nextStep: 'Ask the store to enrol the member once more.',
    },
    other: {
      sentence: 'The head office reports something that this page does not know.',
      nextStep: 'Reload the page; call support if it stays.',
    },
  },
};

/** What the console says where a till is changed, in English. */

export const freeze = {
  title: 'Stop redeeming at {{till}}?',
  what: 'The till sells and gives points as before, but pays nothing with points or wallet until somebody allows it again.',
  whyLabel: 'Why',
  why: {
    suspicion: 'Something looks wrong',
    inventory: 'Stock-taking',
    repair: 'It is being repaired',
  },
};

export const unfreeze = {
  title: 'Allow redeeming at {{till}}?',
  what: 'From its next contact the till pays with points and wallet again.',
  whyLabel: 'How do you know that only one device has this identity?',
  why: {
    copyDestroyed: 'The other copy is destroyed',
    restoredOnPurpose: 'It was set back to a backup on purpose',
    falseAlarm: 'It was a false alarm',
    checked: 'I have looked at it',
  },
};

export const revoke = {
  title: 'Shut out {{till}} for good?',
  points: {
    believed: 'What it books from that moment on is kept and never counted. What it booked before counts.',
    cut: 'It gets no members, prices and rules any more, and redeems nothing.',
    instead: 'The device can only come back as a new till. To change the device, replace it instead.',
  },
  since: 'From when',
  now: 'from now',
  ago: '{{span}} ago: {{at}}',
  button: 'Shut out for good',
};

export const replace = {
  title: 'Replace the device of {{till}}?',
  what: 'You get a code for the new device. This one goes on until the new one is approved; what it booked by then is still taken.',
  button: 'Make the code',
};

export const change = {
  title: 'Rename or move {{till}}',
  what: 'What it books from its next contact on belongs to the store that you choose.',
  button: 'Save',
};

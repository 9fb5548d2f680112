/** The line to the head office, in English. */

export const line = {
  title: 'Head office',
  asking: 'Asking the till…',
  chip: {
    joining: 'Joining',
    stopped: 'No redeeming',
    trouble: 'Offline · {{count, number}}',
    troubleAlone: 'Offline',
    receiving: 'Receiving',
    sending: 'Sending · {{count, number}}',
    asking: 'Connecting',
    waiting: 'To send · {{count, number}}',
    complete: 'Connected',
  },
  verdicts: {
    joining: { sentence: 'This till is joining the head office.', nextStep: 'Go on selling meanwhile.' },
    stopped: 'Points and credit cannot be spent at this till.',
    receiving: {
      sentence: 'News from the head office is coming in.',
      nextStep: 'Go on selling. It is taken over as a whole or not at all.',
    },
    sending: {
      sentence: 'Bookings are on their way to the head office.',
      nextStep: 'Go on selling. Each of them arrives exactly once.',
    },
    asking: {
      sentence: 'The till is asking the head office.',
      nextStep: 'Go on selling. What the till knows from before stays in use.',
    },
    waiting: {
      sentence: 'Some bookings will be sent in a moment.',
      nextStep: 'Nothing has to be done. They are kept here until the head office has them.',
    },
    complete: {
      sentence: 'The head office has everything.',
      nextStep: 'This till knows everything that the head office published.',
    },
  },
  backlog_one: '{{count, number}} booking waits here.',
  backlog_other: '{{count, number}} bookings wait here.',
  causes: {
    unreachable: {
      sentence: 'The head office is not reached.',
      nextStep: 'Go on selling: everything is kept and sent later. Check the network cable or Wi-Fi.',
    },
    timeout: {
      sentence: 'The line to the head office is too slow.',
      nextStep: 'Go on selling: everything is kept, and the till keeps trying.',
    },
    captivePortal: {
      sentence: 'The network wants somebody to log in.',
      nextStep: 'Open a browser on this computer and log in to the network. Selling goes on.',
    },
    notHq: {
      sentence: 'Another server answers in place of the head office.',
      nextStep: 'Nothing of it was believed. Go on selling, and call support if this stays.',
    },
    certificateExpired: {
      sentence: 'The certificate of the head office has expired.',
      nextStep: 'Go on selling, and tell the head office to renew it.',
    },
    certificateUntrusted: {
      sentence: 'The certificate of the head office is not trusted here.',
      nextStep: 'Go on selling, and call support: the network may be tampered with.',
    },
    busy: {
      sentence: 'The head office is busy and asks for patience.',
      nextStep: 'Nothing has to be done: the till tries again by itself.',
    },
    badAnswer: {
      sentence: 'The head office gave an answer that cannot be right.',
      nextStep: 'Nothing of it was taken over. Go on selling, and call support if this stays.',
    },
    versionUnsupported: {
      sentence: 'The program of this till and the head office do not understand each other.',
      nextStep: 'Go on selling, and have the older one of the two updated.',
    },
    notAuthentic: {
      sentence: 'The head office does not know this till any more.',
      nextStep: 'Go on selling, and call the head office: the till may have to join again.',
    },
    revoked: {
      sentence: 'The head office has shut this till out.',
      nextStep: 'Call the head office. Sales are still booked here and kept.',
    },
    stuck: {
      sentence: 'The head office answers, but bookings do not get there.',
      nextStep: 'Everything is kept here. Call support if this is still here in an hour.',
    },
    notApplied: {
      sentence: 'What the head office sent could not be taken over.',
      nextStep: 'The data of before stays in use. Call support if this stays.',
    },
    diskFull: {
      sentence: 'The disk of this till has no room for what the head office sent.',
      nextStep: 'The data of before stays in use. Make room on the disk; the till then goes on by itself.',
    },
  },
  sendNow: 'Send now',
  askNow: 'Ask now',
  trying: 'Trying now…',
  sending: 'Sending…',
  askingHq: 'Asking…',
  now: 'What works now',
  works: {
    sell: 'Selling',
    earn: 'Collecting points and offers',
    enrol: 'New members',
    redeem: 'Spending points and credit, without limits of this till',
  },
  limits: {
    revoked: 'No spending of points and credit: the head office has shut this till out.',
    fork: 'No spending of points and credit: a second till uses the identity of this one. Call the head office.',
    byHand: 'No spending of points and credit: the head office has stopped it at this till.',
    replaced: 'No spending of points and credit: another till has taken the place of this one.',
    leaseOver: 'No spending of points and credit: this till was without the head office for too long.',
    offline: 'Spending points and credit only within the limits of a till that is alone (Till and shift).',
  },
  stops: {
    revoked: 'The head office has shut this till out: call it. Sales are still booked here and kept.',
    fork: 'A second till uses the identity of this one: call the head office. Selling and collecting go on.',
    byHand: 'The head office has stopped it here: ask there why. Selling and collecting go on.',
    replaced: 'Another till has taken the place of this one: sell at that one. What waits here is kept.',
  },
  toLimits: 'Show the limits of this till',
  limitsNextStep: 'Take other money: selling and collecting go on.',
  lease: {
    running: {
      sentence: 'Points and credit may be spent here until {{end}}.',
      nextStep:
        'Every answer of the head office moves that forward. Without one the till still sells and collects after it, but spends nothing.',
    },
    ending: {
      nextStep:
        'Bring the till back on line before then. After that it goes on selling and collecting, and spends no points or credit until the head office has answered.',
    },
    over: {
      sentence: 'Points and credit could be spent here until {{end}}.',
      nextStep:
        'The first answer of the head office allows it again. A week after that day the till also forgets the members, until it is back on line.',
    },
    left: {
      hours_one: 'Points and credit may be spent for {{count, number}} hour more, until {{end}}.',
      hours_other: 'Points and credit may be spent for {{count, number}} hours more, until {{end}}.',
      days_one: 'Points and credit may be spent for {{count, number}} day more, until {{end}}.',
      days_other: 'Points and credit may be spent for {{count, number}} days more, until {{end}}.',
    },
  },
  carry: {
    title: 'Carry it by hand',
    hint: 'Writes what waits into a file that only the head office can open. It stays here as well.',
    write: 'Write the file',
    next: 'Copy the file to a stick and take it to the head office. It reads it there with import\u2060-\u2060backlog; what came twice counts once.',
    writing: 'Writing…',
    failed: {
      sentence: 'The file was not written.',
      kept: 'Nothing is lost: all bookings stay in this till, and it sends them by itself once the line is back.',
      unwritable:
        'Check that the disk of this computer and the till’s folder “carried” are not write-protected, then write the file again. Call support if it stays so.',
      full: 'The disk of this computer is full: delete what nobody needs, then write the file again.',
    },
    done_one: '{{count, number}} booking was written:',
    done_other: '{{count, number}} bookings were written:',
  },
  details: {
    nextTry: 'Tries again',
    nextTryAt: 'by itself at {{time}}',
    since: 'Like this since',
    data: 'Data from',
    complete: 'Everything sent',
    contact: 'Last answer',
    oldest: 'Oldest waiting booking',
    clock: 'Clock of this till',
    behind_one: '{{count, number}} minute behind the head office',
    behind_other: '{{count, number}} minutes behind the head office',
    ahead_one: '{{count, number}} minute ahead of the head office',
    ahead_other: '{{count, number}} minutes ahead of the head office',
    store: 'Known there as',
    address: 'Address',
  },
  ago: {
    never: 'not yet',
    now: 'just now',
    minutes_one: '{{count, number}} minute ago',
    minutes_other: '{{count, number}} minutes ago',
    hours_one: '{{count, number}} hour ago',
    hours_other: '{{count, number}} hours ago',
    days_one: '{{count, number}} day ago',
    days_other: '{{count, number}} days ago',
  },
  progress: {
    push: '{{done, number}} of {{total, number}} bookings sent',
    delta: 'Receiving news: {{share}}',
    snapshot: 'Receiving members and offers: {{share}}',
  },
  join: {
    why: 'This till works by itself. Joined to a head office, it shares members, points and offers with the other tills.',
    needsManager: 'A manager has to sign in to join this till.',
    address: 'Address of the head office',
    addressExample: 'https://hq.example',
    code: 'One-time code',
    codeAside: 'valid for ten minutes',
    ask: 'Join',
    asking: 'Asking the head office…',
    compare: 'Compare with the screen of the head office',
    compareHint: 'Only when both show the same may somebody there approve this till.',
    waiting: 'Waiting for the approval…',
    receiving: 'Approved. Members and offers are coming.',
    goesOn: 'The till keeps asking.',
    refused: 'The head office refused this till. Ask there why, and try again with a new code.',
    expired: 'Nobody approved this till in time. Try again with a new code.',
    cancel: 'Give up joining',
  },
};

/** The code besides the password, in English. */

export const factor = {
  title: 'Your sign-in',
  app: 'Code of the app',
  appAside: 'six digits',
  recovery: 'Recovery code',
  recoveryAside: 'twelve characters',
  slip: 'No recovery code reads like this. Check each character.',
  useRecovery: 'Use a recovery code',
  useApp: 'Use the app',
  none: 'Your password alone lets you in.',
  why: 'With a code besides, nobody gets in who only knows your password.',
  need: 'You need a phone with an authenticator app; any of them will do. It works without a network.',
  setUp: 'Set up the app',
  scan: 'Scan this with the app, then type the code that it shows.',
  picture: 'QR code for the authenticator app',
  orType: 'Or type this into the app:',
  take: 'Turn it on',
  codes: 'Recovery codes',
  codesWhy:
    'If the phone is lost, each of these lets you in once. They are shown only now: print them, or write them down and keep them apart from the phone.',
  codesKept: 'I have kept them',
  since: 'Besides your password you give a code of your app, since {{at}}.',
  left_one: '{{count, number}} recovery code is left.',
  left_other: '{{count, number}} recovery codes are left.',
  few: 'Make new ones before they are used up.',
  goOn: 'Go on',
  newCodes: 'New recovery codes',
  newCodesWhat: 'The ones that you have now are void at once.',
  replace: 'Another phone or app',
  replaceWhat: 'First a code of the app that you have now. It stays good until the new one works.',
  remove: 'Take the app away',
  removeWhat: 'From then on your password alone lets you in, and the recovery codes are void.',
  required: 'The chain asks for the app: it can be replaced, not taken away.',
};

export const enrolment = {
  title: 'One more step',
  why: 'Whoever changes things here gives a code of an app besides the password. Set it up now; it takes a minute.',
};

export const signInRules = {
  title: 'Signing in',
  asked: 'Administrators and publishers give a code of an app besides their password.',
  free: 'A password is enough. Everybody may add a code of an app, by the shield above.',
  makeAsked: 'Ask for a code',
  makeAskedTitle: 'Ask for a code besides the password?',
  makeAskedWhat:
    'Administrators and publishers who have no app yet set it up before they do anything else: at once if they are signed in. Auditors go on with their password.',
  makeFree: 'Ask for no code',
  makeFreeTitle: 'Let a password be enough?',
  makeFreeWhat: 'Whoever has an app goes on giving its code until they take it away.',
};

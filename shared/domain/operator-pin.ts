/** What an operator types at a till to sign in: 4 to 8 digits that nobody guesses in the few tries that a till allows. */

export const pinDigitsMin = 4;
export const pinDigitsMax = 8;

/** ASCII digits; whoever takes a PIN from a person turns other digits into them first. */
export const pinPattern = /^\d{4,8}$/;

export type PinFault = 'digits' | 'simple';

/** Down the middle of the keys and back, and its corners: the first guesses of whoever looks at the keys. */
const keyPaths = new Set(['2580', '0852', '1379', '9731', '1397', '7931']);
/** Years in which people who work or their parents were born, of both calendars. */
const birthYears = /^(?:19[2-9]|20[0-2]|13|140)\d+$/;

/** `undefined` for a PIN that may be given to somebody. */
export function pinFault(pin: string): PinFault | undefined {
  if (!pinPattern.test(pin)) return 'digits';
  const isSimple = hasOneStep(pin) || isRepetition(pin) || keyPaths.has(pin) || isYear(pin);
  return isSimple ? 'simple' : undefined;
}

/** `1111`, `1234`, `9876`, `7890`, `2468`: each digit is as far from the one before as all others are. */
function hasOneStep(pin: string): boolean {
  const steps = Array.from(pin, Number).map(
    (digit, place, digits) => (digit - (digits[place - 1] ?? digit) + 10) % 10,
  );
  return new Set(steps.slice(1)).size === 1;
}

/** `1212`, `123123`: one part again and again. */
function isRepetition(pin: string): boolean {
  return (pin + pin).slice(1, -1).includes(pin);
}

function isYear(pin: string): boolean {
  return pin.length === pinDigitsMin && birthYears.test(pin);
}

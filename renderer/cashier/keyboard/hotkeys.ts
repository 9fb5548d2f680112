/** The keys of the screen. Told by their place on the keyboard, so that they work under every layout. */

export type HotkeyAction =
  | 'help'
  | 'member'
  | 'product'
  | 'amount'
  | 'quantity'
  | 'undo'
  | 'enrol'
  | 'lastReceipt'
  | 'pay'
  | 'payWith'
  | 'topUp'
  | 'offers'
  | 'whyNot'
  | 'best'
  | 'payCash'
  | 'payCard'
  | 'payWallet'
  | 'payTransfer'
  | 'codes'
  | 'rewards'
  | 'memberFile'
  | 'health'
  | 'line'
  | 'corrections'
  | 'lock';

export type KeyPress = {
  readonly code: string;
  readonly isControl: boolean;
  readonly isShifted: boolean;
  /** True while the focus is in a text field, where letters and marks are text. */
  readonly isInField: boolean;
};

export type HotkeyGroup = 'sale' | 'payment' | 'member' | 'till';

export type Hotkey = {
  readonly action: HotkeyAction;
  readonly group: HotkeyGroup;
  readonly keys: readonly string[];
};

/** In the order of the overlay; `keys` as they are printed on the keyboard. */
export const hotkeys: readonly Hotkey[] = [
  { group: 'sale', action: 'product', keys: ['F3'] },
  { group: 'sale', action: 'amount', keys: ['F4'] },
  { group: 'sale', action: 'quantity', keys: ['F5'] },
  { group: 'sale', action: 'undo', keys: ['F6'] },
  { group: 'sale', action: 'offers', keys: ['F10'] },
  { group: 'sale', action: 'whyNot', keys: ['F11'] },
  { group: 'sale', action: 'best', keys: ['Ctrl', 'B'] },
  { group: 'payment', action: 'pay', keys: ['F9'] },
  { group: 'payment', action: 'payWith', keys: ['F12'] },
  { group: 'payment', action: 'codes', keys: ['Ctrl', 'G'] },
  { group: 'payment', action: 'payCash', keys: ['Ctrl', '1'] },
  { group: 'payment', action: 'payCard', keys: ['Ctrl', '2'] },
  { group: 'payment', action: 'payWallet', keys: ['Ctrl', '3'] },
  { group: 'payment', action: 'payTransfer', keys: ['Ctrl', '4'] },
  { group: 'member', action: 'member', keys: ['F2'] },
  { group: 'member', action: 'enrol', keys: ['F7'] },
  { group: 'member', action: 'memberFile', keys: ['Ctrl', 'M'] },
  { group: 'member', action: 'rewards', keys: ['Ctrl', 'J'] },
  { group: 'member', action: 'topUp', keys: ['Ctrl', 'W'] },
  { group: 'till', action: 'lastReceipt', keys: ['F8'] },
  { group: 'till', action: 'corrections', keys: ['Ctrl', 'R'] },
  { group: 'till', action: 'health', keys: ['Ctrl', 'H'] },
  { group: 'till', action: 'line', keys: ['Ctrl', 'K'] },
  { group: 'till', action: 'lock', keys: ['Ctrl', 'L'] },
  { group: 'till', action: 'help', keys: ['F1', '?'] },
];

const functionKeys: ReadonlyMap<string, HotkeyAction> = new Map([
  ['F1', 'help'],
  ['F2', 'member'],
  ['F3', 'product'],
  ['F4', 'amount'],
  ['F5', 'quantity'],
  ['F6', 'undo'],
  ['F7', 'enrol'],
  ['F8', 'lastReceipt'],
  ['F9', 'pay'],
  ['F10', 'offers'],
  ['F11', 'whyNot'],
  ['F12', 'payWith'],
]);

const controlKeys: ReadonlyMap<string, HotkeyAction> = new Map([
  ['KeyL', 'lock'],
  ['KeyB', 'best'],
  ['KeyW', 'topUp'],
  ['KeyR', 'corrections'],
  ['KeyH', 'health'],
  ['KeyK', 'line'],
  ['KeyG', 'codes'],
  ['KeyJ', 'rewards'],
  ['KeyM', 'memberFile'],
  ['Digit1', 'payCash'],
  ['Digit2', 'payCard'],
  ['Digit3', 'payWallet'],
  ['Digit4', 'payTransfer'],
]);

/** `undefined` for every key that is not one of ours. */
export function hotkeyOf({ code, isControl, isShifted, isInField }: KeyPress): HotkeyAction | undefined {
  if (isControl) {
    if (code === 'KeyZ') return isInField ? undefined : 'undo';
    return controlKeys.get(code);
  }
  if (code === 'Slash' && isShifted && !isInField) return 'help';
  return functionKeys.get(code);
}

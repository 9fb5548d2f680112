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
  | 'corrections'
  | 'lock';

export type KeyPress = {
  readonly code: string;
  readonly isControl: boolean;
  readonly isShifted: boolean;
  /** True while the focus is in a text field, where letters and marks are text. */
  readonly isInField: boolean;
};

export type Hotkey = { readonly action: HotkeyAction; readonly keys: readonly string[] };

/** In the order of the overlay; `keys` as they are printed on the keyboard. */
export const hotkeys: readonly Hotkey[] = [
  { action: 'member', keys: ['F2'] },
  { action: 'product', keys: ['F3'] },
  { action: 'amount', keys: ['F4'] },
  { action: 'quantity', keys: ['F5'] },
  { action: 'undo', keys: ['F6'] },
  { action: 'enrol', keys: ['F7'] },
  { action: 'lastReceipt', keys: ['F8'] },
  { action: 'pay', keys: ['F9'] },
  { action: 'payWith', keys: ['F12'] },
  { action: 'offers', keys: ['F10'] },
  { action: 'whyNot', keys: ['F11'] },
  { action: 'best', keys: ['Ctrl', 'B'] },
  { action: 'payCash', keys: ['Ctrl', '1'] },
  { action: 'payCard', keys: ['Ctrl', '2'] },
  { action: 'payWallet', keys: ['Ctrl', '3'] },
  { action: 'payTransfer', keys: ['Ctrl', '4'] },
  { action: 'codes', keys: ['Ctrl', 'G'] },
  { action: 'rewards', keys: ['Ctrl', 'J'] },
  { action: 'memberFile', keys: ['Ctrl', 'M'] },
  { action: 'health', keys: ['Ctrl', 'H'] },
  { action: 'corrections', keys: ['Ctrl', 'R'] },
  { action: 'topUp', keys: ['Ctrl', 'W'] },
  { action: 'lock', keys: ['Ctrl', 'L'] },
  { action: 'help', keys: ['F1', '?'] },
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

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
]);

/** `undefined` for every key that is not one of ours. */
export function hotkeyOf({ code, isControl, isShifted, isInField }: KeyPress): HotkeyAction | undefined {
  if (isControl) {
    if (code === 'KeyL') return 'lock';
    return code === 'KeyZ' && !isInField ? 'undo' : undefined;
  }
  if (code === 'Slash' && isShifted && !isInField) return 'help';
  return functionKeys.get(code);
}

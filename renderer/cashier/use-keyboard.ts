/** Brings keys and scans of the whole page to what they do. */

import { useEffect } from 'react';
import { parseCode } from '#shared/domain/code.ts';
import { useCashier } from './cashier-context.tsx';
import type { Cashier } from './cashier-context.tsx';
import { doOnScreen } from './do-on-screen.ts';
import { focusField } from './keyboard/focus-field.ts';
import { hotkeyOf } from './keyboard/hotkeys.ts';
import type { HotkeyAction } from './keyboard/hotkeys.ts';
import { listenForScans } from './keyboard/listen-for-scans.ts';

export function useKeyboard(): void {
  const cashier = useCashier();
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const action = hotkeyOf({
        code: event.code,
        isControl: event.ctrlKey || event.metaKey,
        isShifted: event.shiftKey,
        isInField: event.target instanceof HTMLInputElement,
      });
      if (action === undefined) {
        pressOther(cashier, event);
        return;
      }
      event.preventDefault();
      if (!event.repeat) act(cashier, action);
    };
    window.addEventListener('keydown', press);
    const stopScans = listenForScans({
      page: window,
      onScan: (scanned) => takeScan(cashier, scanned),
      isListening: () => true,
    });
    return () => {
      window.removeEventListener('keydown', press);
      stopScans();
    };
  }, [cashier]);
}

/** A whole code is no barcode: it leads to what it stands for, also where another window was open. */
function takeScan({ actions }: Cashier, scanned: string): void {
  if (parseCode(scanned) === undefined) void actions.addBarcode(scanned);
  else actions.openCodes(scanned);
}

/** While a window lies over the screen only its own keys work; over a receipt they begin the next sale. */
function act({ stores, actions }: Cashier, action: HotkeyAction): void {
  const { kind } = stores.overlay.getState().overlay;
  if (action === 'lock') {
    void actions.signOut();
    return;
  }
  // The menu shows these keys, so they work in it too.
  if (kind === 'more') stores.overlay.setState({ overlay: { kind: 'none' } });
  else if (kind !== 'none') return;
  if (stores.basket.getState().shownReceipt !== null) {
    // Pressed twice: the receipt of the sale that the first press booked has to be seen.
    if (action === 'pay') return;
    actions.newSale();
  }
  doOnScreen[action]({ stores, actions });
}

/** Letters that no field takes search for a product; Escape puts away what the screen has to say. */
function pressOther({ stores }: Cashier, event: KeyboardEvent): void {
  const isCovered =
    stores.overlay.getState().overlay.kind !== 'none' || stores.basket.getState().shownReceipt !== null;
  if (isCovered || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === 'Escape') stores.notice.setState({ tap: null, failure: null });
  else if (/^\p{L}$/u.test(event.key) && !(event.target instanceof HTMLInputElement)) {
    focusField('product-search'); // before the letter is written, so that it is written there
  }
}

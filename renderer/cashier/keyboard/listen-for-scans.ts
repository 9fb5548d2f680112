/** Hears the scanner wherever the focus is, and takes back what it typed into a field on the way. */

import { createScannerDetector } from './scanner-detector.ts';

export type ScanListener = {
  readonly page: Window;
  readonly onScan: (barcode: string) => void;
  /** Scans count only while this is true, so that a fast PIN is never taken for one. */
  readonly isListening: () => boolean;
};

/** Returns the function that stops listening. */
export function listenForScans({ page, onScan, isListening }: ScanListener): () => void {
  const detector = createScannerDetector();
  let field: { readonly input: HTMLInputElement; readonly textBefore: string } | undefined;

  const press = (event: KeyboardEvent): void => {
    const isOther = event.isComposing || event.repeat || event.ctrlKey || event.altKey || event.metaKey;
    if (isOther || !isListening()) return;
    const verdict = detector.press({ code: event.code, isShifted: event.shiftKey, atMs: event.timeStamp });
    if (verdict.kind === 'burst' && verdict.isFirst) field = textField(event.target);
    if (verdict.kind !== 'scan') return;
    // The Enter of a scanner must not press a button or choose a row.
    event.preventDefault();
    event.stopImmediatePropagation();
    const present = textField(event.target);
    if (field !== undefined && !verdict.isSlow) putBack(field.input, field.textBefore);
    else if (present !== undefined && verdict.isSlow) {
      putBack(present.input, present.textBefore.slice(0, -verdict.barcode.length));
    } else if (present !== undefined) putBack(present.input, ''); // a letter of the burst itself led here
    field = undefined;
    onScan(verdict.barcode);
  };
  page.addEventListener('keydown', press, { capture: true });
  return () => page.removeEventListener('keydown', press, { capture: true });
}

function textField(target: EventTarget | null): { input: HTMLInputElement; textBefore: string } | undefined {
  return target instanceof HTMLInputElement ? { input: target, textBefore: target.value } : undefined;
}

/** Sets the text past React's own setter, which would take it for its own change, and tells the field's owner. */
function putBack(input: HTMLInputElement, text: string): void {
  Reflect.set(HTMLInputElement.prototype, 'value', text, input);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

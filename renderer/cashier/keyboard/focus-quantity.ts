/** The name of every field that holds the quantity of a line. */
export const quantityFieldName = 'line-quantity';

/** Leads to the newest line's quantity, where a hurried cashier corrects what was just scanned. */
export function focusNewestQuantity(): void {
  quantityFields().at(-1)?.focus();
}

/** Leads to the quantity so many lines below `field`, or above it when negative; stays at both ends. */
export function focusQuantityBeside(field: HTMLInputElement, lines: number): void {
  const fields = quantityFields();
  fields[fields.indexOf(field) + lines]?.focus();
}

function quantityFields(): HTMLInputElement[] {
  return Array.from(document.querySelectorAll<HTMLInputElement>(`input[name="${quantityFieldName}"]`));
}

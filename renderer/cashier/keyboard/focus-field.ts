/** Fields that a key leads to; the name is the element's id. */
export type FieldName = 'member-search' | 'product-search' | 'top-up-amount';

/** Focuses the field and marks its text, at once: what is typed next belongs there, however busy the page is. */
export function focusField(name: FieldName): void {
  const field = document.querySelector<HTMLInputElement>(`#${name}`);
  field?.focus();
  field?.select();
}

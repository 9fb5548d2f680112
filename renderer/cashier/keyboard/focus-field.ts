/** Fields that a key leads to; the name is the element's id. */
export type FieldName = 'member-search' | 'product-search';

/** Focuses the field and marks its text, once the present key has been dealt with. */
export function focusField(name: FieldName): void {
  window.requestAnimationFrame(() => {
    const field = document.querySelector<HTMLInputElement>(`#${name}`);
    field?.focus();
    field?.select();
  });
}

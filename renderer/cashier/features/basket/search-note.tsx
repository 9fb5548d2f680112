/** In place of rows: nothing was found, and what to do now. */
export function SearchNote({ title, hint }: { readonly title: string; readonly hint: string }) {
  return (
    <div className="px-5 py-4" role="status">
      <p className="font-semibold">{title}</p>
      <p className="text-sm text-ink-soft">{hint}</p>
    </div>
  );
}

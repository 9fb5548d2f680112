/** The mark of the product: a card's waves that open from one point. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 40 40" aria-hidden="true" className="shrink-0">
      <rect width="40" height="40" rx="11" className="fill-brand" />
      <g className="stroke-on-brand" fill="none" strokeWidth="3.2" strokeLinecap="round">
        <path d="M13.2 21.2a9.6 9.6 0 0 1 13.6 0" />
        <path d="M8.6 16.2a16.2 16.2 0 0 1 22.8 0" />
      </g>
      <circle cx="20" cy="27.6" r="3.3" className="fill-saffron-edge" />
    </svg>
  );
}

/** The mark of the product: a card that gives its heart, and the waves of its tap. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 512 512" aria-hidden="true" className="shrink-0">
      <rect x="16" y="16" width="480" height="480" rx="112" fill="#0f6f69" />
      <g fill="none" stroke="#9fe3d3" strokeWidth="28" strokeLinecap="round">
        <path d="M196 168a86 86 0 0 1 120 0" />
        <path d="M156 124a144 144 0 0 1 200 0" opacity="0.6" />
      </g>
      <rect x="96" y="212" width="320" height="208" rx="36" fill="#ffffff" />
      <rect x="96" y="256" width="320" height="36" fill="#0f6f69" />
      <path
        d="M256 396c-30-22-50-39-50-60a25 25 0 0 1 50-7 25 25 0 0 1 50 7c0 21-20 38-50 60z"
        fill="#f2a33a"
      />
    </svg>
  );
}

/** A text as a QR code: dark on light under every theme, because phones read nothing else well. */

import { useMemo } from 'react';
import { encode } from 'uqr';

export type QrCodeProps = {
  readonly text: string;
  /** Read out in place of the picture. */
  readonly label: string;
  readonly className?: string;
};

/** Quiet zone that the standard asks for, in modules. */
const border = 4;

export function QrCode({ text, label, className }: QrCodeProps) {
  const { path, size } = useMemo(() => pathOf(text), [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      className={className}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function pathOf(text: string): { readonly path: string; readonly size: number } {
  const { data, size } = encode(text, { ecc: 'M', border });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return { path, size };
}

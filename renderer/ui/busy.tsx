/** Turns before the words of what goes on. */

import { LoaderCircle } from 'lucide-react';

export function Busy() {
  return (
    <LoaderCircle aria-hidden="true" size={19} className="shrink-0 animate-spin motion-reduce:animate-none" />
  );
}

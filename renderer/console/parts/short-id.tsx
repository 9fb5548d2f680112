/** An id that people compare by its end: the beginning of ours is the time. The whole of it can be copied. */

import { shortId } from './short-id.ts';

export function ShortId({ id, testId }: { readonly id: string; readonly testId?: string }) {
  return (
    <bdi dir="ltr" title={id} className="selectable font-mono text-[0.9em]" data-testid={testId}>
      {shortId(id)}
    </bdi>
  );
}

/** A line to be carried elsewhere as it is: a link, a command, an id. */

import { CopyButton } from './copy-button.tsx';

export function CopyLine({ text, testId }: { readonly text: string; readonly testId: string }) {
  return (
    <div className="flex items-center gap-2 rounded-2xl bg-sunken p-2 ps-4">
      <code dir="ltr" data-testid={testId} className="selectable flex-1 font-mono text-sm break-all">
        {text}
      </code>
      <CopyButton text={text} />
    </div>
  );
}

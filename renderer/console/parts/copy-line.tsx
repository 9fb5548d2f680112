/** A line to be carried elsewhere as it is: a link, a command, an id. */

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';

export function CopyLine({ text, testId }: { readonly text: string; readonly testId: string }) {
  const { t } = useTranslation();
  const [isCopied, setIsCopied] = useState(false);
  // Where the browser keeps its clipboard from pages without TLS, the text can still be marked and copied by hand.
  const copy = (): void => {
    if (!window.isSecureContext) return;
    void navigator.clipboard.writeText(text).then(
      () => setIsCopied(true),
      () => setIsCopied(false),
    );
  };
  return (
    <div className="flex items-center gap-2 rounded-2xl bg-sunken p-2 ps-4">
      <code dir="ltr" data-testid={testId} className="selectable flex-1 font-mono text-sm break-all">
        {text}
      </code>
      <Button look="quiet" size="icon" label={t(isCopied ? 'console.copied' : 'console.copy')} onPress={copy}>
        {isCopied ? <Check aria-hidden="true" size={19} /> : <Copy aria-hidden="true" size={19} />}
      </Button>
    </div>
  );
}

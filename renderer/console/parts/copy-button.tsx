/** Puts a text on the clipboard, and says so. */

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#renderer/ui/button.tsx';

export function CopyButton({ text }: { readonly text: string }) {
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
    <Button look="quiet" size="icon" label={t(isCopied ? 'console.copied' : 'console.copy')} onPress={copy}>
      {isCopied ? <Check aria-hidden="true" size={19} /> : <Copy aria-hidden="true" size={19} />}
    </Button>
  );
}

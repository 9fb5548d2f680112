/** A window over the screen: holds the focus, closes by Escape or a press beside it. */

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './button.tsx';
import { cx } from './cx.ts';

export type DialogProps = {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly icon?: ReactNode;
  readonly className?: string;
  readonly testId?: string;
};

export function Dialog({ title, closeLabel, onClose, children, icon, className, testId }: DialogProps) {
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      className="animate-fade fixed inset-0 z-40 flex items-center justify-center bg-scrim p-6"
      onPointerDown={(event) => (event.target === event.currentTarget ? onClose() : undefined)}
    >
      <Modal
        className={cx('animate-rise max-h-full overflow-auto rounded-3xl bg-surface shadow-high', className)}
      >
        <AriaDialog className="p-6" data-testid={testId}>
          <header className="mb-4 flex items-center gap-3">
            {icon}
            <Heading slot="title" className="flex-1 text-xl font-bold text-balance">
              {title}
            </Heading>
            <Button
              look="quiet"
              size="icon"
              label={closeLabel}
              onPress={onClose}
              className="-me-2"
              testId="dialog-close"
            >
              <X aria-hidden="true" size={22} />
            </Button>
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** A window over the screen: holds the focus, closes by Escape or a press beside it. */

import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
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
  /** The title stays where the window is too low; the children hold a `ScrollBody`, and what stays below it. */
  readonly isBodyScrolling?: boolean;
  readonly testId?: string;
};

export function Dialog(props: DialogProps) {
  const { title, closeLabel, onClose, children, icon, className, isBodyScrolling = false, testId } = props;
  const dialog = useRef<HTMLElement>(null);
  useLostFocus(dialog, onClose);
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      className="animate-fade fixed inset-0 z-40 flex items-center justify-center bg-scrim p-6"
      onPointerDown={(event) => (event.target === event.currentTarget ? onClose() : undefined)}
    >
      <Modal
        className={cx(
          'animate-rise max-h-full rounded-3xl bg-surface shadow-high',
          isBodyScrolling ? 'flex flex-col overflow-hidden' : 'overflow-auto',
          className,
        )}
      >
        <AriaDialog
          ref={dialog}
          className={cx('p-6 outline-none', isBodyScrolling && 'flex min-h-0 flex-col')}
          data-testid={testId}
        >
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

/**
 * A button that was pressed may vanish or rest, and the focus with it: the next key brings it back into the window,
 * and Escape closes the window that lies on top.
 */
function useLostFocus(dialog: RefObject<HTMLElement | null>, onClose: () => void): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (!isLost || event.defaultPrevented || dialog.current === null) return;
      if ([...document.querySelectorAll('[role=dialog]')].at(-1) !== dialog.current) return;
      if (event.key === 'Escape') close.current();
      else dialog.current.focus();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [dialog]);
}

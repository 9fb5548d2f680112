/** The frame of everything that a tap has to say. */

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '#renderer/ui/cx.ts';
import type { TapNotice } from '#renderer/cashier/stores/notice-store.ts';

export type NoticeCardProps = {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
  readonly kind: TapNotice['kind'];
  readonly isGrave?: boolean;
  readonly children?: ReactNode;
};

export function NoticeCard({ icon: Icon, title, text, kind, isGrave = false, children }: NoticeCardProps) {
  return (
    <div
      role="alert"
      data-testid="tap-notice"
      data-kind={kind}
      className={cx(
        'animate-rise rounded-2xl p-3.5',
        isGrave ? 'bg-danger-soft text-danger' : 'bg-saffron-soft text-saffron',
      )}
    >
      <div className="flex gap-3">
        <Icon aria-hidden="true" size={24} className="mt-0.5 shrink-0" />
        <div className="leading-snug">
          <p className="font-bold">{title}</p>
          <p className="text-sm">{text}</p>
        </div>
      </div>
      {children === undefined ? null : (
        <div className="mt-3 grid grid-cols-[minmax(0,1fr)] gap-2">{children}</div>
      )}
    </div>
  );
}

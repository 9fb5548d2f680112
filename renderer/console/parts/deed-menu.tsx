/** What can be done about one row besides its main button. */

import { Ellipsis } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Button } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';

export type DeedMenuItem = {
  readonly id: string;
  readonly name: string;
  readonly icon: LucideIcon;
  readonly isDanger?: boolean;
  readonly onChoose: () => void;
};

export function DeedMenu({
  label,
  items,
}: {
  readonly label: string;
  readonly items: readonly DeedMenuItem[];
}) {
  if (items.length === 0) return null;
  return (
    <MenuTrigger>
      <Button look="quiet" size="icon" label={label} testId="more">
        <Ellipsis aria-hidden="true" size={20} />
      </Button>
      <Popover
        placement="bottom end"
        className="animate-rise min-w-64 overflow-y-auto rounded-2xl border border-hairline bg-surface p-1.5 shadow-high"
      >
        <Menu aria-label={label} className="outline-none">
          {items.map(({ id, name, icon: Icon, isDanger = false, onChoose }) => (
            <MenuItem
              key={id}
              onAction={onChoose}
              textValue={name}
              data-testid={`do-${id}`}
              className={cx(
                'flex min-h-11 items-center gap-3 rounded-xl px-3 font-medium',
                isDanger
                  ? 'text-danger data-focused:bg-danger-soft'
                  : 'data-focused:bg-brand-soft data-focused:text-brand-ink',
              )}
            >
              <Icon aria-hidden="true" size={19} className="shrink-0" />
              {name}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

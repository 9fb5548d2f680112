/** Everything that is neither basket nor payment, for a finger as for a key: two groups, each with its key. */

import {
  Cloud,
  FileUser,
  Gift,
  Menu as MenuIcon,
  ShieldCheck,
  TicketPercent,
  Undo2,
  Wallet,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import {
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Button as PressButton,
} from 'react-aria-components';
import { cx } from '#renderer/ui/cx.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { useCashier, useOverlay } from '#renderer/cashier/cashier-context.tsx';
import { doOnScreen } from '#renderer/cashier/do-on-screen.ts';
import { hotkeys } from '#renderer/cashier/keyboard/hotkeys.ts';

const icons = {
  memberFile: FileUser,
  rewards: Gift,
  topUp: Wallet,
  corrections: Undo2,
  codes: TicketPercent,
  health: ShieldCheck,
  line: Cloud,
} as const satisfies { readonly [action: string]: LucideIcon };

type MoreAction = keyof typeof icons;

const sections: readonly { readonly group: 'member' | 'till'; readonly actions: readonly MoreAction[] }[] = [
  { group: 'member', actions: ['memberFile', 'rewards', 'topUp'] },
  { group: 'till', actions: ['corrections', 'codes', 'health', 'line'] },
];

export function MoreMenu() {
  const { t } = useTranslation();
  const cashier = useCashier();
  const { overlay } = cashier.stores;
  const isOpen = useOverlay().kind === 'more';
  const act = (action: MoreAction): void => {
    overlay.setState({ overlay: { kind: 'none' } });
    doOnScreen[action](cashier);
  };
  return (
    <MenuTrigger
      isOpen={isOpen}
      onOpenChange={(opens) => {
        // What an item opened stays: only the menu itself is put away.
        if (opens || overlay.getState().overlay.kind === 'more') {
          overlay.setState({ overlay: { kind: opens ? 'more' : 'none' } });
        }
      }}
    >
      <PressButton
        data-testid="more-button"
        className={cx(
          'inline-flex min-h-11 items-center gap-2 rounded-xl px-4 whitespace-nowrap text-ink-soft transition-colors',
          'data-hovered:bg-sunken data-hovered:text-ink data-pressed:bg-sunken',
          isOpen && 'bg-sunken',
        )}
      >
        <MenuIcon aria-hidden="true" size={19} />
        {t('basket.menu')}
      </PressButton>
      <Popover
        placement="top start"
        offset={10}
        className="animate-rise w-80 overflow-y-auto rounded-3xl border border-hairline bg-surface p-2 shadow-high"
      >
        <Menu aria-label={t('basket.menu')} className="outline-none" data-testid="more-menu">
          {sections.map(({ group, actions }) => (
            <MenuSection key={group}>
              <Header className="px-3 pt-2 pb-1 text-xs font-semibold text-ink-faint">
                {t(`keys.groups.${group}`)}
              </Header>
              {actions.map((action) => (
                <MoreItem key={action} action={action} onAction={() => act(action)} />
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function MoreItem({ action, onAction }: { readonly action: MoreAction; readonly onAction: () => void }) {
  const { t } = useTranslation();
  const Icon = icons[action];
  const keys = hotkeys.find((hotkey) => hotkey.action === action)?.keys ?? [];
  return (
    <MenuItem
      onAction={onAction}
      textValue={t(`keys.${action}`)}
      data-testid={`more-${action}`}
      className="flex min-h-13 items-center gap-3 rounded-2xl px-3 font-medium data-focused:bg-brand-soft data-focused:text-brand-ink data-pressed:bg-brand-soft"
    >
      <Icon
        aria-hidden="true"
        size={21}
        className={cx('shrink-0 text-brand', action === 'corrections' && 'rtl:-scale-x-100')}
      />
      <span className="flex-1">{t(`keys.${action}`)}</span>
      <Kbd keys={keys.join(' ')} />
    </MenuItem>
  );
}

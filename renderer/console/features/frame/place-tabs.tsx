/** Where a person of this role can go, and what waits there. */

import {
  Bell,
  IdCard,
  Merge,
  MonitorSmartphone,
  Scale,
  ScrollText,
  Store,
  UserRoundCog,
  Users,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#shared/contracts/hq/admin-common.ts';
import { cx } from '#renderer/ui/cx.ts';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useConsole, useConsoleState } from '#renderer/console/console-context.tsx';
import { placesOf } from '#renderer/console/stores/console-store.ts';
import type { Place } from '#renderer/console/stores/console-store.ts';
import { useLoaded } from '#renderer/console/use-loaded.ts';

const icons: { readonly [Name in Place]: LucideIcon } = {
  tills: MonitorSmartphone,
  notices: Bell,
  rules: ScrollText,
  members: Users,
  duplicates: Merge,
  people: UserRoundCog,
  operators: IdCard,
  stores: Store,
  checks: Scale,
};

export function PlaceTabs({ role }: { readonly role: Role }) {
  const { t } = useTranslation();
  const { api, store } = useConsole();
  const offered = placesOf(role);
  const chosen = useConsoleState((state) => state.place);
  const place = offered.includes(chosen) ? chosen : 'tills';
  const notices = useLoaded(useCallback(() => api.notices(), [api]));
  const open = notices.value?.notices.length ?? 0;
  const hasMore = notices.value?.hasMore ?? false;
  return (
    <nav aria-label={t('console.places.label')} className="flex gap-1 overflow-x-auto px-3 pb-2">
      {offered.map((name) => {
        const Icon = icons[name];
        const count = name === 'notices' ? open : 0;
        return (
          <button
            key={name}
            type="button"
            aria-current={name === place ? 'page' : undefined}
            data-testid={`place-${name}`}
            onClick={() => store.setState({ place: name, tillSearch: '' })}
            className={cx(
              'inline-flex min-h-11 items-center gap-2 rounded-xl px-2.5 font-medium wide:px-3.5 whitespace-nowrap focus-visible:outline-offset-[-3px]',
              name === place ? 'bg-brand-soft text-brand-ink' : 'text-ink-soft hover:bg-sunken',
            )}
          >
            <Icon aria-hidden="true" size={19} />
            {t(`console.places.${name}`)}
            {count === 0 ? null : (
              <Badge count={count} hasMore={hasMore} label={t('console.places.openNotices', { count })} />
            )}
          </button>
        );
      })}
    </nav>
  );
}

type BadgeProps = { readonly count: number; readonly hasMore: boolean; readonly label: string };

function Badge({ count, hasMore, label }: BadgeProps) {
  const { number } = useFormat();
  return (
    <span
      className="min-w-6 rounded-full bg-danger px-1.5 text-center text-sm leading-6 font-bold text-on-danger"
      data-testid="open-notices"
      data-count={count}
    >
      <span aria-hidden="true">
        {number.count(count)}
        {hasMore ? '+' : null}
      </span>
      <span className="sr-only">{label}</span>
    </span>
  );
}

/** The calm side of the sign-in screen: whose till this is, and what day. */

import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { Mark } from '#renderer/ui/mark.tsx';
import { BrandStripe } from '#renderer/cashier/brand/brand-stripe.tsx';
import { useTill } from '#renderer/cashier/cashier-context.tsx';
import { useNow } from '#renderer/cashier/use-now.ts';

export function StorePanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const storeName = useTill((till) => till.storeName);
  const chainName = useTill((till) => till.chainName);
  const tillName = useTill((till) => till.tillName);
  const isDemo = useTill((till) => till.demo !== null);
  const nowMs = useNow();
  return (
    <aside className="relative flex flex-col justify-between overflow-hidden bg-panel p-8 text-on-panel wide:p-12">
      <Waves />
      <BrandStripe className="absolute inset-y-0 start-0 w-1.5" />
      <div className="relative flex items-center gap-3">
        <Mark size={52} />
        <span className="min-w-0 text-2xl leading-tight font-extrabold text-balance">
          <bdi>{chainName === undefined ? t('common.product') : format.local(chainName)}</bdi>
        </span>
      </div>
      <div className="relative">
        <p className="text-lg opacity-80">
          {format.date.weekday(nowMs)}
          {format.language === 'fa' ? '، ' : ', '}
          {format.date.date(nowMs)}
        </p>
        <p className="mt-1 text-3xl leading-tight font-bold text-balance">
          <bdi>{format.local(storeName)}</bdi>
        </p>
        <p className="mt-1 text-lg opacity-80">{t('topBar.till', { name: tillName })}</p>
      </div>
      <p className="relative min-h-10 text-sm leading-relaxed opacity-75">
        {isDemo ? t('signIn.demoNote') : null}
      </p>
    </aside>
  );
}

/** The waves of the mark, large and faint. */
function Waves() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 400 400"
      className="absolute -end-24 -bottom-20 w-[34rem] stroke-on-panel opacity-5"
      fill="none"
      strokeWidth="22"
      strokeLinecap="round"
    >
      <path d="M130 230a100 100 0 0 1 140 0" />
      <path d="M85 178a166 166 0 0 1 230 0" />
      <path d="M40 126a232 232 0 0 1 320 0" />
    </svg>
  );
}

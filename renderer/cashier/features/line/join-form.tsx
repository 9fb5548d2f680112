/** Address and code, as the head office shows them. A cashier is told that a manager does this. */

import { useEffect, useRef, useState } from 'react';
import type { FormEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { JoinView } from '#shared/contracts/till/sync-views.ts';
import { Busy } from '#renderer/ui/busy.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { useActions, useCashier, useTill } from '#renderer/cashier/cashier-context.tsx';
import { joinFaultOf } from '#renderer/cashier/line/join-fault.ts';
import type { JoinFault } from '#renderer/cashier/line/join-fault.ts';
import { LineFailure } from './line-failure.tsx';

export function JoinForm({ last }: { readonly last: JoinView['step'] }) {
  const { t } = useTranslation();
  const isManager = useTill((till) => till.signedIn?.role === 'manager');
  const wasEnded = last === 'refused' || last === 'expired';
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-soft">{t('line.join.why')}</p>
      {wasEnded ? (
        <p role="status" data-testid="join-ended" className="rounded-2xl bg-warn-soft p-4 text-warn">
          {t(`line.join.${last}`)}
        </p>
      ) : null}
      {isManager ? (
        <Fields />
      ) : (
        <p data-testid="join-needs-manager" className="rounded-2xl bg-sunken p-4">
          {t('line.join.needsManager')}
        </p>
      )}
    </div>
  );
}

function Fields() {
  const { t } = useTranslation();
  const { joinHq } = useActions();
  const isAsked = useStore(useCashier().stores.line, ({ asked }) => asked === 'joinHq');
  const address = useRef<HTMLInputElement>(null);
  const codeField = useRef<HTMLInputElement>(null);
  const message = useRef<HTMLParagraphElement>(null);
  const fault = useFocusOnFault({ address, code: codeField, message });
  const [url, setUrl] = useState('');
  const [code, setCode] = useState('');
  const isFilled = url.trim() !== '' && code.trim() !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isFilled) void joinHq({ url: url.trim(), code: code.trim() });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextField
        ref={address}
        isFaulty={fault === 'address'}
        label={t('line.join.address')}
        value={url}
        onText={setUrl}
        dir="ltr"
        inputMode="url"
        placeholder={t('line.join.addressExample')}
        maxLength={300}
        autoFocus
        testId="join-address"
      />
      <TextField
        ref={codeField}
        isFaulty={fault === 'code'}
        label={t('line.join.code')}
        aside={t('line.join.codeAside')}
        value={code}
        onText={setCode}
        dir="ltr"
        maxLength={64}
        testId="join-code"
      />
      <LineFailure ref={message} />
      <Button
        type="submit"
        look="primary"
        size="large"
        isDisabled={!isFilled && !isAsked}
        isPending={isAsked}
        testId="join-button"
      >
        {isAsked ? <Busy /> : null}
        {t(isAsked ? 'line.join.asking' : 'line.join.ask')}
      </Button>
    </form>
  );
}

/** What failed is told, and the focus is where it is corrected. */
function useFocusOnFault(places: {
  readonly [Fault in JoinFault]: RefObject<HTMLElement | null>;
}): JoinFault | null {
  const failure = useStore(useCashier().stores.line, (state) => state.failure);
  const fault = failure?.of === 'joinHq' ? joinFaultOf(failure.error.code) : null;
  const place = fault === null ? null : places[fault];
  useEffect(() => {
    place?.current?.focus();
  }, [failure, place]);
  return fault;
}

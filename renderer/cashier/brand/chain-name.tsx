import { useFormat } from '#renderer/ui/format/format-context.tsx';
import { useTill } from '#renderer/cashier/cashier-context.tsx';

/** Above the store on what a customer takes home; nothing where the chain has no name. */
export function ChainName() {
  const { local } = useFormat();
  const chainName = useTill((till) => till.chainName);
  if (chainName === undefined) return null;
  return (
    <p className="text-sm font-semibold text-ink-soft" data-testid="chain-name">
      <bdi>{local(chainName)}</bdi>
    </p>
  );
}

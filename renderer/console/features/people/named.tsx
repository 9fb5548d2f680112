import { ShortId } from '#renderer/console/parts/short-id.tsx';

const idLengthMin = 32;

/** A person, a till or a store by its name; whatever else has an id by the end of it. */
export function Named({
  id,
  nameById,
}: {
  readonly id: string;
  readonly nameById: ReadonlyMap<string, string>;
}) {
  const name = nameById.get(id) ?? (id.length < idLengthMin ? id : undefined);
  return name === undefined ? <ShortId id={id} /> : <bdi>{name}</bdi>;
}

/** Kinds of notices that this page has words for. A newer HQ may know more. */

const kinds = [
  'fork',
  'hqSetBack',
  'overdraft',
  'finishedElsewhere',
  'refundAboveOriginal',
  'codeUsedTwice',
  'membersMerged',
  'recordUnreadable',
] as const;

export type NoticeKind = (typeof kinds)[number] | 'other';

export function noticeKind(kind: string): NoticeKind {
  return kinds.find((known) => known === kind) ?? 'other';
}

/** A number in the facts of a notice; undefined where there is none, or it is 0. */
export function numberIn(facts: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = facts[name];
  return typeof value === 'number' && value !== 0 ? value : undefined;
}

export type Merge = { readonly from: string; readonly into: string };

/** Which member became which: by hand the notice is about the one, after an enrolment it is about the other. */
export function mergeIn({
  memberRef,
  facts,
}: {
  readonly memberRef: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
}): Merge | undefined {
  if (memberRef === null) return undefined;
  const { from, into } = facts;
  if (typeof into === 'string') return { from: memberRef, into };
  return typeof from === 'string' ? { from, into: memberRef } : undefined;
}

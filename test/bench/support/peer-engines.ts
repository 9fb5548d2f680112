/** Other engines with the same offers: what they match must be what ours matches. */

import { ZenEngine } from '@gorules/zen-engine';
import { Engine } from 'json-rules-engine';
import { z } from 'zod';
import type { PeerFacts, PeerOffer } from './peer-offers.ts';

/** Ids of the matched offers, in any order. */
export type PeerMatch = (facts: PeerFacts) => Promise<readonly string[]>;

/** One compiled closure for each offer, each asked every time: the floor of what a program without an index can do. */
export function closureScan(offers: readonly PeerOffer[]): (facts: PeerFacts) => readonly string[] {
  const tests = offers.map((offer) => ({ offerId: offer.offerId, holds: closureOf(offer) }));
  return (facts) => {
    const groups = new Set(facts.groups);
    return tests.filter(({ holds }) => holds(facts, groups)).map(({ offerId }) => offerId);
  };
}

type Holds = (facts: PeerFacts, groups: ReadonlySet<string>) => boolean;

function closureOf({ aboveMinor, groupId, tierId, earlierVisits }: PeerOffer): Holds {
  const tests: Holds[] = [];
  if (groupId !== null) tests.push((_facts, groups) => groups.has(groupId));
  if (tierId !== null) tests.push(({ tier }) => tier === tierId);
  if (aboveMinor !== null) tests.push(({ total }) => total > aboveMinor);
  if (earlierVisits !== null) tests.push(({ visits }) => visits >= earlierVisits);
  return (facts, groups) => tests.every((test) => test(facts, groups));
}

export function jsonRulesEngine(offers: readonly PeerOffer[]): PeerMatch {
  const engine = new Engine();
  for (const { offerId, aboveMinor, groupId, tierId, earlierVisits } of offers) {
    const all = [
      ...(groupId === null ? [] : [{ fact: 'groups', operator: 'contains', value: groupId }]),
      ...(tierId === null ? [] : [{ fact: 'tier', operator: 'equal', value: tierId }]),
      ...(aboveMinor === null ? [] : [{ fact: 'total', operator: 'greaterThan', value: aboveMinor }]),
      ...(earlierVisits === null
        ? []
        : [{ fact: 'visits', operator: 'greaterThanInclusive', value: earlierVisits }]),
    ];
    engine.addRule({ conditions: { all }, event: { type: offerId } });
  }
  return async (facts) => (await engine.run({ ...facts })).events.map(({ type }) => type);
}

const zenRows = z.array(z.object({ offer: z.string() }));

/** A decision table that collects every row that holds. */
export function zenEngine(offers: readonly PeerOffer[]): PeerMatch {
  const decision = new ZenEngine().createDecision({ nodes: tableNodes(offers), edges: tableEdges });
  return async (facts) => {
    const { result } = await decision.evaluate({ ...facts });
    return zenRows.parse(result ?? []).map(({ offer }) => offer);
  };
}

const tableEdges = [
  { id: 'first', sourceId: 'input', targetId: 'table', type: 'edge' },
  { id: 'second', sourceId: 'table', targetId: 'output', type: 'edge' },
];

function tableNodes(offers: readonly PeerOffer[]): readonly object[] {
  const position = { x: 0, y: 0 };
  const inputs = [
    { id: 'total', type: 'expression', field: 'total', name: 'total' },
    { id: 'tier', type: 'expression', field: 'tier', name: 'tier' },
    { id: 'visits', type: 'expression', field: 'visits', name: 'visits' },
    { id: 'groups', type: 'expression', name: 'groups' },
  ];
  const outputs = [{ id: 'offer', type: 'expression', field: 'offer', name: 'offer' }];
  const rules = offers.map(({ offerId, aboveMinor, tierId, earlierVisits, groupId }) => ({
    _id: offerId,
    total: aboveMinor === null ? '' : `> ${aboveMinor}`,
    tier: tierId === null ? '' : `'${tierId}'`,
    visits: earlierVisits === null ? '' : `>= ${earlierVisits}`,
    groups: groupId === null ? '' : `some(groups, # == '${groupId}')`,
    offer: `'${offerId}'`,
  }));
  const content = { hitPolicy: 'collect', inputs, outputs, rules };
  return [
    { id: 'input', type: 'inputNode', name: 'input', position },
    { id: 'table', type: 'decisionTableNode', name: 'table', position, content },
    { id: 'output', type: 'outputNode', name: 'output', position },
  ];
}

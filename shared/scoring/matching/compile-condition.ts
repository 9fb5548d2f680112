/** A condition as closures over the facts of a sale: nothing is interpreted while a sale is scored. */

import { unreachable } from '#shared/kernel/invariant.ts';
import type {
  BasketCondition,
  Condition,
  GroupedCondition,
  LeafCondition,
  ScheduleCondition,
} from '../language/condition.ts';
import { audienceLeaf } from './audience-leaf.ts';
import { basketLeaf } from './basket-leaf.ts';
import type { CompiledCondition, CompiledGroup, CompiledLeaf, HoldsFor } from './compiled-offer.ts';
import type { RuleNames } from './rule-names.ts';
import { scheduleLeaf } from './schedule-leaf.ts';

export type CompileCondition = (condition: Condition) => CompiledCondition;

/** Compiles each condition object once. */
export function createConditionCompiler(names: RuleNames): CompileCondition {
  const known = new Map<Condition, CompiledCondition>();
  const compile: CompileCondition = (condition) => {
    const found = known.get(condition);
    if (found !== undefined) return found;
    const made = isGroup(condition) ? compileGroup(condition, compile) : compileLeaf(condition, names);
    known.set(condition, made);
    return made;
  };
  return compile;
}

function compileLeaf(condition: LeafCondition, names: RuleNames): CompiledLeaf {
  if (isOfBasket(condition)) return basketLeaf(condition);
  if (isOfMoment(condition)) return scheduleLeaf(condition, names);
  return audienceLeaf(condition, names);
}

/** True when a scanned line or the means of payment may change whether it holds. */
export function dependsOnBasket(compiled: CompiledCondition): boolean {
  return compiled.kind === 'group' ? compiled.of.some(dependsOnBasket) : isOfBasket(compiled.condition);
}

/** True when the means of payment may change whether it holds. */
export function dependsOnPayment(compiled: CompiledCondition): boolean {
  if (compiled.kind === 'group') return compiled.of.some(dependsOnPayment);
  return compiled.condition.kind === 'paymentMeans';
}

/** All of them; most offers have few, and a call less for each is felt among thousands. */
export function allHold(tests: readonly HoldsFor[]): HoldsFor {
  const [first, second, third] = tests;
  if (first === undefined) return () => true;
  if (second === undefined) return first;
  if (third === undefined) return (facts) => first(facts) && second(facts);
  if (tests.length === 3) return (facts) => first(facts) && second(facts) && third(facts);
  return (facts) => tests.every((test) => test(facts));
}

function isGroup(condition: Condition): condition is GroupedCondition {
  const { kind } = condition;
  return kind === 'all' || kind === 'any' || kind === 'none';
}

function isOfBasket(condition: LeafCondition): condition is BasketCondition {
  const { kind } = condition;
  return kind === 'amount' || kind === 'quantity' || kind === 'contains' || kind === 'paymentMeans';
}

function isOfMoment(condition: LeafCondition): condition is ScheduleCondition {
  const { kind } = condition;
  return kind === 'dates' || kind === 'weekdays' || kind === 'hours' || kind === 'recurring';
}

function compileGroup(condition: GroupedCondition, compile: CompileCondition): CompiledGroup {
  const of = condition.of.map(compile);
  const tests = of.map(({ holds }) => holds);
  return { kind: 'group', condition, holds: groupTest(condition.kind, tests), of };
}

function groupTest(kind: GroupedCondition['kind'], tests: readonly HoldsFor[]): HoldsFor {
  switch (kind) {
    case 'all':
      return allHold(tests);
    case 'any':
      return (facts) => tests.some((test) => test(facts));
    case 'none':
      return (facts) => !tests.some((test) => test(facts));
    default:
      return unreachable(kind);
  }
}

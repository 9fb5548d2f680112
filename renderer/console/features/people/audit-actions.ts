/** What the audit list has words for. A newer HQ may write more; those are shown as they are. */

const actions = [
  'account.link',
  'account.create',
  'account.setPassword',
  'account.change',
  'session.signIn',
  'factor.set',
  'factor.replace',
  'factor.remove',
  'factor.reset',
  'factor.recoveryCode',
  'factor.newCodes',
  'signInRules.change',
  'store.create',
  'store.change',
  'chain.name',
  'chain.settings',
  'chain.branding',
  'till.create',
  'till.code',
  'till.askToJoin',
  'till.approve',
  'till.refuse',
  'till.replace',
  'till.closeReplaced',
  'till.change',
  'till.freeze',
  'till.unfreeze',
  'till.revoke',
  'operator.create',
  'operator.change',
  'operator.pin',
  'notice.close',
  'member.merge',
  'member.unmerge',
  'member.hold',
  'member.erase',
  'ruleSet.propose',
  'ruleSet.approve',
  'ruleSet.withdraw',
  'publishers.change',
] as const;

export type AuditAction = (typeof actions)[number];

export function auditAction(action: string): AuditAction | undefined {
  return actions.find((known) => known === action);
}

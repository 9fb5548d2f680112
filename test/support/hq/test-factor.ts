/** People at HQ with an authenticator app. */

import { factorOfferAnswer, recoveryCodesAnswer } from '#shared/contracts/hq/admin-factor.ts';
import type { Role } from '#shared/contracts/hq/admin-common.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqApp } from '#sync/server/hq-area.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { codeOfApp } from '../authenticator.ts';
import { signedInPerson } from './test-person.ts';
import type { Person } from './test-person.ts';

export type Enrolled = {
  /** What the app shows now, or at another instant. */
  readonly code: (aheadMs?: number) => string;
  readonly recoveryCodes: readonly string[];
};
export type EnrolledPerson = Person & Enrolled & { readonly accountId: Uuid };

/** By the code of now, which nobody can give again. `former` is a code of the factor that is replaced. */
export async function enrol(person: Person, { clock }: HqDeps, former?: string): Promise<Enrolled> {
  const body = former === undefined ? {} : { code: former };
  const offered = await person.ask({ method: 'POST', path: '/session/factor/offer', body });
  const { secretText } = factorOfferAnswer.parse(offered.body);
  const code = (aheadMs = 0): string => codeOfApp(secretText, clock.nowMs() + aheadMs);
  const taken = await person.ask({ method: 'POST', path: '/session/factor', body: { code: code() } });
  return { code, recoveryCodes: recoveryCodesAnswer.parse(taken.body).recoveryCodes };
}

/** Signed in, and has just set up an app. */
export async function enrolledPerson(
  app: HqApp,
  deps: HqDeps,
  who: { readonly login: string; readonly role: Role },
): Promise<EnrolledPerson> {
  const person = await signedInPerson(app, deps, who);
  return Object.assign(person, await enrol(person, deps));
}

/** An administrator who has a second factor turns the rule on. */
export async function askForFactors(app: HqApp, deps: HqDeps): Promise<EnrolledPerson> {
  const owner = await enrolledPerson(app, deps, { login: 'who-asks', role: 'administrator' });
  await owner.ask({ method: 'PUT', path: '/sign-in-rules', body: { isFactorRequired: true } });
  return owner;
}

/**
 * Who may do what at HQ, in one table: a route without a row does not start, and a row without a route fails the tests.
 * Each area adds the rows of its own routes.
 */

import type { Role } from '#shared/contracts/hq/admin-common.ts';
import type { SessionStage } from '#shared/contracts/hq/admin-session.ts';

export type Permission = {
  /** `anybody` needs no session. */
  readonly roles: readonly Role[] | 'anybody';
  /** True where the password must have been given a short while ago. */
  readonly isConfirmed?: true;
  /** How far a session must have come; `open` alone where it is left out. */
  readonly stages?: readonly SessionStage[];
};

const anybody: Permission = { roles: 'anybody' };
const everyone: Permission = { roles: ['administrator', 'publisher', 'auditor'] };
/** Also for somebody who still has to give a code, or to set up what gives codes. */
const anyStage: Permission = { ...everyone, stages: ['code', 'enrolment', 'open'] };
/** Also for somebody who has to set up what gives codes. */
const onesOwn: Permission = { ...everyone, stages: ['enrolment', 'open'] };
const onesOwnConfirmed: Permission = { ...onesOwn, isConfirmed: true };
const readers: Permission = { roles: ['administrator', 'auditor'] };
const administrators: Permission = { roles: ['administrator'] };
/** Publishing needs two persons' keys besides; the role only keeps strangers from proposing. */
const publishers: Permission = { roles: ['publisher'] };
/** What lets somebody in, or shuts somebody out. */
const confirmed: Permission = { roles: ['administrator'], isConfirmed: true };

/** By method and path below `/admin/1`. */
export const adminPermissions: Readonly<Record<string, Permission>> = {
  'POST /session': anybody,
  'GET /setup': anybody,
  'POST /setup': anybody,
  'GET /session': anyStage,
  'DELETE /session': anyStage,
  'POST /session/code': { ...everyone, stages: ['code'] },
  'POST /session/confirm': onesOwn,
  'GET /session/factor': onesOwn,
  'POST /session/factor/offer': onesOwnConfirmed,
  'POST /session/factor': onesOwnConfirmed,
  'POST /session/factor/remove': { ...everyone, isConfirmed: true },
  'POST /session/factor/recovery-codes': { ...everyone, isConfirmed: true },

  'GET /accounts': readers,
  'POST /accounts/links': confirmed,
  'POST /accounts/:accountId/link': confirmed,
  'POST /accounts/:accountId/role': confirmed,
  'POST /accounts/:accountId/suspend': confirmed,
  'POST /accounts/:accountId/resume': confirmed,
  'POST /accounts/:accountId/reset-factor': confirmed,
  'GET /sign-in-rules': readers,
  'PUT /sign-in-rules': confirmed,

  'GET /stores': everyone,
  'POST /stores': administrators,
  'PUT /stores/:storeId': administrators,

  'GET /chain': everyone,
  'PUT /chain/name': administrators,
  'PUT /chain/settings': administrators,
  'PUT /chain/branding': administrators,

  'GET /operators': readers,
  'POST /operators': confirmed,
  'PUT /operators/:operatorId': confirmed,
  'POST /operators/:operatorId/pin': confirmed,
  'POST /operators/:operatorId/suspend': confirmed,
  'POST /operators/:operatorId/resume': confirmed,

  'GET /tills': everyone,
  'POST /tills': administrators,
  'PUT /tills/:deviceId': administrators,
  'POST /tills/:deviceId/code': administrators,
  'POST /tills/:deviceId/replace': confirmed,
  'POST /tills/:deviceId/revoke': confirmed,
  'POST /tills/:deviceId/freeze': administrators,
  'POST /tills/:deviceId/unfreeze': confirmed,
  'GET /joins': readers,
  'POST /joins/:joinId/approve': confirmed,
  'POST /joins/:joinId/refuse': administrators,

  'GET /rule-sets': everyone,
  'GET /rule-sets/:ruleSetHash': everyone,
  'POST /rule-sets': publishers,
  'POST /rule-sets/:ruleSetHash/approval': publishers,
  'POST /rule-sets/:ruleSetHash/withdraw': publishers,
  'GET /publishers': everyone,
  'PUT /publishers': confirmed,
  'GET /erasures': readers,
  'POST /members/:memberRef/erase': confirmed,

  'GET /audit': readers,

  'GET /tills/:deviceId/report': everyone,
  'GET /checks': readers,
  'GET /notices': everyone,
  'POST /notices/:noticeId/close': administrators,
  'GET /members/held': readers,
  'GET /members/merges': readers,
  'GET /members/merged': readers,
  'GET /members/:memberRef': readers,
  'GET /members/:memberRef/statement': readers,
  'GET /members/:memberRef/statement.csv': readers,
  'POST /members/:memberRef/merge': confirmed,
  'POST /members/:memberRef/unmerge': confirmed,
  'POST /members/:memberRef/hold': confirmed,
};

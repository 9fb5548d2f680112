import { describe, expect, it } from 'vitest';
import { createConsoleStore, leave, placesOf, tell } from '#renderer/console/stores/console-store.ts';
import type { Place } from '#renderer/console/stores/console-store.ts';
import { roles } from '#shared/contracts/hq/admin-common.ts';
import { adminPermissions } from '#sync/server/people/admin-permissions.ts';

/** What a place cannot do without. */
const needs: { readonly [Name in Place]: readonly string[] } = {
  tills: ['GET /tills', 'GET /stores', 'GET /tills/:deviceId/report'],
  notices: ['GET /notices', 'GET /tills'],
  rules: ['GET /rule-sets', 'GET /rule-sets/:ruleSetHash', 'GET /publishers'],
  members: ['GET /members/:memberRef', 'GET /members/held', 'GET /erasures', 'GET /tills'],
  duplicates: ['GET /members/merges', 'GET /members/merged'],
  people: ['GET /accounts', 'GET /sign-in-rules', 'GET /audit', 'GET /tills'],
  operators: ['GET /operators'],
  stores: ['GET /stores', 'GET /tills'],
  checks: ['GET /checks'],
};

describe('what was done', () => {
  it('is told again when it was done once more', () => {
    const store = createConsoleStore();
    tell(store, 'Saved.');
    const { told } = store.getState();
    tell(store, 'Saved.');
    expect(store.getState().told).toMatchObject({ words: 'Saved.' });
    expect(store.getState().told).not.toEqual(told);
  });
});

describe('the places of the console', () => {
  it('are offered to exactly those roles that HQ answers there', () => {
    for (const role of roles) {
      const answered = Object.entries(needs).filter(([, routes]) =>
        routes.every((route) => {
          const allowed = adminPermissions[route]?.roles;
          return allowed === 'anybody' || allowed?.includes(role) === true;
        }),
      );
      expect([role, ...placesOf(role)]).toEqual([role, ...answered.map(([place]) => place)]);
    }
  });

  it('leave nothing behind for whoever signs in next', () => {
    const store = createConsoleStore();
    store.setState({ place: 'people', tillSearch: 'door', memberNumber: '7', afterConfirm: () => undefined });
    tell(store, 'Done.');
    leave(store, true);
    expect(store.getState()).toEqual({
      session: null,
      wasEnded: true,
      linkToken: null,
      place: 'tills',
      tillSearch: '',
      memberNumber: '',
      told: null,
      afterConfirm: null,
    });
  });
});

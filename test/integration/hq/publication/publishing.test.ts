import { describe, expect, it } from 'vitest';
import { generateRuleSet } from '#tools/demo/generate-rule-set.ts';
import { syncHeaders } from '#shared/contracts/sync/protocol.ts';
import { publishRoot } from '#shared/contracts/hq/publishing.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { requestBytes } from '#sync/core/envelope.ts';
import { publishersBytes } from '#sync/core/publishers.ts';
import type { HqApp } from '#sync/server/hq-area.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { changePublishers } from '#sync/server/publication/change-publishers.ts';
import { publishArea } from '#sync/server/publication/publish-area.ts';
import {
  approve,
  hashFrom,
  propose,
  rollBack,
  rollbackMsMax,
  ruleSetViews,
  withdraw,
} from '#sync/server/publication/publish-rule-sets.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { bringChain, demoStoreId, pullOnce } from '#test/support/hq/published-chain.ts';
import { approvalBy, publisherList, testPublisher } from '#test/support/hq/publishers.ts';
import type { TestPublisher } from '#test/support/hq/publishers.ts';
import { testApp } from '#test/support/hq/test-app.ts';
import { testHqDeps } from '#test/support/hq/test-hq-deps.ts';
import { insertJoinedTill, newTillKeys } from '#test/support/hq/test-till.ts';
import { withPglite } from '#test/support/hq/with-pglite.ts';

const database = withPglite();
const deviceId = uuid('0193a0b0-0000-7000-8000-00000000000a');
const [one, two, three, stranger] = [1, 2, 3, 9].map(testPublisher) as [
  TestPublisher,
  TestPublisher,
  TestPublisher,
  TestPublisher,
];

async function world(): Promise<HqDeps> {
  const deps = testHqDeps(database.db());
  await bringChain(deps, 1);
  await insertJoinedTill(deps, { keys: newTillKeys(), deviceId, storeId: demoStoreId });
  expectOk(await changePublishers(deps, { list: publisherList(1, [one, two, three]) }));
  return deps;
}

function otherRuleSet(name: string) {
  return { ...generateRuleSet(), ruleSetId: name };
}

async function proposed(deps: HqDeps, name = 'second'): Promise<string> {
  return expectOk(await propose(deps, { ruleSet: otherRuleSet(name), by: one.publisherId })).ruleSetHash;
}

async function inForce(deps: HqDeps): Promise<readonly string[]> {
  const views = await ruleSetViews(deps);
  return views.filter(({ state }) => state === 'published').map(({ ruleSetHash }) => ruleSetHash);
}

describe('a proposed rule set', () => {
  it('is in force at every till once two different publishers have signed it, and not before', async () => {
    const deps = await world();
    const { cursor } = (await pullOnce(deps, { deviceId, cursor: null })).manifest;
    const hash = await proposed(deps);
    const first = expectOk(await approve(deps, approvalBy(one, hash)));
    expect([first.state, first.missing]).toEqual(['proposed', 1]);
    expect((await pullOnce(deps, { deviceId, cursor })).records).toEqual([]);
    const second = expectOk(await approve(deps, approvalBy(two, hash)));
    expect([second.state, second.approvedBy]).toEqual(['published', [one.publisherId, two.publisherId]]);
    const [record, ...others] = (await pullOnce(deps, { deviceId, cursor })).records;
    expect(others).toEqual([]);
    expect(record).toMatchObject({
      t: 'ruleSet',
      ruleSetHash: hash,
      approvals: [one, two].map((publisher) => ({
        publisherId: publisher.publisherId,
        signature: bytesToHex(approvalBy(publisher, hash).signature),
      })),
    });
    expect(await inForce(deps)).toEqual([hash]);
  });

  it('stays a proposal when one person approves twice, or a stranger or a forged signature joins in', async () => {
    const deps = await world();
    const hash = await proposed(deps);
    expectOk(await approve(deps, approvalBy(one, hash)));
    expect(expectOk(await approve(deps, approvalBy(one, hash))).missing).toBe(1);
    expect(expectCode(await approve(deps, approvalBy(stranger, hash)))).toBe('signature_wrong');
    const inTwosName = { ...approvalBy(one, hash), publisherId: two.publisherId };
    expect(expectCode(await approve(deps, inTwosName))).toBe('signature_wrong');
    const other = await proposed(deps, 'third');
    const ofAnother = { ...approvalBy(two, other), ruleSetHash: hashFrom(hash) };
    expect(expectCode(await approve(deps, ofAnother))).toBe('signature_wrong');
    expect((await ruleSetViews(deps)).find(({ ruleSetHash }) => ruleSetHash === hash)?.state).toBe(
      'proposed',
    );
  });

  it('is refused with the place where it is wrong, or where it gives more than the owner allows', async () => {
    const deps = await world();
    const broken = await propose(deps, { ruleSet: { schemaVersion: 2 }, by: one.publisherId });
    expect(expectCode(broken)).toBe('rule_set_invalid');
    const list = { ...publisherList(2, [one, two, three]) };
    const limits = { discountBasisPointsMax: 2_000, pointsPerMillionMinorMax: 1, pointsAtOnceMax: 1 };
    const message = publishersBytes({ ...list, limits }, deps);
    const signatures = [one, two].map(({ publisherId, sign }) => ({
      publisherId,
      signature: bytesToHex(sign(message)),
    }));
    expectOk(await changePublishers(deps, { list: { ...list, limits, signatures } }));
    const tooMuch = await propose(deps, { ruleSet: otherRuleSet('generous'), by: one.publisherId });
    expect(tooMuch).toMatchObject({ ok: false, error: { code: 'beyond_limits' } });
  });

  it('can be withdrawn while nobody put it in force, and its approvals are worth nothing then', async () => {
    const deps = await world();
    const hash = await proposed(deps);
    expectOk(await approve(deps, approvalBy(one, hash)));
    expectOk(await withdraw(deps, { ruleSetHash: hashFrom(hash) }));
    expect(expectCode(await approve(deps, approvalBy(two, hash)))).toBe('rule_set_unknown');
    const again = await proposed(deps);
    expect(expectOk(await approve(deps, approvalBy(two, again))).state).toBe('proposed');
  });

  it('gives way to a former one again when two publishers want it, but never to one that was not in force', async () => {
    const deps = await world();
    const [brought = ''] = await inForce(deps);
    const hash = await proposed(deps);
    for (const publisher of [one, two]) expectOk(await approve(deps, approvalBy(publisher, hash)));
    const back = (by: TestPublisher, ruleSetHash = brought) =>
      rollBack(deps, { ruleSetHash: hashFrom(ruleSetHash), publisherId: by.publisherId });
    expect(expectCode(await back(one))).toBe('signature_wrong');
    for (const publisher of [two, three]) expectOk(await approve(deps, approvalBy(publisher, brought)));
    // However often one person says so, and whoever else is no publisher.
    for (const alone of [one, one, stranger]) {
      const asked = expectOk(await back(alone));
      expect([asked.state, asked.rollBackBy, asked.missing]).toEqual(['former', [one.publisherId], 1]);
    }
    expect(await inForce(deps)).toEqual([hash]);
    expect(expectOk(await back(two))).toMatchObject({ state: 'published', rollBackBy: [], missing: 0 });
    expect(await inForce(deps)).toEqual([brought]);
    // What was wanted before counts no more once something else was put in force.
    expect(expectOk(await back(two, hash)).missing).toBe(1);
    const waiting = await proposed(deps, 'waiting');
    expect(expectCode(await back(one, waiting))).toBe('never_published');
    for (const publisher of [one, two]) expectOk(await approve(deps, approvalBy(publisher, waiting)));
    expect(expectOk(await back(three, hash)).missing).toBe(1);
    const late = {
      ...deps,
      clock: { ...deps.clock, nowMs: () => epochMs(deps.clock.nowMs() + rollbackMsMax + 1) },
    };
    const second = { ruleSetHash: hashFrom(hash), publisherId: one.publisherId };
    expect(expectOk(await rollBack(late, second)).missing).toBe(1);
    expect(await inForce(deps)).toEqual([waiting]);
  });

  it('is told to tills again when a rule set that the chain brought along gets its approvals', async () => {
    const deps = await world();
    const { cursor } = (await pullOnce(deps, { deviceId, cursor: null })).manifest;
    const [brought = ''] = await inForce(deps);
    for (const publisher of [one, two]) expectOk(await approve(deps, approvalBy(publisher, brought)));
    const { records } = await pullOnce(deps, { deviceId, cursor });
    expect(records.map((record) => record.t === 'ruleSet' && record.approvals.length)).toEqual([2]);
  });
});

describe('the list of publishers', () => {
  it('is changed only by a newer list that two different people of the one before signed', async () => {
    const deps = await world();
    const takeover = [
      publisherList(2, [stranger, testPublisher(8)]),
      publisherList(2, [stranger, testPublisher(8)], [stranger, testPublisher(8)]),
      publisherList(2, [stranger, testPublisher(8)], [one]),
      publisherList(2, [stranger, testPublisher(8)], [one, one]),
      publisherList(1, [stranger, testPublisher(8)], [one, two]),
      publisherList(2, [stranger], [one, two]),
      publisherList(2, [stranger, stranger], [one, two]),
      publisherList(2, [], [one, two]),
    ];
    for (const list of takeover) {
      expect(expectCode(await changePublishers(deps, { list }))).toBe('list_refused');
    }
    const next = publisherList(2, [one, two, stranger], [two, three]);
    expectOk(await changePublishers(deps, { list: next }));
    expectOk(await changePublishers(deps, { list: next }));
    const hash = await proposed(deps);
    expect(expectCode(await approve(deps, approvalBy(three, hash)))).toBe('signature_wrong');
  });

  it('never counts one person with two names as two', async () => {
    const deps = testHqDeps(database.db());
    const twin = { ...one, publisherId: two.publisherId };
    expect(expectCode(await changePublishers(deps, { list: publisherList(1, [one, twin]) }))).toBe(
      'list_refused',
    );
  });
});

describe('the routes of publishers', () => {
  it('take what a publisher signed a moment ago, and nothing else', async () => {
    const deps = await world();
    const app = await testApp(deps, [publishArea]);
    const nowMs = deps.clock.nowMs();
    const ask = async (by: TestPublisher, path: string, body?: unknown) => {
      const sent = signed(by, path, body);
      return (await send(app, sent)).statusCode;
    };
    const body = { atMs: nowMs, ruleSet: otherRuleSet('by route') };
    expect(await ask(one, '/rule-sets', body)).toBe(200);
    expect(await ask(one, '/rule-sets')).toBe(200);
    expect(await ask(stranger, '/rule-sets')).toBe(401);
    expect(await ask({ ...stranger, publisherId: one.publisherId }, '/rule-sets')).toBe(401);
    expect(await ask(one, '/rule-sets', { ...body, atMs: nowMs - 11 * 60_000 })).toBe(401);
    const changed = signed(one, '/rule-sets', body);
    expect(
      (await send(app, { ...changed, payload: changed.payload.replace('by route', 'by rogue') })).statusCode,
    ).toBe(401);
    const [waiting] = (await ruleSetViews(deps)).filter(({ state }) => state === 'proposed');
    const hash = waiting?.ruleSetHash ?? '';
    const signature = bytesToHex(approvalBy(one, hash).signature);
    expect(await ask(one, `/rule-sets/${hash}/approval`, { atMs: nowMs, signature })).toBe(200);
    expect(await ask(two, `/rule-sets/${hash}/approval`, { atMs: nowMs, signature })).toBe(403);
    expect(await ask(one, '/rule-sets/xyz')).toBe(400);
  });

  it('write down who did what with which key, and nothing of what was refused', async () => {
    const deps = await world();
    const app = await testApp(deps, [publishArea]);
    const [brought = ''] = await inForce(deps);
    for (const publisher of [one, two]) expectOk(await approve(deps, approvalBy(publisher, brought)));
    const atMs = deps.clock.nowMs();
    const ask = async (by: TestPublisher, path: string, body: object) =>
      (await send(app, signed(by, path, { atMs, ...body }))).statusCode;
    const hash = await proposed(deps, 'written down');
    const approval = (by: TestPublisher) => ({ signature: bytesToHex(approvalBy(by, hash).signature) });
    const codes = [
      await ask(one, '/rule-sets', { ruleSet: otherRuleSet('written down') }),
      await ask(one, `/rule-sets/${hash}/approval`, approval(one)),
      await ask(one, `/rule-sets/${hash}/approval`, approval(two)),
      await ask(two, `/rule-sets/${hash}/approval`, approval(two)),
      await ask(one, `/rule-sets/${brought}/rollback`, {}),
      await ask(three, '/publishers', { publishers: publisherList(2, [one, two], [one, two]) }),
    ];
    expect(codes).toEqual([200, 200, 403, 200, 200, 200]);
    const rows = await deps.db
      .selectFrom('audit')
      .select(['account_id', 'action', 'subject', 'facts'])
      .orderBy('audit_id')
      .execute();
    const by = (publisher: TestPublisher, facts: object) => ({
      publisherId: publisher.publisherId,
      ...facts,
    });
    const written = rows.map((row) => [row.action, row.subject, JSON.parse(row.facts), row.account_id]);
    const inOrder = (list: readonly unknown[]) => list.map((row) => JSON.stringify(row)).toSorted();
    const expected = [
      ['ruleSet.propose', hash, by(one, { state: 'proposed', missing: 2 }), null],
      ['ruleSet.approve', hash, by(one, { state: 'proposed', missing: 1 }), null],
      ['ruleSet.approve', hash, by(two, { state: 'published', missing: 0 }), null],
      ['ruleSet.rollBack', brought, by(one, { state: 'former', missing: 1 }), null],
      ['publishers.change', '2', by(three, { publishers: 2 }), null],
    ];
    expect(inOrder(written)).toEqual(inOrder(expected));
  });
});

type Sent = { readonly url: string; readonly headers: Record<string, string>; readonly payload: string };

function signed(by: TestPublisher, path: string, body?: unknown): Sent & { readonly method: 'GET' | 'POST' } {
  const method = body === undefined ? 'GET' : 'POST';
  const url = `${publishRoot}${path}`;
  const payload = body === undefined ? '' : JSON.stringify(body);
  const ports = testHqDeps(database.db());
  const requestId = ports.randomBytes(16);
  const message = requestBytes(
    { deviceId: by.publisherId, requestId, method, target: url, body: ports.utf8.encode(payload) },
    ports,
  );
  return {
    method,
    url,
    payload,
    headers: {
      [syncHeaders.device]: by.publisherId,
      [syncHeaders.request]: bytesToHex(requestId),
      [syncHeaders.signature]: bytesToHex(by.sign(message)),
      ...(payload === '' ? {} : { 'content-type': 'application/json' }),
    },
  };
}

function send(app: HqApp, { payload, ...rest }: Sent & { readonly method: 'GET' | 'POST' }) {
  return app.inject({ ...rest, ...(payload === '' ? {} : { payload }) });
}

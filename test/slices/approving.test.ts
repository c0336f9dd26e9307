import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateAccount } from '../../src/access/index.js';
import {
  AmendDirective,
  DecideApproval,
  IssueDirective,
  PauseDirective,
  RecallDirective,
  ResumeDirective,
  SupersedeDirective,
} from '../../src/cascade/index.js';
import { approvalsWaiting, voidAmong } from '../../src/cascade/approving/approval.queries.js';
import { shownTo } from '../../src/cascade/approving/approving-parts.js';
import { directiveById, DraftDirective } from '../../src/directives/index.js';
import { SetPolicy } from '../../src/directives/policies/set-policy.usecase.js';
import { allPolicies } from '../../src/directives/policy.queries.js';
import { DEFAULT_POLICY } from '../../src/directives/policy.rules.js';
import type { Caller } from '../../src/platform/caller.js';
import { sql } from '../../src/platform/database/sql.js';
import { findUnit } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { factsOf, operator } from '../support/issued.js';

let app: TestApp;
let clerk: Caller;
let leader: Caller;

beforeAll(async () => {
  app = await testApp();
  await app.setClock('2026-11-17T02:00:00Z');
  clerk = await person('Lê Thị Hà', 'clerk', operator);
  leader = await person('Trần Văn Sơn', 'leader', operator);
});
afterAll(() => app.close());

/** A person of the province's committee, with an account and a mandate that somebody gave. */
async function person(name: string, role: 'clerk' | 'leader', by: Caller): Promise<Caller> {
  const { id: unitId } = await findUnit(app.db, 't20');
  const actor = await app.get(CreateAccount).execute({ name, unitId, role, locale: 'vi' }, by);
  return { actor, role, unitId, capacity: 'own-office', locale: 'vi' };
}

const draft = (policy = 'two-person') =>
  app.get(DraftDirective).execute(
    {
      issuer: 't20',
      subject: 'rà soát địa danh',
      policy,
      addressees: [{ text: 'x05983-2025', role: 'action' as const }],
    },
    clerk,
  );
const issue = (id: string, by: Caller) => app.get(IssueDirective).execute(id, by);
const state = async (id: string) => (await directiveById(app.db, id)).state;

describe('a directive whose policy asks for two persons', () => {
  it('is issued when another person calls the same, and not before', async () => {
    const id = await draft();
    const { pending } = await issue(id, clerk);
    expect(pending).toMatchObject({ act: 'issue', state: 'asked', askedBy: clerk.actor });
    expect((await issue(id, clerk)).pending!.id).toBe(pending!.id);
    expect(await state(id)).toBe('drafted');
    expect(await issue(id, leader)).toMatchObject({ assignments: 1 });
    expect(await state(id)).toBe('issued');
    expect(await factsOf(app.db, { directive: id })).toMatchObject({
      'directive.approvalAsked': 1,
      'directive.approvalGiven': 1,
      'directive.issued': 1,
    });
  });

  it('is confirmed by its request too; the first person cannot, under whichever mandate', async () => {
    const id = await draft();
    const { pending } = await issue(id, clerk);
    const decide = app.get(DecideApproval);
    await expect(decide.give(pending!.id, clerk)).rejects.toMatchObject({ code: 'not-permitted' });
    const otherMandate: Caller = { ...clerk, role: 'leader', capacity: 'by-delegation' };
    await expect(decide.give(pending!.id, otherMandate)).rejects.toMatchObject({ code: 'not-permitted' });
    expect(await decide.give(pending!.id, leader)).toMatchObject({ directive: { state: 'issued' }, repeated: false });
    expect(await decide.give(pending!.id, leader)).toMatchObject({ repeated: true });
  });

  it('is not confirmed by whom the first person made, nor by the command line or a token of the unit', async () => {
    const id = await draft();
    const { pending } = await issue(id, leader);
    const made = await person('Nguyễn Văn Ba', 'clerk', leader);
    for (const by of [made, operator, { ...clerk, actor: 'token:018e5f00-0000-7000-8000-000000000009' }])
      await expect(app.get(DecideApproval).give(pending!.id, by)).rejects.toMatchObject({ code: 'not-permitted' });
    expect(await state(id)).toBe('drafted');
  });

  it('is not asked for by a token of the unit or the command line, which may be anybody', async () => {
    const id = await draft();
    const token = { ...clerk, actor: 'token:018e5f00-0000-7000-8000-000000000009' };
    for (const by of [token, operator]) await expect(issue(id, by)).rejects.toMatchObject({ code: 'not-permitted' });
    expect((await approvalsWaiting(app.db, { units: null, directiveId: id, limit: 5 })).items).toEqual([]);
    const { pending } = await issue(id, clerk);
    await sql`update approval set asked_by = ${token.actor} where id = ${pending!.id}`.execute(app.db);
    await expect(app.get(DecideApproval).give(pending!.id, leader)).rejects.toMatchObject({ code: 'conflict' });
    expect((await issue(id, leader)).pending).toMatchObject({ askedBy: leader.actor });
  });

  it('is not amended by one, nor replaced by what one issued', async () => {
    const issuedBy = async (policy: string, ...persons: Caller[]) => {
      const id = await draft(policy);
      for (const by of persons) await issue(id, by);
      return id;
    };
    const id = await issuedBy('two-person', clerk, leader);
    const amending = app.get(AmendDirective);
    const amendment = { dueOn: '2026-12-18', reason: 'bão' };
    await expect(amending.preview(id, amendment, clerk)).rejects.toMatchObject({ code: 'not-possible-now' });
    await expect(amending.execute(id, amendment, clerk)).rejects.toMatchObject({ code: 'not-possible-now' });
    await app.setClock('2026-11-17T03:00:00Z');
    const replace = (by: string) => app.get(SupersedeDirective).execute(id, by, clerk);
    await expect(replace(await issuedBy('default', clerk))).rejects.toMatchObject({ code: 'not-possible-now' });
    expect(await replace(await issuedBy('two-person', leader, clerk))).toMatchObject({ superseded: 1 });
  });

  it('is asked for anew where the draft has changed since', async () => {
    const id = await draft();
    const { pending } = await issue(id, clerk);
    await sql`update directive set subject = 'rà soát địa danh, bổ sung' where id = ${id}`.execute(app.db);
    await expect(app.get(DecideApproval).give(pending!.id, leader)).rejects.toMatchObject({ code: 'conflict' });
    const [row] = (await approvalsWaiting(app.db, { units: null, directiveId: id, limit: 5 })).items;
    expect(await shownTo(app.db, leader, [row!])).toMatchObject([{ isVoid: true, isOwn: false }]);
    const second = await issue(id, leader);
    expect(second.pending).toMatchObject({ askedBy: leader.actor });
    expect(second.pending!.id).not.toBe(pending!.id);
    expect(await factsOf(app.db, { directive: id })).toMatchObject({ 'directive.approvalWithdrawn': 1 });
    expect(await issue(id, clerk)).toMatchObject({ assignments: 1 });
  });

  it('is refused by the second person, or withdrawn by the first', async () => {
    const id = await draft();
    const decide = app.get(DecideApproval);
    const first = (await issue(id, clerk)).pending!;
    await expect(decide.withdraw(first.id, leader)).rejects.toMatchObject({ code: 'not-permitted' });
    expect((await decide.refuse(first.id, { note: 'chưa đúng' }, leader)).approval.state).toBe('refused');
    await expect(decide.give(first.id, leader)).rejects.toMatchObject({ code: 'conflict' });
    const second = (await issue(id, clerk)).pending!;
    expect((await decide.withdraw(second.id, clerk)).approval.state).toBe('withdrawn');
    expect((await approvalsWaiting(app.db, { units: null, directiveId: id, limit: 5 })).items).toEqual([]);
  });

  it('is recalled by two persons as well', async () => {
    const id = await draft();
    await issue(id, clerk);
    await issue(id, leader);
    const recalling = app.get(RecallDirective);
    const { pending } = await recalling.execute(id, { reason: 'nhầm phụ lục' }, leader);
    expect(await state(id)).toBe('issued');
    expect(await app.get(DecideApproval).give(pending!.id, clerk)).toMatchObject({ directive: { state: 'recalled' } });
    expect((await directiveById(app.db, id)).recallReason).toBe('nhầm phụ lục');
  });

  it('is recalled as it was asked for, though it was paused and went on meanwhile', async () => {
    await app.setClock('2026-11-17T02:00:00Z');
    const id = await draft();
    await issue(id, clerk);
    await issue(id, leader);
    const reason = 'nhầm phụ lục';
    const { pending } = await app.get(RecallDirective).execute(id, { reason }, leader);
    const isVoid = async () => (await voidAmong(app.db, [pending!.id])).has(pending!.id);
    await app.get(PauseDirective).execute(id, { reason: 'chờ ý kiến' }, leader);
    expect(await isVoid()).toBe(false);
    await app.setClock('2026-11-19T02:00:00Z');
    await app.get(ResumeDirective).execute(id, leader);
    expect(await isVoid()).toBe(false);
    expect(await app.get(DecideApproval).give(pending!.id, clerk)).toMatchObject({ directive: { state: 'recalled' } });
  });

  it('two at once: one asks and the other confirms', async () => {
    const id = await draft();
    const answers = await Promise.all([issue(id, clerk), issue(id, leader)]);
    expect(answers.filter(({ pending }) => pending)).toHaveLength(1);
    expect(await state(id)).toBe('issued');
  });
});

describe('policies', () => {
  it('ship with three, and take new versions that later drafts freeze', async () => {
    expect((await allPolicies(app.db)).map(({ code }) => code)).toEqual(['default', 'two-person', 'strict']);
    const before = await draft('strict');
    const setting = app.get(SetPolicy);
    const rules = { ...DEFAULT_POLICY, relayWorkingDays: 4 };
    expect(await setting.execute('strict', rules, operator)).toMatchObject({ policy: { version: 2 }, repeated: false });
    expect(await setting.execute('strict', rules, operator)).toMatchObject({ policy: { version: 2 }, repeated: true });
    expect(await directiveById(app.db, before)).toMatchObject({ policyVersion: 1, policy: { relayWorkingDays: 1 } });
    expect(await directiveById(app.db, await draft('strict'))).toMatchObject({
      policyVersion: 2,
      policy: { relayWorkingDays: 4 },
    });
    await expect(setting.execute('strict', rules, clerk)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(setting.execute('Có dấu', rules, operator)).rejects.toMatchObject({ code: 'invalid' });
  });
});

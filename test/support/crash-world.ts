import { AcknowledgeAssignment, AskQuestion, assignmentById, RequestExtension } from '../../src/assignments/index.js';
import { ApiTokens, CreateAccount, MakeSignInCode } from '../../src/access/index.js';
import { IssueDirective, RecallDirective } from '../../src/cascade/index.js';
import { DraftDirective, type DirectiveDraft } from '../../src/directives/index.js';
import type { Caller, Role } from '../../src/platform/caller.js';
import { firstOf, sql } from '../../src/platform/database/sql.js';
import { SubmitReport } from '../../src/reports/index.js';
import { setMailboxes } from '../../src/units/index.js';
import { testApp, type TestApp } from './app.js';
import { operator } from './issued.js';
import { plantUnits, smallTree } from './small-tree.js';
import { dutyOf, officerOf } from './story.js';

/** When everything happens: a Monday morning in Viet Nam. */
export const BEGAN_AT = '2026-03-02T02:05:00Z';

/**
 * An office `so` with `so-1`, `so-2`, `so-3` below it and centres `so-1-1` … below those, without mailboxes, and what acts
 * need to have happened before them.
 */
export class CrashWorld {
  private constructor(readonly app: TestApp) {}

  static async make(env: Record<string, string> = {}): Promise<CrashWorld> {
    const app = await testApp(env);
    await app.setClock(BEGAN_AT);
    await plantUnits(app, smallTree('so'));
    // what the demonstration would tell at the first start is not needed here
    await sql`insert into job_heartbeat (job, ran_at, recorded_at, detail)
      values ('demo-story', business_now(), clock_timestamp(), '{}')`.execute(app.db);
    return new CrashWorld(app);
  }

  /** Who acts for a unit. */
  by(unit: string): Promise<Caller> {
    return officerOf(this.app, unit);
  }

  /** The head of a request that acts for a unit. */
  async token(unit: string, role: Role = 'clerk'): Promise<string> {
    const { unitId } = await this.by(unit);
    return (await this.app.get(ApiTokens).create(unitId!, role, operator)).token;
  }

  /** The head of a request of somebody who is no other: a leader of the unit. */
  async person(unit: string): Promise<string> {
    const { unitId } = await this.by(unit);
    const leader = { unitId: unitId!, name: 'Nông Thị Lan', role: 'leader', locale: 'vi' } as const;
    const account = await this.app.get(CreateAccount).execute(leader, operator);
    return (await this.app.get(MakeSignInCode).execute(account, operator)).token;
  }

  /** Gives units a mailbox. */
  async reachable(units: readonly string[]): Promise<void> {
    const mailboxes = await Promise.all(
      units.map(async (unit) => ({ unitId: (await this.by(unit)).unitId!, address: `${unit}@thu.invalid` })),
    );
    await setMailboxes(this.app.db, mailboxes, { on: BEGAN_AT.slice(0, 10) });
  }

  /** A draft of `so`, or of the issuer that is given. @returns its id */
  async drafted(more: Partial<DirectiveDraft> = {}): Promise<string> {
    const draft = { issuer: 'so', subject: 'rà soát địa danh', dueOn: '2026-04-01', ...more };
    return this.app.get(DraftDirective).execute(
      { addressees: [{ text: 'so-1', role: 'action' }, { text: 'so-2', role: 'action' }], ...draft }, // prettier-ignore
      await this.by(draft.issuer),
    );
  }

  /** A directive of `so`, issued. @returns its id */
  async issued(more: Partial<DirectiveDraft> = {}): Promise<string> {
    const id = await this.drafted(more);
    await this.app.get(IssueDirective).execute(id, await this.by('so'));
    return id;
  }

  /** The assignment of a unit under a directive of its own. @returns its id */
  async sent(unit: string, more: Partial<DirectiveDraft> = {}): Promise<string> {
    return dutyOf(this.app, await this.issued(more), unit);
  }

  /** The same, acknowledged. */
  async acknowledged(unit: string, more: Partial<DirectiveDraft> = {}): Promise<string> {
    const id = await this.sent(unit, more);
    await this.app.get(AcknowledgeAssignment).execute(id, {}, await this.by(unit));
    return id;
  }

  /** The report of a unit on a directive of its own, which waits for review. @returns its id */
  async reported(unit: string): Promise<string> {
    const id = await this.acknowledged(unit);
    await this.app.get(SubmitReport).execute(id, { text: 'đã rà soát' }, await this.by(unit));
    const row = await firstOf(this.app.db, sql<{ id: string }>`select id from report where assignment_id = ${id}`);
    return row!.id;
  }

  /** The question of a unit on a directive of its own, which is open. @returns its id */
  async asked(unit: string): Promise<string> {
    const id = await this.acknowledged(unit);
    const asking = this.app.get(AskQuestion);
    return (await asking.execute(id, 'Có tính thôn, bản không?', await this.by(unit))).question;
  }

  /** The request of a unit for more time, on a directive of its own. @returns its id */
  async askedForTime(unit: string): Promise<string> {
    const id = await this.acknowledged(unit);
    const asked = { dueOn: '2026-05-05', reason: 'lũ quét' };
    return (await this.app.get(RequestExtension).execute(id, asked, await this.by(unit))).extension;
  }

  /** The assignment of a unit under a directive of its own, which it is asked to give back. @returns its id */
  async recalled(unit: string): Promise<string> {
    const id = await this.acknowledged(unit);
    await this.recall(id);
    return id;
  }

  /** Recalls the directive that an assignment is of. */
  async recall(assignment: string): Promise<void> {
    const { directiveId } = await assignmentById(this.app.db, assignment);
    await this.app.get(RecallDirective).execute(directiveId, { reason: 'sai' }, await this.by('so'));
  }

  /** An issue that waits for a second person. @returns the id of the request */
  async waiting(issuer: string): Promise<string> {
    const id = await this.drafted({
      issuer,
      policy: 'two-person',
      addressees: [{ text: `${issuer}-1`, role: 'action' }],
    });
    const { unitId } = await this.by(issuer);
    const clerk = { unitId: unitId!, name: 'Hoàng Văn Thụ', role: 'clerk', locale: 'vi' } as const;
    const actor = await this.app.get(CreateAccount).execute(clerk, operator);
    return (await this.app.get(IssueDirective).execute(id, { ...(await this.by(issuer)), actor })).pending!.id;
  }
}

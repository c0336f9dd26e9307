import { AcknowledgeAssignment, assignmentById } from '../../src/assignments/index.js';
import { ApiTokens } from '../../src/access/index.js';
import { IssueDirective } from '../../src/cascade/index.js';
import { DraftDirective, type DirectiveDraft } from '../../src/directives/index.js';
import type { Caller } from '../../src/platform/caller.js';
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
  async token(unit: string): Promise<string> {
    const { unitId } = await this.by(unit);
    return (await this.app.get(ApiTokens).create(unitId!, 'clerk', operator)).token;
  }

  /** Gives units a mailbox. */
  async reachable(units: readonly string[]): Promise<void> {
    const mailboxes = await Promise.all(
      units.map(async (unit) => ({ unitId: (await this.by(unit)).unitId!, address: `${unit}@thu.invalid` })),
    );
    await setMailboxes(this.app.db, mailboxes, { on: BEGAN_AT.slice(0, 10) });
  }

  /** A draft of `so`. @returns its id */
  async drafted(more: Partial<DirectiveDraft> = {}): Promise<string> {
    const draft = { issuer: 'so', subject: 'rà soát địa danh', dueOn: '2026-04-01', ...more };
    return this.app.get(DraftDirective).execute(
      { addressees: [{ text: 'so-1', role: 'action' }, { text: 'so-2', role: 'action' }], ...draft }, // prettier-ignore
      await this.by('so'),
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

  /** The directive that an assignment is of. */
  async directiveOf(assignment: string): Promise<string> {
    return (await assignmentById(this.app.db, assignment)).directiveId;
  }
}

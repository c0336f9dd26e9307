import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AcknowledgeAssignment,
  AnswerQuestion,
  AskQuestion,
  assignmentById,
  DecideExtension,
  RequestExtension,
} from '../../src/assignments/index.js';
import { ConfirmChange, DraftChange } from '../../src/calendar-changes/index.js';
import { changeSchema } from '../../src/calendar-changes/change.rules.js';
import {
  AmendDirective,
  AnswerRecall,
  IssueDirective,
  PauseDirective,
  RecallDirective,
  ResumeDirective,
} from '../../src/cascade/index.js';
import { DraftDirective, PreviewDirective } from '../../src/directives/index.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { vnIso } from '../../src/platform/vn-time.js';
import { testApp, type TestApp } from '../support/app.js';
import { clerkOf, operator } from '../support/issued.js';

/** Offices of the first are closed on Tuesday and Wednesday, those of the second are not. */
const [CLOSED, OPEN] = ['t01', 't14'] as const;
const MONDAY = '2026-11-09T02:00:00Z';
const THURSDAY = '2026-11-12T02:00:00Z';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await app.setClock('2026-11-02T02:00:00Z');
  const days = ['2026-11-10', '2026-11-11'].map((on) => ({ on, kind: 'stop', name: 'Bão số 13' }));
  const asked = changeSchema.parse({ kind: 'stop', scope: CLOSED, legalBasis: 'Công điện 2/CĐ-UBND', days });
  const { id } = await app.get(DraftChange).execute(asked, operator);
  await app.get(ConfirmChange).execute(id, undefined, operator);
});
afterAll(() => app.close());

const drafted = (dueOn: string): Promise<string> =>
  app.get(DraftDirective).execute(
    {
      issuer: 't20',
      subject: 'rà soát đê điều',
      addressees: [CLOSED, OPEN].map((text) => ({ text, role: 'action' as const })),
      dueOn,
      dueOperator: 'at-latest',
    },
    operator,
  );

/** Issued on the Monday unless said otherwise. @returns the directive, and the duties of the closed and of the open unit */
async function issued(dueOn: string, at = MONDAY): Promise<{ id: string; duties: string[] }> {
  await app.setClock(at);
  const id = await drafted(dueOn);
  await app.get(IssueDirective).execute(id, operator);
  const rows = await rowsOf(
    app.db,
    sql<{ id: string }>`select a.id from assignment a join unit u on u.id = a.unit_id
      where a.directive_id = ${id} order by u.code`,
  );
  return { id, duties: rows.map((row) => row.id) };
}
const acknowledged = async (duties: readonly string[]): Promise<void> => {
  for (const [i, unit] of [CLOSED, OPEN].entries())
    await app.get(AcknowledgeAssignment).execute(duties[i]!, {}, await clerkOf(app.db, unit));
};
const dueOf = async (duties: readonly string[], of: 'workDueAt' | 'followDueAt' = 'workDueAt') => {
  const due: (string | null)[] = [];
  for (const id of duties) {
    const at = (await assignmentById(app.db, id))[of];
    due.push(at && vnIso(at).slice(0, 16));
  }
  return due;
};

describe('a unit with days off of its own', () => {
  it('is counted in the preview, which says that its deadlines are others', async () => {
    await app.setClock(MONDAY);
    const { warnings } = await app.get(PreviewDirective).execute(await drafted('2026-11-11'));
    expect(warnings.find(({ code }) => code === 'own-calendars')).toMatchObject({ details: { units: 1 } });
    const same = await app.get(PreviewDirective).execute(await drafted('2026-11-20'));
    // its receipt falls due later all the same
    expect(same.warnings.map(({ code }) => code)).toContain('own-calendars');
  });

  it('is extended to the last day that it works', async () => {
    const { duties } = await issued('2026-11-06', '2026-11-02T02:00:00Z');
    await acknowledged(duties);
    for (const [i, unit] of [CLOSED, OPEN].entries()) {
      const { extension } = await app
        .get(RequestExtension)
        .execute(duties[i]!, { dueOn: '2026-11-11', reason: 'bão' }, await clerkOf(app.db, unit));
      await app.get(DecideExtension).grant(extension, undefined, await clerkOf(app.db, 't20'));
    }
    expect(await dueOf(duties)).toEqual(['2026-11-09T17:00', '2026-11-11T17:00']);
  });

  it('has the new day of an amendment as everybody has, by its own days', async () => {
    const { id, duties } = await issued('2026-11-10', '2026-11-02T02:00:00Z');
    expect(await dueOf(duties)).toEqual(['2026-11-09T17:00', '2026-11-10T17:00']);
    const amend = (dueOn: string) => app.get(AmendDirective).execute(id, { dueOn, reason: 'bão' }, operator);
    await amend('2026-11-13');
    expect(await dueOf(duties)).toEqual(['2026-11-13T17:00', '2026-11-13T17:00']);
    await amend('2026-11-11');
    expect(await dueOf(duties)).toEqual(['2026-11-09T17:00', '2026-11-11T17:00']);
    // the working day before is over there: nobody is told a day that has passed
    await app.setClock('2026-11-10T02:00:00Z');
    await amend('2026-11-10');
    expect(await dueOf(duties)).toEqual(['2026-11-12T17:00', '2026-11-10T17:00']);
  });

  it('loses to a pause only the days that it would have worked', async () => {
    const { id, duties } = await issued('2026-11-13');
    await app.get(PauseDirective).execute(id, { reason: 'chờ sửa căn cứ' }, operator);
    await app.setClock(THURSDAY);
    await app.get(ResumeDirective).execute(id, operator);
    expect(await dueOf(duties)).toEqual(['2026-11-16T17:00', '2026-11-18T17:00']);
  });

  it('loses to its own question only the days that it would have worked', async () => {
    const { duties } = await issued('2026-11-20');
    await acknowledged(duties);
    const asked: string[] = [];
    for (const [i, unit] of [CLOSED, OPEN].entries())
      asked.push((await app.get(AskQuestion).execute(duties[i]!, 'mẫu nào?', await clerkOf(app.db, unit))).question);
    await app.setClock(THURSDAY);
    for (const id of asked) await app.get(AnswerQuestion).execute(id, 'mẫu 2', await clerkOf(app.db, 't20'));
    // the 24th is a holiday
    expect(await dueOf(duties)).toEqual(['2026-11-23T17:00', '2026-11-26T17:00']);
  });

  it('has its own days to begin the work after its acknowledgement', async () => {
    const { duties } = await issued('2026-12-31');
    await sql`update assignment set context = context || '{"followDays": 2}' where id = any(${duties}::uuid[])`.execute(
      app.db,
    );
    await acknowledged(duties);
    expect(await dueOf(duties, 'followDueAt')).toEqual(['2026-11-13T17:00', '2026-11-11T17:00']);
  });

  it('answers a recall by its own days, and gets back only those for which it stood', async () => {
    const { id, duties } = await issued('2026-11-13');
    await acknowledged(duties);
    await app.get(RecallDirective).execute(id, { reason: 'ban hành nhầm' }, operator);
    const answerBy = async (duty: string) =>
      vnIso(
        (await firstOf(app.db, sql<{ at: Date }>`select recall_due_at as at from assignment where id = ${duty}`))!.at,
      ).slice(0, 10);
    expect([await answerBy(duties[0]!), await answerBy(duties[1]!)]).toEqual(['2026-11-16', '2026-11-12']);
    await app.setClock(THURSDAY);
    for (const [i, unit] of [CLOSED, OPEN].entries())
      await app.get(AnswerRecall).refuse(duties[i]!, { reason: 'đang làm' }, await clerkOf(app.db, unit));
    expect(await dueOf(duties)).toEqual(['2026-11-16T17:00', '2026-11-18T17:00']);
  });
});

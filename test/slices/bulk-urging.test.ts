import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AskBulkAct, CarryOutBulkAct, PreviewBulkAct } from '../../src/bulk-acts/index.js';
import { mailsSentence } from '../../src/bulk-acts/words.rules.js';
import { IssueDirective } from '../../src/cascade/index.js';
import { GatherNotices } from '../../src/chasing/index.js';
import { DraftDirective, MAILS_PER_DAY } from '../../src/directives/index.js';
import { emptyDispatch } from '../../src/dispatches/index.js';
import { DeliverMessages } from '../../src/mail/index.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { setMailboxes } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { operator } from '../support/issued.js';
import { plantUnits, type SmallUnit } from '../support/small-tree.js';

const OFFICES = ['a1', 'a2'];
const TREE: SmallUnit[] = [
  { code: 'tinh-a', name: 'Tỉnh A', kind: 'province', parent: 'vn' },
  ...OFFICES.map((code): SmallUnit => ({ code, name: `Xã ${code}`, kind: 'commune', parent: 'tinh-a' })),
];
const AFTER_HOURS = '2028-06-05T11:04:00Z'; // Monday, 18:04
const AT_THE_HOUR = '2028-06-06T01:00:00Z'; // Tuesday, 08:00

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await app.setClock('2028-06-01T01:00:00Z');
  const ids = await plantUnits(app, TREE);
  const mailboxes = [...ids].map(([code, unitId]) => ({ unitId, address: `vanthu@${code}.invalid` }));
  await setMailboxes(app.db, mailboxes, { on: '2028-06-01' });
}, 60_000);
afterAll(() => app.close());

async function sent(urgency?: 'KHẨN'): Promise<string> {
  const id = await app.get(DraftDirective).execute(
    {
      issuer: 'tinh-a',
      subject: 'thử nghiệm',
      addressees: OFFICES.map((text) => ({ text, role: 'action' as const })),
      dispatch: { ...emptyDispatch(), subject: 'thử nghiệm', ...(urgency ? { urgency } : {}) },
    },
    operator,
  );
  await app.get(IssueDirective).execute(id, operator);
  await app.get(DeliverMessages).drain();
  return id;
}
const urging = (directive: string) => ({ act: 'remind' as const, selection: { directive } });

/** Urges everybody, and lets everything go that may go then. */
async function urge(directive: string): Promise<void> {
  const { id } = await app.get(AskBulkAct).execute(urging(directive), operator);
  await app.get(CarryOutBulkAct).execute(id);
  await letGo();
}
async function letGo(): Promise<void> {
  await app.get(GatherNotices).execute();
  await app.get(DeliverMessages).drain();
}
const reminders = (directive: string) =>
  rowsOf(
    app.db,
    sql<{ state: string; on: string | null }>`select m.state, m.deferred_on::text as on from message m
      join assignment a on a.id = m.assignment_id where a.directive_id = ${directive} and m.template = 'reminder'`,
  );
const mailsOn = (on: string) =>
  rowsOf(
    app.db,
    sql<{ mails: number }>`select c.mails from chase_day c join unit u on u.id = c.unit_id
      where c.on_date = ${on}::date and u.code = any(${OFFICES}::text[])`,
  );

describe('urging many by hand', () => {
  it('waits for the digest of each office, counts as its mail of the day, and says beforehand when that is', async () => {
    await app.setClock('2028-06-05T01:30:00Z');
    const directive = await sent();
    await app.setClock(AFTER_HOURS);
    const { mails } = await app.get(PreviewBulkAct).execute(urging(directive), operator);
    expect(mails).toEqual({ atOnce: 0, digestAt: new Date(AT_THE_HOUR) });
    expect(mailsSentence(mails!, 'vi')).toMatch(/^Thư sẽ đi trong thư tổng hợp của từng nơi nhận, sớm nhất .*08:00/);
    await urge(directive);
    expect(await reminders(directive)).toEqual(OFFICES.map(() => ({ state: 'queued', on: null })));
    await app.setClock(AT_THE_HOUR);
    await letGo();
    expect(await reminders(directive)).toEqual(OFFICES.map(() => ({ state: 'sent', on: null })));
    expect(await mailsOn('2028-06-06')).toEqual(OFFICES.map(() => ({ mails: 1 })));
  });

  it('of an urgent paper goes at once, within the mails of the day', async () => {
    await app.setClock('2028-06-07T11:00:00Z');
    const [first, second] = [await sent('KHẨN'), await sent('KHẨN')];
    const { mails } = await app.get(PreviewBulkAct).execute(urging(first), operator);
    expect(mails).toEqual({ atOnce: 2, digestAt: null });
    await urge(first);
    expect(await reminders(first)).toEqual(OFFICES.map(() => ({ state: 'sent', on: null })));
    expect(await mailsOn('2028-06-07')).toEqual(OFFICES.map(() => ({ mails: 1 })));
    await sql`update chase_day set mails = ${MAILS_PER_DAY - 1} where on_date = '2028-06-07'`.execute(app.db);
    await urge(second);
    expect(await reminders(second)).toEqual(OFFICES.map(() => ({ state: 'queued', on: '2028-06-07' })));
  });
});

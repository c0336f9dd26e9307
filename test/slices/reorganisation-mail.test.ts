import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { listAssignments } from '../../src/assignments/assignment-list.queries.js';
import { inboxCounts, joinedLately } from '../../src/assignments/inbox.queries.js';
import { DeliverMessages } from '../../src/mail/index.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { findUnit, setMailboxes } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import * as plan from '../support/reorganisation-plans.js';
import { World } from '../support/reorganisation-world.js';
import { TestSmtpServer } from '../support/smtp-server.js';
import { emptyRegister } from '../support/small-tree.js';

let app: TestApp;
const smtp = new TestSmtpServer();
beforeAll(async () => {
  await smtp.up();
  app = await testApp({ SMTP_URL: smtp.url });
  await emptyRegister(app);
});
afterAll(async () => {
  await app?.close();
  await smtp.down();
});

it('a unit that owes the same already is told what it takes along, and what is new to it is delivered with the mail', async () => {
  const world = await World.make(app, 'm');
  const duty = (unit: string) => ({ unit, role: 0 as const, through: false });
  await world.issue([duty('m-1-1'), duty('m-1-2')]);
  await world.issue([duty('m-1-1')]);
  const { id: unitId } = await findUnit(app.db, 'm-1-2');
  const mailbox = async (address: string | null) => setMailboxes(app.db, [{ unitId, address }], { on: world.today });
  await mailbox('takes@thu.invalid');
  expect(await world.reorganise(plan.merge(['m-1-1'], 'm-1-2'))).toBe(true);

  const mail = await firstOf(app.db, sql`select unit_id, parameters from message where template = 'reorganised'`);
  expect(mail).toMatchObject({ unit_id: unitId, parameters: { duties: 2, joined: 1 } });
  const told = await rowsOf(
    app.db,
    sql`select a.receipt, (convert_from(e.bytes, 'UTF8')::jsonb -> 'payload' ->> 'from')
        = (select from_id::text from assignment_succession s where s.to_id = a.id) as "from"
      from ledger_entry e join assignment a on a.id = e.assignment_id
      where e.kind = 'assignment.extended' and a.unit_id = ${unitId}`,
  );
  expect(told).toEqual([{ receipt: 'sent', from: true }]);

  expect(await app.get(DeliverMessages).drain()).toMatchObject({ sent: 1 });
  const rows = await rowsOf(
    app.db,
    sql`select a.receipt, a.reorganisation_id is not null as opened, a.delivered_at is not null as at,
        (select count(*)::int from ledger_entry e where e.assignment_id = a.id and e.kind = 'assignment.delivered') as facts
      from assignment a where a.unit_id = ${unitId} and a.standing = 'inForce' order by a.opened_at`,
  );
  expect(rows).toEqual([
    { receipt: 'sent', opened: false, at: false, facts: 0 },
    { receipt: 'delivered', opened: true, at: true, facts: 1 },
  ]);

  const nameOf = (code: string) =>
    firstOf(
      app.db,
      sql<{
        name: string;
      }>`select p.name from unit_period p join unit u on u.id = p.unit_id where u.code = ${code} limit 1`,
    );
  const [former, joined] = [await nameOf('m-1-1'), await nameOf('m-1-2')];
  expect(await joinedLately(app.db, unitId)).toEqual([
    { former: former!.name, unit: joined!.name, effectiveOn: world.today, duties: 2 },
  ]);
  const moved = () => listAssignments(app.db, { unitIds: [unitId], moved: true, limit: 10 });
  expect((await moved()).items).toHaveLength(2);
  expect((await inboxCounts(app.db, [unitId])).moved).toBe(2);

  await sql`update unit_period set valid_to = ${world.today}::date where unit_id = ${unitId} and valid_to is null`.execute(
    app.db,
  );
  await sql`insert into unit_period (unit_id, name, kind, level, valid_from, search_key, accent_key)
    select unit_id, 'Tên mới', kind, level, ${world.today}::date, search_key, accent_key from unit_period where unit_id = ${unitId} limit 1`.execute(
    app.db,
  );
  const names = (await moved()).items.map(({ unitName }) => unitName);
  expect(names.toSorted()).toEqual([joined!.name, 'Tên mới'].toSorted());
});

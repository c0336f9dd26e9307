import { afterAll, beforeAll, expect, it } from '@jest/globals';
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
  const mailbox = async (address: string | null) =>
    setMailboxes(app.db, [{ unitId, address }], { on: world.today as never });
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
});

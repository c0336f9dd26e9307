import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { AcknowledgeAssignment } from '../../src/assignments/index.js';
import { IssueDirective } from '../../src/cascade/index.js';
import { ChaseDue, GatherNotices } from '../../src/chasing/index.js';
import { DraftDirective } from '../../src/directives/index.js';
import { DeliverMessages } from '../../src/mail/index.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { setMailboxes } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { decodedMail } from '../support/decoded-mail.js';
import { operator } from '../support/issued.js';
import { plantUnits, type SmallUnit } from '../support/small-tree.js';
import { TestSmtpServer } from '../support/smtp-server.js';

const ISSUED_AT = '2026-03-02T02:00:00Z'; // Monday, 09:00 in Hà Nội
const ACKNOWLEDGED_AT = '2026-03-02T03:00:00Z';
/** The default policy gives two working days to pass a paper on. */
const RELAY_OVER = '2026-03-04T10:00:00Z';
const HOUR = '2026-03-05T01:00:00Z'; // Thursday, 08:00

const DISTRICTS = Array.from({ length: 10 }, (_, n) => `h${n}`);
const COMMUNES = 22;
const communesOf = (district: string): string[] => Array.from({ length: COMMUNES }, (_, n) => `${district}x${n}`);
/** Those that acknowledged, and passed the paper on to nobody. */
const SILENT = DISTRICTS.slice(0, 4);

const TREE: SmallUnit[] = [
  { code: 'tinh', name: 'Tỉnh Thử Nghiệm', kind: 'province', parent: 'vn' },
  ...DISTRICTS.map((code, n): SmallUnit => ({ code, name: `Huyện số ${n}`, kind: 'rural-district', parent: 'tinh' })),
  ...DISTRICTS.flatMap((district, n) =>
    communesOf(district).map((code, i): SmallUnit => ({
      code,
      name: `${['Xã Đồng', 'Xã Ân', 'Xã Bình', 'Xã Yên'][i % 4]} ${n}.${i}`,
      kind: 'commune',
      parent: district,
    })),
  ),
];

let app: TestApp;
let smtp: TestSmtpServer;
const deliver = () => app.get(DeliverMessages).drain();

async function sent(subject: string): Promise<{ directive: string; duties: Map<string, string> }> {
  const directive = await app.get(DraftDirective).execute(
    {
      issuer: 'tinh',
      subject,
      addressees: TREE.slice(1).map(({ code, parent }) => ({
        text: code,
        role: 'action',
        ...(parent === 'tinh' ? {} : { through: 'superior' }),
      })),
    },
    operator,
  );
  await app.get(IssueDirective).execute(directive, operator);
  await deliver();
  smtp.received.splice(0);
  const rows = await rowsOf(
    app.db,
    sql<{ code: string; id: string }>`select u.code, a.id from assignment a join unit u on u.id = a.unit_id
      where a.directive_id = ${directive}`,
  );
  return { directive, duties: new Map(rows.map(({ code, id }) => [code, id])) };
}

beforeAll(async () => {
  smtp = new TestSmtpServer();
  await smtp.up();
  app = await testApp({ SMTP_URL: smtp.url });
  await app.setClock(ISSUED_AT);
  const ids = await plantUnits(app, TREE);
  const mailboxes = [...ids].map(([code, unitId]) => ({ unitId, address: `vanthu@${code}.invalid` }));
  await setMailboxes(app.db, mailboxes, { on: ISSUED_AT.slice(0, 10) });
  await watchBegun();
}, 60_000);
/** Keeps what each statement that begins a mail could see. */
async function watchBegun(): Promise<void> {
  const owner = new pg.Client(app.database.ownerUrl);
  await owner.connect();
  try {
    await owner.query(`
      create table begun (n bigint generated always as identity, id uuid not null, seen pg_snapshot not null);
      create function note_begun() returns trigger language plpgsql security definer as $$
        begin
          insert into begun (id, seen) values (new.id, pg_current_snapshot());
          return null;
        end $$;
      create trigger message_begun after update of begun_at on message for each row
        when (new.begun_at < 'infinity') execute function note_begun();
      grant select on begun to public;`);
  } finally {
    await owner.end();
  }
}

afterAll(async () => {
  await app.close();
  await smtp.down();
});

describe('a province with 10 districts of 22 communes each', () => {
  it('chases the districts that hold the others up, each with one mail that names who waits; the communes get none', async () => {
    const { duties } = await sent('rà soát địa danh');
    await app.setClock(ACKNOWLEDGED_AT);
    for (const district of SILENT) await app.get(AcknowledgeAssignment).execute(duties.get(district)!, {}, operator);
    for (const at of ['2026-03-03T10:00:00Z', RELAY_OVER]) {
      await app.setClock(at);
      await app.get(ChaseDue).execute(new Date(at));
    }
    await app.get(GatherNotices).execute(new Date(RELAY_OVER));
    await app.setClock(HOUR);
    await app.get(GatherNotices).execute(new Date(HOUR));
    await deliver();
    const mails = await Promise.all(smtp.received.splice(0).map(decodedMail));
    const got = mails.map(({ to }) => to.replace(/^vanthu@|\.invalid$/g, '')).toSorted();
    expect(got).toEqual(DISTRICTS);
    for (const mail of mails) {
      const district = mail.to.replace(/^vanthu@|\.invalid$/g, '');
      const names = TREE.filter(({ parent }) => parent === district).map(
        ({ name }) => `Ủy ban nhân dân ${name.toLowerCase()}`,
      );
      const listed = [...mail.text.matchAll(/^ {2}(\S.*)$/gm)].map(([, name]) => name!);
      expect(listed.map((name) => name.toLowerCase()).toSorted()).toEqual(
        names.map((name) => name.toLowerCase()).toSorted(),
      );
      expect(listed).toEqual(listed.toSorted(new Intl.Collator('vi', { numeric: true }).compare));
      expect(mail.subject).toContain(SILENT.includes(district) ? '[Chưa chuyển tiếp] 22 đơn vị' : '[Nhắc lần');
    }
  });

  it('never says what was acknowledged before its mail was begun, whoever acknowledges while the mails go out', async () => {
    let n = 0;
    const story = async (acknowledging: readonly number[]): Promise<void> => {
      const week = 7 * ++n;
      const day = (plus: number, hour: string): string =>
        `${new Date(Date.parse('2026-03-02') + (week + plus) * 86_400_000).toISOString().slice(0, 10)}T${hour}Z`;
      await sql`update assignment set next_chase_at = null, remind_at = null, relay_due_at = null`.execute(app.db);
      await app.setClock(day(0, '02:00:00'));
      const papers = [await sent(`việc ${n}.1`), await sent(`việc ${n}.2`)];
      await app.setClock(day(1, '10:00:00'));
      await app.get(ChaseDue).execute(new Date(day(1, '10:00:00')));
      await app.get(GatherNotices).execute(new Date(day(1, '10:00:00')));
      await app.setClock(day(2, '01:00:00'));
      await app.get(GatherNotices).execute(new Date(day(2, '01:00:00')));
      const mine = DISTRICTS.flatMap((district) => papers.map(({ duties }) => duties.get(district)!));
      const chosen = [...new Set(acknowledging.map((i) => mine[i % mine.length]!))];
      const acts = (async () => {
        for (const duty of chosen) await app.get(AcknowledgeAssignment).execute(duty, {}, operator);
      })();
      await Promise.all([deliver(), deliver(), acts]);
      await deliver();
      // the statement that began the mail saw the acknowledgement: it had been committed before
      const wrong = await rowsOf(
        app.db,
        sql`select m.id from message m join ledger_entry f on f.assignment_id = m.assignment_id and f.kind = 'assignment.acknowledged'
            join lateral (select b.seen from begun b where b.id = coalesce(m.gathered_into, m.id) order by b.n desc limit 1) b on true
          where m.state = 'sent' and m.template = 'reminder' and m.assignment_id = any(${chosen}::uuid[])
            and pg_visible_in_snapshot(f.xmin::text::xid8, b.seen)`,
      );
      expect(wrong).toEqual([]);
      await mustAddUp(
        papers.map(({ directive }) => directive),
        await Promise.all(smtp.received.splice(0).map(decodedMail)),
        n,
      );
    };
    // what the clock of the machine takes part in is not made smaller: the first failure is the one to be seen
    const runs = { numRuns: 4, endOnFailure: true };
    await fc.assert(fc.asyncProperty(fc.array(fc.nat(100), { minLength: 1, maxLength: 12 }), story), runs);
  }, 60_000);
});

/** Every notice ended, as said by a mail that the server took, or as withdrawn and in none. */
async function mustAddUp(
  directives: readonly string[],
  mails: readonly { to: string; text: string }[],
  n: number,
): Promise<void> {
  const notices = await rowsOf(
    app.db,
    sql<{ code: string; subject: string; state: string }>`select u.code, d.subject, m.state from message m
      join directive d on d.id = (m.parameters ->> 'directive')::uuid join unit u on u.id = m.unit_id
      where d.id = any(${[...directives]}::uuid[]) and m.template = 'reminder'`,
  );
  expect(notices).toHaveLength(2 * DISTRICTS.length);
  for (const { code, subject, state } of notices) {
    const said = mails.filter(({ to, text }) => to === `vanthu@${code}.invalid` && text.includes(subject));
    expect({ n, code, subject, state, mails: said.length }).toEqual({
      n,
      code,
      subject,
      state,
      mails: state === 'sent' ? 1 : 0,
    });
    expect(['sent', 'withdrawn']).toContain(state);
  }
}

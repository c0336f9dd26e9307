import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { addCalendarVersion } from '../../src/calendar/calendar.js';
import { IssueDirective } from '../../src/cascade/index.js';
import { ChaseDue, GatherNotices } from '../../src/chasing/index.js';
import { rehearse } from '../../src/chasing/rehearsing/rehearsal.queries.js';
import { firstTold, totalsOf } from '../../src/chasing/rehearsing/rehearsal.rules.js';
import { DraftDirective, type DirectiveDraft } from '../../src/directives/index.js';
import { DeliverMessages } from '../../src/mail/index.js';
import { dbOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { serverOnTestDatabase, type Client, type TestServer } from '../support/server.js';
import { operator } from '../support/issued.js';

const ISSUED_AT = '2027-02-01T02:00:00Z'; // a Monday, 09:00; Tết 2027 begins that Friday
const HALF_A_YEAR = 6;

let server: TestServer;
let ministry: Client;
let province: Client;
beforeAll(async () => {
  server = await serverOnTestDatabase();
  ministry = await server.as('bo-noi-vu', 'leader');
  province = await server.as('t20', 'clerk');
});
afterAll(() => server.close());

const draftOf = (draft: Partial<DirectiveDraft>): Promise<string> =>
  server.get(DraftDirective).execute(
    {
      issuer: 'bo-noi-vu',
      subject: 'rà soát hồ chứa trước Tết',
      addressees: [
        { text: 't20', role: 'action' },
        { text: 't04', role: 'action' },
        { text: 't22', role: 'information' },
      ],
      ...draft,
    },
    operator,
  );

const urgent = async (id: string): Promise<string> => {
  await sql`update directive set urgency = 'urgent' where id = ${id}`.execute(server.db);
  return id;
};

/** Every table with how many rows it has, those that technical jobs write left out. */
const counted = async (): Promise<string[]> => {
  const tables = await rowsOf(
    server.db,
    sql<{ name: string }>`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' order by 1`,
  );
  const counts = tables.map(({ name }) => sql`select ${name}::text as name, count(*)::int as n from ${sql.ref(name)}`);
  const rows = await rowsOf(server.db, sql<{ name: string; n: number }>`${sql.join(counts, sql` union all `)}`);
  return rows.map(({ name, n }) => `${name} ${n}`);
};

interface Step {
  at: Date;
  stage: string;
  to: string;
  units: number;
}

const STEPS = sql`select at, p ->> 'stage' as stage, p ->> 'to' as "to", count(*)::int as units
  from ledger_entry e, lateral (select convert_from(e.bytes, 'UTF8')::jsonb -> 'payload' as p) x`;

/** The steps that the chaser really takes, when it is woken whenever something falls due. */
async function chased(directive: string, until: Date): Promise<Step[]> {
  for (;;) {
    const [next] = await rowsOf(
      server.db,
      sql<{
        at: Date | null;
      }>`select least(min(a.next_chase_at), (select min(gather_at) from message where gather)) as at
        from assignment a where a.cascade_id = ${directive}`,
    );
    if (!next?.at || next.at > until) break;
    await server.setClock(next.at.toISOString());
    await server.get(ChaseDue).execute(next.at);
    await server.get(GatherNotices).execute(next.at);
  }
  return rowsOf(
    server.db,
    sql<Step>`${STEPS} where e.cascade_id = ${directive}
      and e.kind in ('assignment.reminded', 'assignment.relaySilent', 'assignment.escalated') group by 1, 2, 3 order by 1, 2, 3`,
  );
}

/** Mails of the chase by the day on which they are let go. */
const mailed = (directive: string) =>
  rowsOf(
    server.db,
    sql<{ on: string; mails: number }>`
      select to_char(coalesce(g.queued_at, m.queued_at) at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as on,
        count(distinct coalesce(m.gathered_into, m.id))::int as mails
      from message m left join message g on g.id = m.gathered_into
      where m.cascade_id = ${directive} and m.template in ('reminder', 'escalation', 'rerouted') and m.to_address is not null
      group by 1 order by 1`,
  );

describe('the rehearsal of a chase', () => {
  it.each([
    ['an ordinary paper', (id: string) => Promise.resolve(id), { dueOn: '2027-02-12' }],
    ['an urgent paper', urgent, { dueOn: '2027-02-12' }],
    ['a paper through superiors', (id: string) => Promise.resolve(id), { actBy: 'superior' as const }],
  ])('tells of %s what the chaser then does', async (_, made, draft) => {
    await sql`delete from message where state = 'queued'`.execute(server.db);
    await sql`delete from chase_day`.execute(server.db);
    await server.setClock(ISSUED_AT);
    const id = await made(await draftOf(draft));
    const from = new Date(ISSUED_AT);
    const told = await rehearse(server.db, id, { from, months: HALF_A_YEAR, answers: 'none' });

    await server.get(IssueDirective).execute(id, operator);
    await server.get(DeliverMessages).drain();
    const done = await chased(id, told.until);
    const steps = told.steps.map(({ at, stage, to, units }) => ({ at: at.toISOString(), stage, to, units }));
    // the clock runs on while the test issues: the minutes of an urgent term begin some seconds later
    const seconds = (at: Date): string => new Date(Math.round(at.getTime() / 60_000) * 60_000).toISOString();
    expect(done.map(({ at, ...step }) => ({ at: seconds(at), ...step }))).toEqual(
      steps.toSorted((a, b) => `${a.at}${a.stage}${a.to}`.localeCompare(`${b.at}${b.stage}${b.to}`)),
    );
    expect(await mailed(id)).toEqual(
      told.days.filter(({ mails }) => mails > 0).map(({ on, mails }) => ({ on, mails })),
    );
  });

  it('writes nothing and queues nothing', async () => {
    await server.setClock(ISSUED_AT);
    const id = await draftOf({});
    const before = await counted();
    const from = new Date(ISSUED_AT);
    expect((await rehearse(server.db, id, { from, months: 1, answers: 'none' })).steps).not.toEqual([]);
    await rehearse(server.db, id, { from, months: 24, answers: 'receipt' });
    expect(await counted()).toEqual(before);
  });

  it('shows what meets Tết, and whom no mail reaches', async () => {
    await server.setClock(ISSUED_AT);
    const from = new Date('2027-02-03T02:00:00Z');
    const id = await urgent(await draftOf({ dueOn: '2027-02-04' }));
    const told = await rehearse(server.db, id, { from, months: 1, answers: 'receipt' });
    const tet = told.holidays.find(({ from: first }) => first === '2027-02-05')!;
    expect(tet).toMatchObject({ to: '2027-02-11', days: 7 });
    // who acknowledged at once is chased for the work only: it falls due before Tết and goes on after it
    expect(told.steps.map(({ at, stage, to }) => `${at.toISOString()} ${stage} ${to}`)).toEqual([
      '2027-02-04T10:00:00.000Z work unit',
      '2027-02-12T10:00:00.000Z work leader',
      '2027-02-15T10:00:00.000Z work superior',
      '2027-02-16T10:00:00.000Z work superiorLeader',
      '2027-02-17T10:00:00.000Z work issuer',
    ]);
    expect(firstTold(told.steps).map(({ to, units }) => `${to} ${units}`)).toEqual([
      'leader 2', 'superior 2', 'superiorLeader 2', 'issuer 2',
    ]); // prettier-ignore
    expect(totalsOf(told).notices).toBe(10);
    expect(told.unreached.count).toBe(0);
    await sql`update unit_mailbox set dead = true from unit u where u.id = unit_id and u.code = 't04'`.execute(
      server.db,
    );
    const dead = await rehearse(server.db, id, { from, months: 1, answers: 'receipt' });
    expect(dead.unreached).toMatchObject({ count: 1, units: [{ code: 't04', isDead: true }] });
    expect(dead.days.reduce((sum, { unreached }) => sum + unreached, 0)).toBeGreaterThan(0);
    await sql`update unit_mailbox set dead = false from unit u where u.id = unit_id and u.code = 't04'`.execute(
      server.db,
    );
  });

  describe('where a calendar is broken', () => {
    const changed = (statement: ReturnType<typeof sql>) =>
      server
        .get(EntityManager)
        .fork()
        .transactional(async (em) => {
          await statement.execute(dbOf(em));
          await addCalendarVersion(dbOf(em), 'test', new Date(ISSUED_AT));
        });
    afterEach(async () => {
      await changed(sql`delete from calendar_day where legal_basis = 'thử'`);
      await changed(sql`delete from office_hours where legal_basis = 'thử'`);
    });
    const noSuchHour = (scope: string) => sql`insert into office_hours
      (scope, from_on, opens, noon_from, noon_to, closes, legal_basis, from_version)
      values (${scope}, '2027-01-01', '07:30', '12:00', '13:00', '17:99', 'thử', 1)`;
    const rehearsed = async (of = (id: string) => Promise.resolve(id)) => {
      await server.setClock(ISSUED_AT);
      const id = await of(await draftOf({}));
      return rehearse(server.db, id, { from: new Date(ISSUED_AT), months: 2, answers: 'none' });
    };

    it.each([
      ['a day that is none', sql`insert into calendar_day (on_date, scope, kind, half, name, legal_basis)
        values ('infinity', 't04', 'stop', 'morning', 'thử', 'thử')`],
      ['an hour that is none', noSuchHour('t04')],
    ])('by %s, its units are told apart, and the others are rehearsed as before', async (_, statement) => {
      const sound = await rehearsed();
      await changed(statement);
      const told = await rehearsed();
      expect([sound.unread, told.unread]).toMatchObject([
        { count: 0, units: [] },
        { count: 1, units: [{ code: 't04', name: expect.stringMatching(/./) }] },
      ]);
      expect(told.units).toBe(sound.units);
      expect(told.steps).toEqual(sound.steps.map((step) => ({ ...step, units: step.units - 1 })).filter(({ units }) => units > 0));
      expect(totalsOf(told).mails).toBeGreaterThan(0);
      const { id } = told.directive;
      expect((await ministry.get(`/api/v1/directives/${id}/rehearsal`)).body.unread).toMatchObject({ count: 1, units: [{ code: 't04' }] });
      const page = (await ministry.get(`/directives/${id}/rehearsal`)).text;
      expect(page).toContain('Đơn vị có lịch làm việc không đọc được');
      expect(page).toContain(told.unread.units[0]!.name);
    }); // prettier-ignore

    /** An urgent paper, of which the issuer is told too; nothing of it goes out on its own. */
    const oneMailADay = async (id: string): Promise<string> => {
      await sql`update directive set policy = jsonb_set(policy, '{mailsPerDay}', '1') where id = ${id}`.execute(
        server.db,
      );
      return urgent(id);
    };

    it.each([
      ['cannot be read', noSuchHour('bo-noi-vu')],
      ['names no working day', sql`insert into calendar_day (on_date, scope, kind, name, legal_basis)
        select '2027-02-01'::date + n, 'bo-noi-vu', 'stop', 'thử', 'thử' from generate_series(0, 600) n`],
    ])('of who is told of the units, and %s, what it would be told waits for no digest', async (_, statement) => {
      const sound = await rehearsed(oneMailADay);
      expect(sound.steps.some(({ to }) => to === 'issuer')).toBe(true);
      expect(sound.days.some(({ noDigest }) => noDigest > 0)).toBe(false);
      await changed(statement);
      const told = await rehearsed(oneMailADay);
      expect(told.unread.count).toBe(0);
      expect(told.steps).toEqual(sound.steps);
      const left = told.days.reduce((sum, { noDigest }) => sum + noDigest, 0);
      expect(left).toBe(told.steps.filter(({ to }) => to === 'issuer').reduce((sum, { units }) => sum + units, 0));
      expect(told.days.reduce((sum, { notices }) => sum + notices, 0) + left).toBe(totalsOf(sound).notices);
      const page = (await ministry.get(`/directives/${told.directive.id}/rehearsal`)).text;
      expect(page).toContain('Không có thư tổng hợp trong ngày');
    }); // prettier-ignore
  });

  it('ends when nobody waits for it any more', async () => {
    await server.setClock(ISSUED_AT);
    const asked = { from: new Date(ISSUED_AT), months: 1, answers: 'none' as const };
    const left = rehearse(server.db, await draftOf({}), asked, AbortSignal.abort(new Error('gone')));
    await expect(left).rejects.toThrow('gone');
  });

  it('is for who issues the directive, over the API and on a page; a month too many is refused', async () => {
    await server.setClock(ISSUED_AT);
    const id = await draftOf({});
    const answer = await ministry.get(`/api/v1/directives/${id}/rehearsal?months=2&at=2027-02-01`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ units: 3, waiting: 0, answers: 'none', from: '2027-02-01T08:00:00+07:00' });
    expect((await ministry.get(`/api/v1/directives/${id}/rehearsal?months=99`)).status).toBe(400);
    expect((await ministry.get(`/api/v1/directives/${id}/rehearsal?at=hôm-qua`)).status).toBe(400);
    expect((await province.get(`/api/v1/directives/${id}/rehearsal`)).status).toBe(404);
    const page = await ministry.get(`/directives/${id}/rehearsal?months=2`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Diễn thử việc đôn đốc');
    expect((await ministry.get(`/directives/${id}/preview`)).text).toContain(`/directives/${id}/rehearsal`);
  });
});

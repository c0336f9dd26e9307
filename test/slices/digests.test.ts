import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { addCalendarVersion } from '../../src/calendar/calendar.js';
import { PauseDirective, RecallDirective, ResumeDirective } from '../../src/cascade/index.js';
import { ChaseDue, GatherNotices, whatBecameOf } from '../../src/chasing/index.js';
import { nextDigestOf } from '../../src/chasing/digests/next-digest.queries.js';
import { DeliverMessages } from '../../src/mail/index.js';
import { listUndelivered } from '../../src/mail/operator.queries.js';
import { ResendMessage } from '../../src/mail/resend-message.usecase.js';
import { dbOf, firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { Readiness } from '../../src/platform/readiness.js';
import { watchFailpoints } from '../../src/platform/failpoints.js';
import { SeedDemoUnits } from '../../src/units/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { decodedMail } from '../support/decoded-mail.js';
import { operator } from '../support/issued.js';
import { TestSmtpServer } from '../support/smtp-server.js';
import { acknowledge, dutyOf, issued } from '../support/story.js';

const ISSUED_AT = '2026-03-02T02:00:00Z'; // Monday, 09:00 in Hà Nội
const CLOSE = '2026-03-03T10:00:00Z'; // Tuesday, 17:00: nobody acknowledged
const HOUR = '2026-03-04T01:00:00Z'; // Wednesday, 08:00
const LATER = '2026-03-04T01:05:00Z'; // a little after what the clock of the tests says by then
const NEXT_HOUR = '2026-03-05T01:00:00Z';
const [ONE, OTHER] = ['t20', 't04'];
const NOTHING = { atOnce: 0, deferred: 0, digests: 0, gathered: 0, leftOut: 0 };

let app: TestApp;
let smtp: TestSmtpServer;

const sweepAt = async (at: string) => {
  await app.setClock(at);
  await app.get(ChaseDue).execute(new Date(at));
};
const gatherAt = async (at: string) => {
  await app.setClock(at);
  const { at: _, ...done } = await app.get(GatherNotices).execute(new Date(at));
  return done;
};
const deliver = () => app.get(DeliverMessages).drain();
const taken = () => Promise.all(smtp.received.splice(0).map(decodedMail));

/** Papers that nobody has acknowledged by the close of the next day. @returns their ids */
async function overdue(subjects: readonly string[], to: readonly string[] = [ONE, OTHER], urgency?: string) {
  await app.setClock(ISSUED_AT);
  const ids: string[] = [];
  for (const subject of subjects) {
    const addressees = to.map((text) => ({ text, role: 'action' as const }));
    ids.push(await issued(app, { issuer: 'bo-noi-vu', subject, addressees }));
  }
  // as if the paper bore its stamp; its duties were opened with the term of an ordinary one
  if (urgency) await sql`update directive set urgency = ${urgency} where id = any(${ids}::uuid[])`.execute(app.db);
  await deliver();
  smtp.received.splice(0);
  await sweepAt(CLOSE);
  return ids;
}
const states = async (directives: readonly string[]) =>
  (
    await rowsOf(
      app.db,
      sql<{ code: string; state: string }>`select u.code, m.state from message m join unit u on u.id = m.unit_id
        where (m.parameters ->> 'directive')::uuid = any(${[...directives]}::uuid[]) and m.template = 'reminder'
        order by u.code, m.state`,
    )
  ).map(({ code, state }) => `${code} ${state}`);
const factsOf = async (directives: readonly string[], kind: string): Promise<number> =>
  (await firstOf(
    app.db,
    sql<{ n: number }>`select count(*)::int as n from ledger_entry
      where directive_id = any(${[...directives]}::uuid[]) and kind = ${kind}
        and convert_from(bytes, 'UTF8')::jsonb -> 'payload' ->> 'template' = 'reminder'`,
  ))!.n;
const fates = async (directive: string, code: string, at: string) => {
  const id = await dutyOf(app, directive, code);
  return whatBecameOf(app.db, { cascadeId: directive, id }, new Date(at));
};

beforeAll(async () => {
  smtp = new TestSmtpServer();
  await smtp.up();
  app = await testApp({ SMTP_URL: smtp.url });
  await app.setClock(ISSUED_AT);
  await app.get(SeedDemoUnits).execute(new Date(ISSUED_AT));
}, 60_000);
// each story begins anew
beforeEach(async () => {
  await sql`update assignment set next_chase_at = null, remind_at = null`.execute(app.db);
  await sql`delete from message where state = 'queued'`.execute(app.db);
  await sql`delete from chase_day`.execute(app.db);
  smtp.received.splice(0);
});
afterAll(async () => {
  await app.close();
  await smtp.down();
});

describe('the chase of several papers', () => {
  it('waits for the hour of each office, and is one mail over all of them', async () => {
    const papers = await overdue(['rà soát trụ sở', 'báo cáo biên chế', 'kiểm tra công vụ']);
    expect(await gatherAt(CLOSE)).toEqual(NOTHING);
    expect((await fates(papers[0]!, ONE, CLOSE))[0]).toMatchObject({ fate: 'waiting', gatherAt: new Date(HOUR) });
    expect(await gatherAt('2026-03-04T00:59:59Z')).toEqual(NOTHING);
    await deliver();
    expect(await taken()).toEqual([]);
    await acknowledge(app, papers[1]!, OTHER);
    expect(await gatherAt(HOUR)).toEqual({ ...NOTHING, digests: 2, gathered: 5, leftOut: 1 });
    await deliver();
    const mails = (await taken()).toSorted((a, b) => b.text.length - a.text.length);
    expect(mails.map(({ subject }) => subject)).toEqual([
      '[Đôn đốc] 3 việc cần xử lý, ngày 04/3/2026',
      '[Đôn đốc] 2 việc cần xử lý, ngày 04/3/2026',
    ]);
    expect(mails[0]!.text).toMatch(/CHƯA TIẾP NHẬN\s+1\. .*rà soát trụ sở[\s\S]*2\. .*báo cáo biên chế[\s\S]*3\. /);
    expect(mails[0]!.text.replaceAll(/\s+/g, ' ')).toContain('Nhắc lần 1. Nếu đến 04/3/2026 17:00 chưa tiếp nhận, hệ thống sẽ nhắc đơn vị.'); // prettier-ignore
    expect(mails[0]!.text.match(/Mã xác nhận qua điện thoại: [\d ]+/g)).toHaveLength(3);
    expect(mails[1]!.text).not.toContain('báo cáo biên chế');
    expect(mails.map(({ replyTo }) => replyTo)).toEqual([null, null]);
    // the notices end as the mail that said them; what was left out, as withdrawn
    expect(await states(papers)).toEqual([
      ...['sent', 'sent', 'withdrawn'].map((state) => `${OTHER} ${state}`),
      ...['sent', 'sent', 'sent'].map((state) => `${ONE} ${state}`),
    ]);
    expect(await factsOf(papers, 'message.sent')).toBe(5);
    expect(await factsOf(papers, 'message.withdrawn')).toBe(1);
    const [said] = await fates(papers[0]!, ONE, LATER);
    expect(said).toMatchObject({ fate: 'in-digest', state: 'sent', digest: { on: '2026-03-04' } });
    expect((await fates(papers[1]!, OTHER, LATER))[0]).toMatchObject({ fate: 'left-out', digest: null });
    // once a day, whatever comes
    await sql`update message set gather = true, gathered_into = null, state = 'queued', gather_at = ${CLOSE}
      where id = ${said!.messageId}`.execute(app.db);
    expect(await gatherAt('2026-03-04T03:00:00Z')).toEqual(NOTHING);
    expect(await gatherAt(NEXT_HOUR)).toMatchObject({ digests: 1, gathered: 1 });
  });

  it('are told of a past instant as they stood then, whatever became of them since', async () => {
    const [paper] = await overdue(['rà soát cầu cống']);
    await gatherAt(CLOSE);
    await gatherAt(HOUR);
    const gathered = await fates(paper!, ONE, LATER);
    await deliver();
    expect(gathered[0]).toMatchObject({ fate: 'in-digest', state: 'queued', sentAt: null });
    expect(await fates(paper!, ONE, LATER)).toMatchObject([{ fate: 'in-digest', state: 'sent' }]);
    expect(await fates(paper!, ONE, CLOSE)).toMatchObject([
      { fate: 'waiting', state: 'queued', sentAt: null, digest: null },
    ]);
  });

  it('is made once, however many processes make it', async () => {
    await overdue(['một', 'hai']);
    await app.setClock(HOUR);
    const runs = await Promise.all([1, 2, 3, 4].map(() => app.get(GatherNotices).execute(new Date(HOUR))));
    expect(runs.reduce((sum, { digests }) => sum + digests, 0)).toBe(2);
    expect(runs.reduce((sum, { gathered }) => sum + gathered, 0)).toBe(4);
    await deliver();
    expect((await taken()).map(({ to }) => to).toSorted()).toHaveLength(2);
  });

  it('that is one paper only reads as the reminder of that paper', async () => {
    const [paper] = await overdue(['rà soát trụ sở'], [ONE]);
    await gatherAt(CLOSE);
    await gatherAt(HOUR);
    await deliver();
    const [mail] = await taken();
    expect(mail!.subject).toContain('[Nhắc lần 1] Chưa tiếp nhận');
    expect(await states([paper!])).toEqual([`${ONE} sent`]);
  });

  it('goes at the hour that the office has set', async () => {
    await overdue(['một', 'hai'], [ONE]);
    await sql`insert into digest_hour (unit_id, at_hour) select id, '14:30' from unit where code = ${ONE}`.execute(
      app.db,
    );
    await gatherAt(CLOSE);
    expect(await gatherAt(HOUR)).toEqual(NOTHING);
    expect(await gatherAt('2026-03-04T07:30:00Z')).toMatchObject({ digests: 1 });
    await sql`delete from digest_hour`.execute(app.db);
  });
});

describe('an office whose calendar names no working day, or cannot be read', () => {
  /** Closes offices for more days than anybody looks ahead, or opens them again. */
  const close = (statement: ReturnType<typeof sql>) =>
    app
      .get(EntityManager)
      .fork()
      .transactional(async (em) => {
        await statement.execute(dbOf(em));
        await addCalendarVersion(dbOf(em), 'test', new Date(CLOSE));
      });
  const open = async () => {
    await close(sql`delete from calendar_day where scope = ${OTHER}`);
    await close(sql`delete from office_hours where scope = ${OTHER}`);
  };

  it.each([
    ['no day', sql`insert into calendar_day (on_date, scope, kind, name, legal_basis)
      select ${CLOSE}::date + n, ${OTHER}, 'stop', 'thử', 'thử' from generate_series(0, 500) n`],
    ['a day that is none', sql`insert into calendar_day (on_date, scope, kind, half, name, legal_basis)
      values ('infinity', ${OTHER}, 'stop', 'morning', 'thử', 'thử')`],
    ['an hour that is none', sql`insert into office_hours
      (scope, from_on, opens, noon_from, noon_to, closes, legal_basis, from_version)
      values (${OTHER}, '2026-01-01', '07:99', '12:00', '13:00', '17:00', 'thử', 1)`],
  ])('by %s, waits alone, and shows as degraded; the others get their digests', async (_, statement) => {
    await overdue(['một', 'hai']);
    await close(statement);
    try {
      expect(await gatherAt(CLOSE)).toEqual(NOTHING);
      expect(await gatherAt(HOUR)).toEqual({ ...NOTHING, digests: 1, gathered: 2 });
      expect((await app.get(Readiness).states())['digests']).toMatchObject({ degraded: { count: 1 } });
      const { id } = (await firstOf(app.db, sql<{ id: string }>`select id from unit where code = ${OTHER}`))!;
      const next = nextDigestOf(app.db, id, { now: new Date(HOUR), limit: 10 });
      await expect(next).rejects.toMatchObject({ code: 'unavailable' });
    } finally {
      await open();
    }
    expect(await gatherAt('2026-03-04T02:00:00Z')).toEqual({ ...NOTHING, digests: 1, gathered: 2 });
    expect((await app.get(Readiness).states())['digests']).not.toHaveProperty('degraded');
  }); // prettier-ignore
});

describe('a leader who has left', () => {
  const FORMER = 'nguyen.chu.tich@t20.invalid';
  /** One of the notices that wait was meant for the leader of that time. */
  const wasForLeader = (directive: string) =>
    sql`update message set to_address = ${FORMER}, parameters = parameters || '{"to":"leader"}'
      where gather and parameters ->> 'directive' = ${directive}`.execute(app.db);

  it('is not written to of an urgent paper: the office is', async () => {
    const [paper] = await overdue(['một'], [ONE], 'urgent');
    await wasForLeader(paper!);
    expect(await gatherAt(CLOSE)).toEqual({ ...NOTHING, atOnce: 1 });
    await deliver();
    expect(smtp.received.map(({ to }) => to)).toEqual([expect.not.stringContaining(FORMER)]);
  });

  it('is not written to either where his office has no mailbox: the notice fails, with its fact', async () => {
    const [paper] = await overdue(['một'], [ONE], 'urgent');
    await wasForLeader(paper!);
    const unit = (await firstOf(app.db, sql<{ id: string }>`select id from unit where code = ${ONE}`))!.id;
    const gone = await rowsOf(
      app.db,
      sql<{
        address: string;
      }>`delete from unit_mailbox where unit_id = ${unit} returning address, to_jsonb(unit_mailbox) as row`,
    );
    try {
      expect(await gatherAt(CLOSE)).toMatchObject({ atOnce: 0, digests: 0 });
      await deliver();
      expect(smtp.received).toEqual([]);
      expect(await states([paper!])).toEqual([`${ONE} failed`]);
    } finally {
      await sql`insert into unit_mailbox select (jsonb_populate_record(null::unit_mailbox, r)).*
        from unnest(${gone.map((row) => JSON.stringify((row as unknown as { row: unknown }).row))}::jsonb[]) r`.execute(
        app.db,
      );
    }
  });

  it('leaves his office with one digest a day, not with two', async () => {
    const [paper] = await overdue(['một', 'hai'], [ONE]);
    await wasForLeader(paper!);
    await gatherAt(CLOSE);
    expect(await gatherAt(HOUR)).toEqual({ ...NOTHING, digests: 1, gathered: 2 });
  });
});

describe('urgent papers', () => {
  it('are chased at once, in one mail what falls due together, while the mails of the day last; the rest is deferred to the digest', async () => {
    // what falls due in one moment is one mail
    await overdue(['a', 'b'], [ONE], 'urgent');
    expect(await gatherAt(CLOSE)).toEqual({ ...NOTHING, atOnce: 2 });
    expect(await gatherAt(CLOSE)).toEqual(NOTHING);
    await deliver();
    expect((await taken()).map(({ subject }) => subject)).toEqual([
      '[Đôn đốc] 2 việc cần xử lý, trong đó 2 việc khẩn, ngày 03/3/2026',
    ]);
    // five mails a day, one of which is kept for the digest
    for (const subject of ['c', 'd', 'e']) {
      await overdue([subject], [ONE], 'urgent');
      expect(await gatherAt(CLOSE)).toEqual({ ...NOTHING, atOnce: 1 });
      await deliver();
      expect((await taken()).map((mail) => mail.subject.slice(0, 11))).toEqual(['[Nhắc lần 1']);
    }
    const papers = await overdue(['f', 'g'], [ONE], 'urgent');
    expect(await gatherAt(CLOSE)).toEqual({ ...NOTHING, deferred: 2 });
    await deliver();
    expect(await taken()).toEqual([]);
    const told = await Promise.all(papers.map(async (paper) => (await fates(paper, ONE, CLOSE))[0]!));
    expect(told.map(({ fate }) => fate)).toEqual(['deferred', 'deferred']);
    expect(told.filter(({ deferredOn }) => deferredOn === '2026-03-03')).toHaveLength(2);
    expect(await gatherAt(HOUR)).toEqual({ ...NOTHING, digests: 1, gathered: 2 });
    await deliver();
    const [digest] = await taken();
    expect(digest!.subject).toBe('[Đôn đốc] 2 việc cần xử lý, trong đó 2 việc khẩn, ngày 04/3/2026');
    expect(digest!.text).toMatch(/VĂN BẢN KHẨN/);
    expect(digest!.text).toContain('Đã đến lượt nhắc ngày 03/3/2026');
  });
});

describe('the gathering', () => {
  it('tells nothing of itself where the second half of each round fails', async () => {
    await overdue(['Văn bản mà vòng tổng hợp hỏng']);
    const proved = jest.fn(async () => undefined);
    watchFailpoints((point) => {
      if (point === 'chase.digestsMade:before') throw new Error('digests cannot be made');
    });
    try {
      await expect(app.get(GatherNotices).execute(new Date(HOUR), proved)).rejects.toThrow('digests cannot be made');
    } finally {
      watchFailpoints(undefined);
    }
    expect(proved).not.toHaveBeenCalled();
  });
});

describe('a digest that did not arrive', () => {
  it('is sent again as one mail of what is still owed; its notices are not sent again on their own', async () => {
    const papers = await overdue(['một', 'hai', 'ba'], [ONE]);
    await gatherAt(CLOSE);
    await gatherAt(HOUR);
    const queued = sql<{ id: string; to: string }>`select id, split_part(to_address, '@', 1) as "to" from message
      where template = 'digest' and state = 'queued'`;
    const { id, to } = (await firstOf(app.db, queued))!;
    smtp.react(to, 'refuse-for-good');
    await deliver();
    smtp.react(to, 'take');
    expect(await states(papers)).toEqual([`${ONE} failed`, `${ONE} failed`, `${ONE} failed`]);
    const { items } = await listUndelivered(app.db, { limit: 10 });
    expect(items.find((line) => line.id === id)).toMatchObject({ template: 'digest', digestId: null, attempts: 1 });
    const said = items.filter(({ digestId }) => digestId === id);
    expect(said.map(({ template, attempts }) => [template, attempts])).toEqual(papers.map(() => ['reminder', 1]));
    const again = (messageId: string) => app.get(ResendMessage).execute(messageId, operator);
    await expect(again(said[0]!.id)).rejects.toMatchObject({
      code: 'not-possible-now',
      words: { en: 'This notice is part of a digest; send that digest again.' },
      details: { digest: id },
    });
    await acknowledge(app, papers[1]!, ONE);
    smtp.received.splice(0);
    expect(await again(id)).toEqual({ repeated: false });
    expect(await again(id)).toEqual({ repeated: true });
    expect(await factsOf(papers, 'message.requeued')).toBe(3);
    await deliver();
    const [mail, ...more] = await taken();
    expect(more).toEqual([]);
    expect(mail!.text).toMatch(/: một$/m);
    expect(mail!.text).not.toMatch(/: hai$/m);
    expect(await states(papers)).toEqual([`${ONE} sent`, `${ONE} sent`, `${ONE} withdrawn`]);
    expect((await fates(papers[0]!, ONE, LATER))[0]).toMatchObject({ fate: 'in-digest', state: 'sent' });
  });
});

describe('what is settled before it is sent', () => {
  it('is left out of a digest that was composed already, and a digest of which nothing is left never goes', async () => {
    const papers = await overdue(['một', 'hai', 'ba'], [ONE]);
    await gatherAt(CLOSE);
    await gatherAt(HOUR);
    let acted = false;
    // composed, and about to be begun
    watchFailpoints(async (point) => {
      if (point !== 'message.batchBegun:before' || acted) return;
      acted = true;
      await acknowledge(app, papers[1]!, ONE);
    });
    await deliver();
    await deliver();
    watchFailpoints(undefined);
    expect(acted).toBe(true);
    const [mail, ...more] = await taken();
    expect(more).toEqual([]);
    expect(mail!.text).not.toMatch(/: hai$/m);
    expect(mail!.text).toMatch(/: một$/m);
    expect(await states(papers)).toEqual([`${ONE} sent`, `${ONE} sent`, `${ONE} withdrawn`]);
  });

  it('does not reach a server that let wait between the recipient and the text', async () => {
    const [paper] = await overdue(['một'], [ONE]);
    await gatherAt(CLOSE);
    await gatherAt(HOUR);
    const to = (await firstOf(
      app.db,
      sql<{
        name: string;
      }>`select split_part(to_address, '@', 1) as name from message where template = 'digest' and state = 'queued'`,
    ))!.name;
    smtp.react(to, 'stall-before-data');
    const sending = deliver();
    await smtp.stalls();
    await acknowledge(app, paper!, ONE);
    const now = performance.now.bind(performance);
    const later = jest.spyOn(performance, 'now').mockImplementation(() => now() + 1000);
    smtp.react(to, 'take');
    smtp.goOn();
    await sending;
    later.mockRestore();
    await deliver();
    expect(await taken()).toEqual([]);
    expect(await states([paper!])).toEqual([`${ONE} withdrawn`]);
  });

  it('is nothing at all where everything was settled', async () => {
    const [paper, other] = await overdue(['một', 'hai'], [ONE]);
    await gatherAt(CLOSE);
    await gatherAt(HOUR);
    await acknowledge(app, paper!, ONE);
    await app.get(RecallDirective).execute(other!, { reason: 'sai sót' }, operator);
    smtp.received.splice(0);
    await deliver();
    await deliver();
    expect((await taken()).map(({ subject }) => subject).filter((subject) => /Đôn đốc|Nhắc/.test(subject))).toEqual([]);
    expect(await states([paper!, other!])).toEqual([`${ONE} withdrawn`, `${ONE} withdrawn`]);
    const digest = await firstOf(
      app.db,
      sql<{ state: string }>`select state from message where id = (select gathered_into from message
        where (parameters ->> 'directive')::uuid = ${paper!} and gathered_into is not null)`,
    );
    expect(digest!.state).toBe('withdrawn');
  });

  it('waits while its directive is paused, and is in a digest after it goes on', async () => {
    const [paper, other] = await overdue(['một', 'hai'], [ONE]);
    await gatherAt(CLOSE);
    await gatherAt(HOUR);
    await app.get(PauseDirective).execute(paper!, { reason: 'chờ hướng dẫn' }, operator);
    await deliver();
    const [mail] = await taken();
    expect(mail!.text).toContain('hai');
    expect(mail!.text).not.toMatch(/“một”/);
    expect((await fates(paper!, ONE, LATER))[0]).toMatchObject({ fate: 'held' });
    expect(await states([other!])).toEqual([`${ONE} sent`]);
    await app.setClock('2026-03-04T01:10:00Z');
    await app.get(ResumeDirective).execute(paper!, operator);
    expect(await gatherAt('2026-03-04T01:20:00Z')).toEqual(NOTHING);
    expect(await gatherAt(NEXT_HOUR)).toMatchObject({ digests: 1, gathered: 1 });
    await deliver();
    expect((await taken()).map(({ text }) => text).join('\n')).toContain('một');
  });

  it('has nowhere to go where the mailbox is gone: it ends as failed, with its fact', async () => {
    const [paper] = await overdue(['một'], [OTHER]);
    await gatherAt(CLOSE);
    await sql`update unit_mailbox set dead = true where unit_id = (select id from unit where code = ${OTHER})`.execute(
      app.db,
    );
    expect(await gatherAt(HOUR)).toEqual(NOTHING);
    expect((await fates(paper!, OTHER, HOUR))[0]).toMatchObject({ fate: 'no-address', state: 'failed' });
    expect(await factsOf([paper!], 'message.failed')).toBe(1);
    await sql`update unit_mailbox set dead = false`.execute(app.db);
  });
});

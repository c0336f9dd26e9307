import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { assignmentById } from '../../src/assignments/index.js';
import { ChaseDue } from '../../src/chasing/index.js';
import { contactabilityOf } from '../../src/contactability/index.js';
import { DeliverMessages } from '../../src/mail/index.js';
import { Heartbeats } from '../../src/platform/heartbeat/heartbeats.js';
import { firstOf, rowsOf, sql } from '../../src/platform/database/sql.js';
import { DecideDraft } from '../../src/replies/decide-draft.usecase.js';
import { DecideReply } from '../../src/replies/decide-reply.usecase.js';
import { draftsOf } from '../../src/replies/drafts.queries.js';
import { ReadMailbox } from '../../src/replies/read-mailbox.usecase.js';
import { listReplies } from '../../src/replies/replies.queries.js';
import { ReviveMailbox } from '../../src/replies/revive-mailbox.usecase.js';
import { TakeMail } from '../../src/replies/take-mail.usecase.js';
import { setMailboxes } from '../../src/units/index.js';
import { deliverAtDigestHour } from '../support/digest-hour.js';
import type { TestApp } from '../support/app.js';
import { BEGAN_AT, CrashWorld } from '../support/crash-world.js';
import { FakeMailbox } from '../support/fake-mailbox.js';
import { operator } from '../support/issued.js';
import { dsn, mail, mailWithFiles, REPLY_ADDRESS, utf8, word, type MailParts } from '../support/mails.js';
import { TestSmtpServer } from '../support/smtp-server.js';
import { dutyOf } from '../support/story.js';

const MX = 'mx.dieu-hanh.invalid';
const smtp = new TestSmtpServer();
let world: CrashWorld;
let app: TestApp;
let mailbox: FakeMailbox;
let reading: ReadMailbox;

beforeAll(async () => {
  await smtp.up();
  world = await CrashWorld.make({
    REPLY_ADDRESS,
    SMTP_URL: smtp.url,
    PUBLIC_URL: 'https://dieu-hanh.invalid',
    AUTHSERV_ID: MX,
  });
  ({ app } = world);
  const units = ['so', 'so-1', 'so-2', 'so-3'];
  const mailboxes = await Promise.all(
    units.map(async (unit) => ({ unitId: (await world.by(unit)).unitId!, address: `vanthu@${unit}.invalid` })),
  );
  await setMailboxes(app.db, mailboxes, { on: BEGAN_AT.slice(0, 10) });
  mailbox = new FakeMailbox();
  reading = new ReadMailbox(app.get(EntityManager), mailbox, app.get(TakeMail), app.get(Heartbeats));
});
afterAll(async () => {
  await app.close();
  await smtp.down();
});

/** A paper that went out to `so-1` and `so-2`, and the mail that `unit` got of it. */
async function sent(unit: string): Promise<{ duty: string; to: string; messageId: string; address: string }> {
  const directive = await world.issued();
  const before = smtp.received.length;
  await app.get(DeliverMessages).drain();
  const address = `vanthu@${unit}.invalid`;
  const { raw, messageId } = smtp.received.slice(before).find((received) => received.to === address)!;
  const to = /^Reply-To:\s+<?([^\s>]+)/im.exec(raw)![1]!;
  return { duty: await dutyOf(app, directive, unit), to, messageId, address };
}

/** What becomes of a mail that arrives. */
async function arrives(raw: Buffer): Promise<{ kind: string; state: string; outcome: string; id: string }> {
  const uid = mailbox.arrives(raw);
  await reading.execute();
  const row = await firstOf(
    app.db,
    sql<{ kind: string; state: string; outcome: string; id: string }>`select id, kind, state, outcome from inbound_mail
      where uid = ${uid}`,
  );
  return row!;
}

const answer = ({ to, address }: { to: string; address: string }, parts: MailParts = {}) =>
  mail({ from: address, to, body: utf8('Đã nhận được văn bản.'), ...parts });
const receiptOf = async (duty: string) => (await assignmentById(app.db, duty)).receipt;
const factsOf = (duty: string, kind: string) =>
  rowsOf(
    app.db,
    sql<{ actor: string; capacity: string; bytes: Buffer }>`select actor, capacity, bytes from ledger_entry
      where assignment_id = ${duty} and kind = ${kind}`,
  );

describe('an answer "Đã nhận" to the address of its mail', () => {
  it('acknowledges for that office only, and the history says how it came and what was found of its sender', async () => {
    const one = await sent('so-1');
    const checks = [`Authentication-Results: ${MX}; dkim=pass header.d=so-1.invalid; spf=softfail; dmarc=pass`];
    expect(await arrives(answer(one, { headers: checks }))).toMatchObject({ state: 'done', outcome: 'acknowledged' });
    expect(await receiptOf(one.duty)).toBe('acknowledged');
    const [fact, another] = await factsOf(one.duty, 'assignment.acknowledged');
    expect([fact!.actor, fact!.capacity, another]).toEqual(['reply', 'by-reply', undefined]);
    expect(JSON.parse(fact!.bytes.toString('utf8'))).toMatchObject({
      payload: { dkim: 'pass', spf: 'softfail', dmarc: 'pass' },
    });
    const other = await firstOf(
      app.db,
      sql<{
        n: number;
      }>`select count(*)::int as n from assignment a join assignment b on a.directive_id = b.directive_id
        where b.id = ${one.duty} and a.receipt = 'acknowledged'`,
    );
    expect(other!.n).toBe(1);
  });

  it('is taken once, however often and under whichever number it is met', async () => {
    const one = await sent('so-1');
    const raw = answer(one);
    await arrives(raw);
    mailbox.arrives(raw);
    expect(await reading.execute()).toMatchObject({ taken: 0, before: 1 });
    const lying = { mailbox: 'x', uidValidity: 1n, size: raw.length, bytes: answer(one) };
    const taken = await Promise.all([1, 2, 3].map((uid) => app.get(TakeMail).execute({ ...lying, uid })));
    expect(taken.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await factsOf(one.duty, 'assignment.acknowledged')).toHaveLength(1);
  });

  it('waits for people where anything is not plain, and acknowledges nothing', async () => {
    const one = await sent('so-1');
    const failed = [`Authentication-Results: ${MX}; dkim=fail; spf=pass`];
    const forged = one.to.replace(/\+./, (plus) => (plus === '+a' ? '+b' : '+a'));
    const each: [string, Buffer][] = [
      ['sender-failed', answer(one, { headers: failed })],
      ['sender-unknown', answer(one, { from: 'ai-do@nơi-khác.invalid' })],
      ['sender-unknown', answer(one, { from: 'vanthu@so-2.invalid' })],
      ['reply-address-forged', answer(one, { to: forged })],
      ['no-reply-address', answer(one, { to: REPLY_ADDRESS, headers: [`In-Reply-To: ${one.messageId}`] })],
      ['unclear', answer(one, { body: utf8('Xin hỏi hạn báo cáo?') })],
    ];
    for (const [outcome, raw] of each) expect(await arrives(raw)).toMatchObject({ state: 'waiting', outcome });
    expect(await arrives(answer(one, { headers: ['Auto-Submitted: auto-replied'] }))).toMatchObject({
      state: 'done',
      outcome: 'automatic',
    });
    expect(await receiptOf(one.duty)).not.toBe('acknowledged');
  });

  it('comes too late after fourteen days', async () => {
    const one = await sent('so-1');
    await app.setClock('2026-03-18T02:00:00Z');
    expect(await arrives(answer(one))).toMatchObject({ state: 'waiting', outcome: 'reply-address-expired' });
    await app.setClock(BEGAN_AT);
  });

  it('that is marked secret is kept by nothing but its hash', async () => {
    const one = await sent('so-1');
    const { id } = await arrives(answer(one, { subject: word('[MẬT] Về việc trả lời') }));
    const row = await firstOf(
      app.db,
      sql<
        Record<string, unknown>
      >`select kind, state, raw, subject, excerpt, from_address as "from" from inbound_mail where id = ${id}`,
    );
    expect(row).toEqual({ kind: 'secret', state: 'waiting', raw: null, subject: null, excerpt: null, from: null });
    expect(await receiptOf(one.duty)).not.toBe('acknowledged');
  });
});

describe('a mail that waits', () => {
  it('is seen by its office and the operator; counted by the office, it is that person’s acknowledgement', async () => {
    const one = await sent('so-1');
    const { id } = await arrives(answer(one, { from: 'ca-nhan@rieng.invalid' }));
    const [own, other] = [await world.by('so-1'), await world.by('so-2')];
    const seen = async (caller: typeof own) =>
      (await listReplies(app.db, caller, { state: 'waiting', limit: 200 })).items.some((row) => row.id === id);
    expect([await seen(own), await seen(other), await seen(operator)]).toEqual([true, false, true]);
    const deciding = app.get(DecideReply);
    await expect(deciding.execute(id, 'ignore', other)).rejects.toMatchObject({ code: 'not-found' });
    await expect(deciding.execute(id, 'ignore', { ...own, role: 'auditor' })).rejects.toMatchObject({
      code: 'not-permitted',
    });
    const both = await Promise.all([1, 2].map(() => deciding.execute(id, 'acknowledge', own)));
    expect(both.filter(({ repeated }) => repeated)).toHaveLength(1);
    expect(await receiptOf(one.duty)).toBe('acknowledged');
    expect(await factsOf(one.duty, 'assignment.acknowledged')).toMatchObject([{ capacity: 'own-office' }]);
    expect(await factsOf(one.duty, 'reply.acknowledged')).toHaveLength(1);
  });

  it('is set aside by the operator, and stays so', async () => {
    const { id } = await arrives(mail({ body: utf8('Quảng cáo') }));
    const deciding = app.get(DecideReply);
    await expect(deciding.execute(id, 'acknowledge', operator)).rejects.toMatchObject({ code: 'not-possible-now' });
    expect(await deciding.execute(id, 'ignore', operator)).toEqual({ repeated: false });
    expect(await deciding.execute(id, 'acknowledge', operator)).toEqual({ repeated: true });
  });
});

describe('an answer with a file', () => {
  const file = (name: string, bytes: string) => ({ name, type: 'application/octet-stream', bytes: Buffer.from(bytes) });

  it('becomes a draft that the office looks at and sends itself', async () => {
    const one = await sent('so-1');
    const files = [file('bao-cao.txt', 'Ket qua ra soat dia danh: 12 dia danh da ra soat xong trong thang.')];
    const parts = { from: one.address, to: one.to, body: utf8('Đã nhận. Gửi kèm báo cáo.'), files };
    expect(await arrives(mailWithFiles(parts))).toMatchObject({ kind: 'report', state: 'done', outcome: 'draft-made' });
    expect(await receiptOf(one.duty)).toBe('acknowledged');
    const [draft] = await draftsOf(app.db, one.duty);
    expect(draft).toMatchObject({ state: 'open', text: 'Đã nhận. Gửi kèm báo cáo.', files: [{ name: 'bao-cao.txt' }] });
    expect((await assignmentById(app.db, one.duty)).work).toBe('notStarted');
    const deciding = app.get(DecideDraft);
    const submit = { to: 'submit', text: 'Đã rà soát 12 địa danh.' } as const;
    await expect(deciding.execute(draft!.id, submit, await world.by('so-2'))).rejects.toMatchObject({
      code: 'not-permitted',
    });
    const own = await world.by('so-1');
    const both = await Promise.all([1, 2].map(() => deciding.execute(draft!.id, submit, own)));
    expect(both.filter(({ repeated }) => repeated)).toHaveLength(1);
    expect((await assignmentById(app.db, one.duty)).work).toBe('reported');
  });

  it('that is a program is kept by nobody, and one that is marked secret neither', async () => {
    const one = await sent('so-1');
    const body = utf8('Gửi báo cáo');
    const program = mailWithFiles({ from: one.address, to: one.to, body, files: [file('bc.pdf', 'MZ\0\0\0\0\0\0')] });
    expect(await arrives(program)).toMatchObject({ state: 'waiting', outcome: 'files-refused' });
    const secret = [file('bc.txt', 'TUYỆT MẬT\nSỞ NỘI VỤ\nBÁO CÁO\nKết quả rà soát')];
    expect(await arrives(mailWithFiles({ from: one.address, to: one.to, body, files: secret }))).toMatchObject({
      kind: 'secret',
    });
    expect(await draftsOf(app.db, one.duty)).toEqual([]);
  });
});

describe('a mail that came back', () => {
  const deadly = ({ messageId: about, address }: { messageId: string; address: string }, status = '5.1.1') =>
    dsn({ address, status, about });
  const stateOf = async ({ messageId }: { messageId: string }) =>
    (await firstOf(app.db, sql<{ state: string }>`select state from message where id = ${messageId.slice(1, 37)}`))!
      .state;
  const deadOnes = async () =>
    (await rowsOf(app.db, sql<{ address: string }>`select address from dead_mailbox`)).map(({ address }) => address);
  const queued = (template: string) =>
    rowsOf(
      app.db,
      sql<{ to: string }>`select to_address as "to" from message where template = ${template} order by queued_at desc`,
    );

  it('is believed only where it names a mail of ours that went to that address', async () => {
    const one = await sent('so-2');
    const stranger = '<0190a1b2-0000-7000-8000-000000000001@dieu-hanh.invalid>';
    for (const wrong of [
      { ...one, messageId: stranger },
      { ...one, address: 'vanthu@so-1.invalid' },
    ])
      expect(await arrives(deadly(wrong))).toMatchObject({ state: 'waiting', outcome: 'bounce-not-ours' });
    expect([await stateOf(one), await deadOnes()]).toEqual(['sent', []]);
  });

  it('for now, or because this mail was not wanted, leaves the address alone', async () => {
    const one = await sent('so-2');
    expect(await arrives(deadly(one, '4.4.1'))).toMatchObject({ state: 'done', outcome: 'delayed' });
    expect(await stateOf(one)).toBe('sent');
    expect(await arrives(deadly(one, '5.7.1'))).toMatchObject({ state: 'done', outcome: 'mail-refused' });
    expect([await stateOf(one), await deadOnes()]).toEqual(['bounced', []]);
  });

  it('for good marks the address dead: the superior is told, reminders go to it, and the address can be revived', async () => {
    const one = await sent('so-2');
    expect(await arrives(deadly(one))).toMatchObject({ state: 'done', outcome: 'address-dead' });
    expect(await arrives(deadly(one))).toMatchObject({ state: 'done', outcome: 'address-dead' });
    expect([await stateOf(one), await deadOnes()]).toEqual(['bounced', [one.address]]);
    expect(await queued('addressDead')).toEqual([{ to: 'vanthu@so.invalid' }]);
    expect(await factsOf(one.duty, 'message.bounced')).toHaveLength(1);
    const { unitId } = await world.by('so-2');
    const [contact] = await contactabilityOf(app.db, [unitId!], new Date(BEGAN_AT));
    expect(contact).toMatchObject({ contactClass: 'failing', failure: '5.1.1' });

    const { receiptDueAt } = await assignmentById(app.db, one.duty);
    await app.setClock(receiptDueAt!.toISOString());
    await app.get(ChaseDue).execute();
    const about = await rowsOf(
      app.db,
      sql<{
        template: string;
        to: string | null;
        state: string;
      }>`select template, to_address as "to", state from message
        where assignment_id = ${one.duty} and template in ('reminder', 'rerouted') order by template`,
    );
    expect(about).toEqual([
      { template: 'reminder', to: null, state: 'failed' },
      { template: 'rerouted', to: 'vanthu@so.invalid', state: 'queued' },
    ]);
    const before = smtp.received.length;
    await deliverAtDigestHour(app);
    const toSuperior = smtp.received.slice(before).filter(({ to }) => to === 'vanthu@so.invalid');
    expect(toSuperior).toHaveLength(2);

    const reviving = app.get(ReviveMailbox);
    await expect(reviving.execute(one.address, await world.by('so-1'))).rejects.toMatchObject({
      code: 'not-permitted',
    });
    await reviving.execute(one.address, await world.by('so-2'));
    expect(await reviving.execute(one.address, operator)).toEqual({ repeated: true });
    expect(await deadOnes()).toEqual([]);
    await app.setClock(BEGAN_AT);
  });

  it('for now five times on days apart is as good as for good', async () => {
    const one = await sent('so-2');
    const outcomes: string[] = [];
    for (const day of ['02', '03', '04', '05', '06']) {
      await app.setClock(`2026-03-${day}T02:05:00Z`);
      outcomes.push((await arrives(deadly(one, '4.2.2'))).outcome);
    }
    expect(outcomes).toEqual(['delayed', 'delayed', 'delayed', 'delayed', 'address-dead']);
    await app.get(ReviveMailbox).execute(one.address, operator);
    await app.setClock(BEGAN_AT);
  });
});

describe('reading the mailbox', () => {
  it('moves what is done and what waits apart; a process that dies before leaves a mail that is only moved', async () => {
    const one = await sent('so-1');
    mailbox.dies = true;
    const [done, odd] = [mailbox.arrives(answer(one)), mailbox.arrives(mail({ body: 'hello' }))];
    expect(await reading.execute()).toMatchObject({ taken: 0, failed: 2 });
    mailbox.dies = false;
    expect(await reading.execute()).toMatchObject({ taken: 0, before: 2, failed: 0 });
    expect([mailbox.moved.Done.at(-1), mailbox.moved.Odd.at(-1), mailbox.lying.size]).toEqual([done, odd, 0]);
    expect(await factsOf(one.duty, 'assignment.acknowledged')).toHaveLength(1);
  });

  it('is done by one process at once, and beats', async () => {
    mailbox.arrives(mail({ body: 'hello' }));
    const all = await Promise.all([1, 2, 3].map(() => reading.execute()));
    expect(all.reduce((sum, { taken }) => sum + taken, 0)).toBe(1);
    const beat = await firstOf(app.db, sql`select 1 from job_heartbeat where job = 'inbox'`);
    expect(beat).toBeDefined();
  });
});

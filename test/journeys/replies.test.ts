import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { DeliverMessages } from '../../src/mail/index.js';
import { setMailboxes } from '../../src/units/index.js';
import { differing } from '../support/all-rows.js';
import { CrashPair } from '../support/crash-pair.js';
import { BEGAN_AT, CrashWorld } from '../support/crash-world.js';
import { Dovecot, withDovecot } from '../support/dovecot.js';
import { dsn, mail, mailWithFiles, REPLY_ADDRESS, utf8 } from '../support/mails.js';
import { RealProcess } from '../support/real-process.js';
import { TestSmtpServer } from '../support/smtp-server.js';

const READ = ['replies', 'read', '--once', '--json'];
const PUBLIC_URL = 'https://dieu-hanh.invalid';
/** Many processes are started, on whatever else the machine does. */
const LONG = 300_000;

/** What a mail went out as. */
const headersOf = (smtp: TestSmtpServer, unit: string) => {
  const { raw, messageId } = smtp.received.find(({ to }) => to === `vanthu@${unit}.invalid`)!;
  return { to: /^Reply-To:\s+<?([^\s>]+)/im.exec(raw)![1]!, messageId };
};

withDovecot('answers in the mailbox of a real IMAP server', () => {
  const smtp = new TestSmtpServer();
  let dovecot: Dovecot;
  let pair: CrashPair;
  const env = () => ({ REPLY_ADDRESS, PUBLIC_URL, IMAP_URL: dovecot.url });

  beforeAll(async () => {
    dovecot = await Dovecot.start();
    await smtp.up();
    const world = await CrashWorld.make({ REPLY_ADDRESS, PUBLIC_URL, SMTP_URL: smtp.url });
    const mailboxes = await Promise.all(
      ['so', 'so-1', 'so-2'].map(async (unit) => {
        const { unitId } = await world.by(unit);
        return { unitId: unitId!, address: `vanthu@${unit}.invalid` };
      }),
    );
    await setMailboxes(world.app.db, mailboxes, { on: BEGAN_AT.slice(0, 10) });
    await world.issued();
    await world.app.get(DeliverMessages).drain();
    const [one, two] = [headersOf(smtp, 'so-1'), headersOf(smtp, 'so-2')];
    const text = 'Ket qua ra soat dia danh: 12 dia danh da ra soat xong trong thang.';
    const files = [{ name: 'bao-cao.txt', type: 'text/plain', bytes: Buffer.from(text) }];
    await dovecot.arrive([
      mailWithFiles({ from: 'vanthu@so-1.invalid', to: one.to, body: utf8('Đã nhận. Gửi kèm báo cáo.'), files }),
      dsn({ address: 'vanthu@so-2.invalid', status: '5.1.1', about: two.messageId, messageId: '<dsn@mx.invalid>' }),
      mail({ from: 'vanthu@so-1.invalid', to: one.to, body: utf8('Xin hỏi hạn báo cáo?') }),
    ]);
    pair = await CrashPair.of(world);
  }, LONG);
  afterAll(async () => {
    await pair?.drop();
    await smtp.down();
    await dovecot?.stop();
  });

  /** What a dead process holds is free again, as it is after some minutes. */
  async function leaseIsOver(): Promise<void> {
    const client = new pg.Client(pair.crashed.ownerUrl);
    await client.connect();
    await client.query('update reply_mailbox set leased_until = null');
    await client.end();
  }

  it(
    'are taken once and moved, also where the process dies at any moment between, and come to the same',
    async () => {
      const bringBack = dovecot.keep();
      const calm = await RealProcess.run(pair.calm, READ, { env: env() });
      expect([calm.ending, JSON.parse(calm.said)]).toEqual([
        [0, null],
        { read: true, taken: 3, waiting: 1, before: 0, failed: 0 },
      ]);
      const folders = await dovecot.lying();
      expect(Object.values(folders)).toEqual(expect.arrayContaining([1, 2]));
      expect(Object.keys(folders).every((name) => /^Thongsuot.(Done|Odd)$/.test(name))).toBe(true);
      const rows = await pair.rows(pair.calm);

      bringBack();
      const begun = await pair.rows(pair.crashed);
      const left: (number | undefined)[] = [];
      // before a commit nothing is there, after it the mail still lies where it lay
      for (const failpoint of ['reply.taken:before', 'reply.taken:after#2', 'reply.readingEnded:before']) {
        expect([failpoint, await pair.killedAt(failpoint, READ, env())]).toEqual([failpoint, 'SIGKILL']);
        await leaseIsOver();
        left.push((await dovecot.lying())['INBOX']);
      }
      // what the second process had taken lies there still; the third moved it
      expect(left).toEqual([3, 2, undefined]);
      expect(differing(await pair.rows(pair.crashed), begun)).not.toBe('same');
      const last = await RealProcess.run(pair.crashed, READ, { env: env() });
      expect([last.ending, JSON.parse(last.said)]).toEqual([[0, null], expect.objectContaining({ taken: 0 })]);
      expect(differing(await pair.rows(pair.crashed), rows)).toBe('same');
      expect(await dovecot.lying()).toEqual(folders);
    },
    LONG,
  );
});

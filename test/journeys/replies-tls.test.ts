import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { freshDatabase } from '../support/database.js';
import { Dovecot, withDovecot } from '../support/dovecot.js';
import { mail, REPLY_ADDRESS, utf8 } from '../support/mails.js';
import { RealProcess } from '../support/real-process.js';

const READ = ['replies', 'read', '--once', '--json'];

withDovecot('a mailbox behind TLS', () => {
  let dovecot: Dovecot;
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  beforeAll(async () => {
    dovecot = await Dovecot.start({ tls: true });
    database = await freshDatabase();
    await dovecot.arrive([
      mail({ from: 'ai-do@noi-khac.invalid', to: REPLY_ADDRESS, body: utf8('Xin hỏi hạn báo cáo?') }),
    ]);
  });
  afterAll(async () => {
    await dovecot?.stop();
    await database?.drop();
  });

  it('is read with its certificate in NODE_EXTRA_CA_CERTS, and not at all without', async () => {
    const env = { REPLY_ADDRESS, PUBLIC_URL: 'https://dieu-hanh.invalid', IMAP_URL: dovecot.url };
    const distrusted = await RealProcess.run(database, READ, { env: { ...env, NODE_EXTRA_CA_CERTS: '' } });
    expect(distrusted.ending[0]).not.toBe(0);
    expect(distrusted.said).toMatch(/certificate/i);
    expect(await dovecot.lying()).toEqual({ INBOX: 1 });
    const trusted = await RealProcess.run(database, READ, {
      env: { ...env, NODE_EXTRA_CA_CERTS: dovecot.certificate },
    });
    expect([trusted.ending[0], trusted.said]).toEqual([0, expect.any(String)]);
    expect(await dovecot.lying()).toEqual({ 'Thongsuot.Odd': 1 });
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { MailCatcher } from '../../src/mail/index.js';

let catcher: MailCatcher;
let url: string;

beforeEach(async () => {
  catcher = new MailCatcher();
  url = await catcher.start();
});
afterEach(() => catcher.stop());

async function send(mails: { to: string; subject: string; text?: string }[]): Promise<void> {
  const transport = createTransport({ url, pool: true, maxConnections: 1 } as never);
  const always = { from: 'thongsuot@localhost', text: 'Kính gửi quý cơ quan', html: '<p>Kính gửi</p>' };
  try {
    for (const mail of mails) await transport.sendMail({ ...always, ...mail });
  } finally {
    transport.close();
  }
}

describe("the demonstration's mailbox", () => {
  it('shows mails newest first, page by page', async () => {
    await send([1, 2, 3].map((n) => ({ to: `xa-${n}@langson.invalid`, subject: `Văn bản số ${n}` })));
    const first = await catcher.list({ limit: 2 });
    expect(first.items.map(({ subject }) => subject)).toEqual(['Văn bản số 3', 'Văn bản số 2']);
    const second = await catcher.list({ limit: 2, cursor: first.nextCursor! });
    expect(second).toMatchObject({
      items: [{ subject: 'Văn bản số 1', to: ['xa-1@langson.invalid'] }],
      nextCursor: null,
    });
    expect(catcher.count).toBe(3);
  });

  it('finds mails by a part of the recipient', async () => {
    await send([
      { to: 'ubnd-cao-loc@langson.invalid', subject: 'a' },
      { to: 'ubnd-hai-lang@quangtri.invalid', subject: 'b' },
    ]);
    expect((await catcher.list({ to: 'Cao-Loc', limit: 10 })).items).toMatchObject([{ subject: 'a' }]);
    expect((await catcher.list({ to: 'nobody', limit: 10 })).items).toEqual([]);
  });

  it('opens one mail with its text, page and headers', async () => {
    await send([{ to: 'xa@langson.invalid', subject: 'Đôn đốc tiếp nhận', text: 'Đề nghị tiếp nhận trước 17:00' }]);
    const [summary] = (await catcher.list({ limit: 1 })).items;
    const mail = await catcher.byId(summary!.id);
    expect(mail).toMatchObject({
      from: 'thongsuot@localhost',
      subject: 'Đôn đốc tiếp nhận',
      text: expect.stringContaining('Đề nghị tiếp nhận trước 17:00'),
      html: expect.stringContaining('<p>Kính gửi</p>'),
    });
    expect(mail!.headers.map(({ name }) => name)).toContain('Message-ID');
    expect(await catcher.byId(99)).toBeUndefined();
  });

  it('refuses a mail larger than one megabyte, and goes on', async () => {
    const large = send([{ to: 'xa@langson.invalid', subject: 'large', text: 'x'.repeat(1_200_000) }]);
    await expect(large).rejects.toThrow(/size|large/i);
    await send([{ to: 'xa@langson.invalid', subject: 'small' }]);
    expect((await catcher.list({ limit: 10 })).items.map(({ subject }) => subject)).toEqual(['small']);
  });

  it('is empty after it was cleared', async () => {
    await send([{ to: 'xa@langson.invalid', subject: 'a' }]);
    catcher.clear();
    expect(await catcher.list({ limit: 10 })).toEqual({ items: [], nextCursor: null });
  });
});

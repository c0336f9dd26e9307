import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assignmentOfToken, readReplyToken, replyToken } from '../../src/access/index.js';
import { uuidv7 } from '../../src/platform/ids.js';
import { saysReceived } from '../../src/replies/acknowledging.rules.js';
import { checksOf, isForged } from '../../src/replies/authentication.rules.js';
import { bounceOf, isWornOut, weightOf } from '../../src/replies/bounce.rules.js';
import { sortOf } from '../../src/replies/mail-kind.rules.js';
import { readArrived } from '../../src/replies/read-arrived.js';
import { isOfUnit, ourMessages, tokenIn } from '../../src/replies/sender.rules.js';
import { writtenLines } from '../../src/replies/written-text.rules.js';
import { dsn, mail, mailWithFiles, REPLY_ADDRESS, utf8, word } from '../support/mails.js';

const kindOf = async (raw: Buffer) => {
  const sorted = sortOf(await readArrived(raw));
  return sorted.kind === 'report' ? `report${sorted.acknowledges ? ' that acknowledges' : ''}` : sorted.kind;
};

describe('a text that was written in answer', () => {
  it.each([
    'Đã nhận',
    'đã nhận.',
    'Da nhan',
    'ĐÃ NHẬN ĐƯỢC VĂN BẢN',
    'Đã nhận được công văn số 512/SNV. Xin cảm ơn.',
    'Kính gửi Sở Nội vụ,\n\nUBND xã Đồng Tâm xác nhận đã nhận được văn bản.\n\nTrân trọng.',
    'UBND phường Tam Thanh đã tiếp nhận văn bản, không có ý kiến gì thêm.',
    'Xin xác nhận đã nhận.',
    'Văn phòng đã nhận\nNguyễn Văn A\nVăn thư',
    'Dear Sir,\nReceived, thank you.',
    'We have received the document.',
    'Acknowledged.',
    'Đã nhận\n\nVào Th 2, 23 thg 11, 2026 vào lúc 09:00 Thông Suốt <tra-loi@a.invalid> đã viết:\n> Chưa nhận được thì báo lại',
    '> Văn bản mới\n> Chưa nhận\n\nĐã nhận',
    'Đã nhận\n\n-----Original Message-----\nFrom: x\nKhông nhận được',
    'Đã nhận\n________________________________\nTừ: Thông Suốt\nĐã gửi: 23/11/2026\nChưa nhận?',
  ])('acknowledges: %j', (text) => {
    expect(saysReceived(text)).toBe(true);
  });

  it.each([
    '',
    'Chưa nhận được',
    'Không nhận được văn bản',
    'Chúng tôi chưa nhận',
    'Đã nhận chưa?',
    'Đơn vị đã nhận được văn bản nào đâu?',
    'Đã nhận nhưng không mở được tệp',
    'Đã nhận thiếu phụ lục',
    'Đã nhận nhầm, đề nghị gửi lại',
    'Nếu đã nhận thì báo sau',
    'Khi nào nhận được sẽ trả lời',
    'Đề nghị xác nhận đã nhận',
    'Sẽ trả lời sau',
    'Xin hỏi hạn báo cáo',
    'Not received',
    'We have not received it',
    'I will confirm receipt later',
    'Received an error when opening',
    '> Đã nhận',
    'Trân trọng cảm ơn\n\n> Đã nhận',
  ])('acknowledges nothing: %j', (text) => {
    expect(saysReceived(text)).toBe(false);
  });

  it('is read without the mail it answers and without its signature, wherever they stand', () => {
    const below = 'Báo cáo như sau.\n\nMục 1.\n-- \nVăn thư\nĐT 0123';
    expect(writtenLines(below)).toEqual(['Báo cáo như sau.', '', 'Mục 1.']);
    expect(writtenLines('On Mon, Nov 23, 2026 at 9:00 AM A <a@b.invalid>\nwrote:\n> hỏi\n\nđáp')).toEqual(['đáp']);
    expect(writtenLines('đáp\n\nTừ: A <a@b.invalid>\nĐã gửi: 23/11\nTới: B\n\nhỏi')).toEqual(['đáp']);
    expect(writtenLines('đáp\nĐược gửi từ iPhone của tôi\nhỏi')).toEqual(['đáp']);
  });

  it('is never more than was there, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const given = new Set(
          text
            .normalize('NFC')
            .replace(/\r\n?/g, '\n')
            .replace(/\u00a0/g, ' ')
            .replace(/[\u200b-\u200d\ufeff]/g, '')
            .split('\n')
            .map((line) => line.trimEnd()),
        );
        expect(writtenLines(text).every((line) => given.has(line))).toBe(true);
        saysReceived(text);
      }),
    );
  });
});

describe('a mail', () => {
  const body = 'Đã nhận được văn bản.';
  const windows1258 = '\xd0\xe3 nh\xe2\xf2n \xf0\xfd\xfe\xf2c v\xe3n ba\xd2n.';

  it.each([
    ['UTF-8 in 8 bits', { body: utf8(body) }],
    ['base64', { body: Buffer.from(body).toString('base64'), encoding: 'base64' }],
    [
      'quoted-printable',
      {
        body: '=C4=90=C3=A3 nh=E1=BA=ADn =C4=91=\n=C6=B0=E1=BB=A3c v=C4=83n b=E1=BA=A3n.',
        encoding: 'quoted-printable',
      },
    ],
    ['composed otherwise', { body: utf8(body.normalize('NFD')) }],
    ['windows-1258', { body: windows1258, type: 'text/plain; charset=windows-1258' }],
    [
      'HTML alone',
      {
        body: utf8(
          `<html><head><style>p{}</style></head><body><p>${body}</p><blockquote>Chưa nhận?</blockquote></body></html>`,
        ),
        type: 'text/html; charset=utf-8',
      },
    ],
  ])('that says so acknowledges, written in %s', async (_, parts) => {
    expect(await kindOf(mail(parts))).toBe('acknowledgement');
  });

  it.each([
    ['Auto-Submitted', { headers: ['Auto-Submitted: auto-replied'] }],
    ['Precedence', { headers: ['Precedence: auto_reply'] }],
    ['X-Autoreply', { headers: ['X-Autoreply: yes'] }],
    ['X-Auto-Response-Suppress', { headers: ['X-Auto-Response-Suppress: All'] }],
    ['its subject', { subject: word('Trả lời tự động: Văn bản mới') }],
    ['its subject without accents', { subject: 'Tra loi tu dong: Van ban moi' }],
    ['absence', { subject: word('Vắng mặt: nghỉ phép đến 30/11') }],
    ['English absence', { subject: 'Automatic reply: new document' }],
    ['a note that it was opened', { subject: word('Đã đọc: Văn bản mới') }],
  ])('that a program answered acknowledges nothing, told by %s', async (_, parts) => {
    expect(await kindOf(mail({ body: utf8(body), ...parts }))).toBe('auto-reply');
  });

  it('with a file is a report, and may acknowledge as well; what programs attach is no file', async () => {
    const pdf = { name: 'bao-cao.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.4') };
    const tnef = { name: 'winmail.dat', type: 'application/ms-tnef', bytes: Buffer.from('x') };
    expect(await kindOf(mailWithFiles({ body: utf8('Gửi báo cáo'), files: [pdf] }))).toBe('report');
    expect(await kindOf(mailWithFiles({ body: utf8(body), files: [pdf] }))).toBe('report that acknowledges');
    expect(await kindOf(mailWithFiles({ body: utf8(body), files: [tnef] }))).toBe('acknowledgement');
    expect(await kindOf(mailWithFiles({ body: utf8('Xin chào'), files: [tnef] }))).toBe('other');
  });

  it('that is not plain is for people', async () => {
    expect(await kindOf(mail({ body: utf8('Xin hỏi hạn báo cáo là ngày nào?') }))).toBe('other');
    expect(await kindOf(mail({ body: '' }))).toBe('other');
  });
});

describe('a mail that came back', () => {
  const about = '<0190a1b2-0000-7000-8000-000000000001@dieu-hanh.invalid>';
  const address = 'vanthu@xa-01.invalid';
  const said = async (raw: Buffer) => {
    const bounce = bounceOf(await readArrived(raw));
    return bounce && { about: bounce.about, of: bounce.addresses.map((one) => [one.address, weightOf(one)]) };
  };
  const inWords = (from: string, subject: string, body: string, headers: readonly string[] = ['Return-Path: <>']) =>
    mail({ from, subject, body: utf8(body), headers });

  it.each([
    ['5.1.1', 'dead'],
    ['5.1.10', 'dead'],
    ['5.2.1', 'dead'],
    ['5.0.0', 'dead'],
    ['5.4.4', 'dead'],
    ['5.2.2', 'refused'],
    ['5.3.4', 'refused'],
    ['5.7.1', 'refused'],
    ['4.4.1', 'temporary'],
    ['4.2.2', 'temporary'],
  ])('with status %s says of its address: %s', async (status, weight) => {
    expect(await said(dsn({ address, status, about }))).toEqual({ about: [about], of: [[address, weight]] });
  });

  it('says "delayed" and means it: the address is not given up', async () => {
    expect((await said(dsn({ address, status: '4.4.1', action: 'delayed', about })))!.of).toEqual([
      [address, 'temporary'],
    ]);
    expect((await said(dsn({ address, status: '2.0.0', action: 'relayed', about })))!.of).toEqual([
      [address, 'unclear'],
    ]);
  });

  it('is read in the words of Postfix, qmail, Exim, Exchange and Google, also without a status part', async () => {
    const original = `\n\n--- Original message ---\nMessage-ID: ${about}\nTo: ${address}\n`;
    const each = [
      inWords(
        'MAILER-DAEMON@mx.invalid',
        'Undelivered Mail Returned to Sender',
        `<${address}>: host mx[1.2.3.4] said: 550 5.1.1 <${address}>: User unknown (in reply to RCPT TO command)${original}`,
      ),
      inWords(
        'MAILER-DAEMON@qmail.invalid',
        'failure notice',
        `Hi. This is the qmail-send program.\n\n<${address}>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nMessage-ID: ${about}\n`,
      ),
      inWords(
        'Mailer-Daemon@exim.invalid',
        'Mail delivery failed: returning message to sender',
        `A message that you sent could not be delivered.\n\n  ${address}\n    host mx [1.2.3.4]\n    SMTP error from remote mail server after RCPT TO: 550 5.1.1 unknown user${original}`,
      ),
      inWords(
        'postmaster@exchange.invalid',
        'Undeliverable: Van ban moi',
        `Delivery has failed to these recipients:\n\n${address}\nThe e-mail address you entered could not be found.\n\nRemote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'\n\nMessage-ID: ${about}\n`,
      ),
      inWords(
        'mailer-daemon@googlemail.com',
        'Delivery Status Notification (Failure)',
        `Address not found\nYour message wasn't delivered to ${address} because the address couldn't be found.\nThe response was:\n550 5.1.1 The email account that you tried to reach does not exist.${original}`,
      ),
    ];
    for (const raw of each) expect(await said(raw)).toEqual({ about: [about], of: [[address, 'dead']] });
  });

  it('in words that give no code says nothing of the address', async () => {
    expect(
      (await said(inWords('MAILER-DAEMON@mx.invalid', 'failure notice', `Could not deliver to ${address}.`)))!.of,
    ).toEqual([]);
    expect(weightOf({ action: 'failed', status: null })).toBe('unclear');
  });

  it('is none where only its subject says so: a person may write that', async () => {
    expect(await said(mail({ subject: 'Undeliverable: hello', body: utf8(`550 5.1.1 ${address}`) }))).toBeUndefined();
  });

  it('for now is as good as for good after five times on days apart', () => {
    const on = (...days: number[]) => days.map((day) => new Date(Date.UTC(2026, 10, day)));
    expect(isWornOut(on(20, 20, 20, 20, 20))).toBe(false);
    expect(isWornOut(on(20, 21, 22, 23))).toBe(false);
    expect(isWornOut(on(23, 20, 21, 22, 22))).toBe(true);
    expect(isWornOut(on(1, 2, 3, 4, 29))).toBe(false);
  });
});

describe('what the receiving server found out', () => {
  const header =
    'mx.dieu-hanh.invalid; dkim=pass (2048-bit; x) header.d=a.invalid; spf=fail smtp.mailfrom=b; dmarc=pass (p=none)';
  it('is read from the top-most header, of the server that is trusted only', () => {
    expect(checksOf([header], 'MX.dieu-hanh.invalid')).toEqual({ dkim: 'pass', spf: 'fail', dmarc: 'pass' });
    expect(checksOf(['evil.invalid; dkim=pass', header], 'mx.dieu-hanh.invalid').dkim).toBeNull();
    expect(checksOf([header], undefined).dkim).toBeNull();
    expect(checksOf([], 'mx.dieu-hanh.invalid').spf).toBeNull();
    expect(checksOf(['mx.dieu-hanh.invalid; dkim=fail; dkim=pass'], 'mx.dieu-hanh.invalid').dkim).toBe('pass');
    expect(checksOf(['mx.dieu-hanh.invalid; dkim=great (dkim=pass)'], 'mx.dieu-hanh.invalid').dkim).toBeNull();
  });

  it('speaks against the sender where DMARC fails, or SPF or DKIM where DMARC does not pass', () => {
    expect(isForged({ dkim: 'pass', spf: 'fail', dmarc: 'pass' })).toBe(false);
    expect(isForged({ dkim: null, spf: 'fail', dmarc: null })).toBe(true);
    expect(isForged({ dkim: 'fail', spf: 'pass', dmarc: 'none' })).toBe(true);
    expect(isForged({ dkim: 'pass', spf: 'pass', dmarc: 'fail' })).toBe(true);
    expect(isForged({ dkim: null, spf: null, dmarc: null })).toBe(false);
  });
});

describe('a reply address', () => {
  const key = Buffer.alloc(32, 7);
  const now = new Date('2026-11-23T02:00:00Z');
  const expiresAt = new Date('2026-12-07T02:00:00Z');
  const to = { assignmentId: uuidv7(now), unitId: uuidv7(now), contentVersion: 2, generation: 0 };
  const token = replyToken(key, to, expiresAt);
  const read = (given: string, at = now, of: typeof to = to) => readReplyToken(key, given, of, { now: at, days: 14 });

  it('fits into a local part, and survives a server that changes its case', () => {
    expect(token).toMatch(/^[a-z2-7]{40}$/);
    expect(read(token.toUpperCase())).toEqual({ is: 'valid', contentVersion: 2 });
  });

  it('names its assignment for every id and instant, and says which version it told', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1971-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }), (at) => {
        const id = uuidv7(at);
        expect(assignmentOfToken(replyToken(key, { ...to, assignmentId: id }, expiresAt))).toBe(id);
      }),
    );
    expect(read(token, now, { ...to, contentVersion: 5 })).toEqual({ is: 'valid', contentVersion: 2 });
    expect(read(token, now, { ...to, contentVersion: 1 })).toEqual({ is: 'forged' });
    expect(() => replyToken(key, { ...to, assignmentId: '6f1b7f0e-0000-4000-8000-000000000000' }, expiresAt)).toThrow(
      RangeError,
    );
  });

  it('acts until its day is over, for its own unit, duty and key only', () => {
    expect(read(token, new Date('2026-12-07T23:59:00Z')).is).toBe('valid');
    expect(read(token, new Date('2026-12-08T00:00:00Z')).is).toBe('expired');
    expect(read(token, now, { ...to, unitId: uuidv7(now) }).is).toBe('forged');
    expect(read(token, now, { ...to, generation: 1 }).is).toBe('forged');
    expect(read(token, now, { ...to, assignmentId: uuidv7(now) }).is).toBe('forged');
    expect(readReplyToken(Buffer.alloc(32, 8), token, to, { now, days: 14 }).is).toBe('forged');
  });

  it('changed in any letter is none', () => {
    fc.assert(
      fc.property(fc.nat(39), fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyz234567')), (at, letter) => {
        fc.pre(token[at] !== letter);
        expect(read(token.slice(0, at) + letter + token.slice(at + 1)).is).toBe('forged');
      }),
    );
    for (const given of ['', 'a', `${token}a`, token.replace(/./, '1')]) expect(read(given).is).toBe('forged');
  });

  it('is found among the addresses of a mail, also where it was delivered to', () => {
    expect(tokenIn(['x@y.invalid', `tra-loi+${token}@dieu-hanh.invalid`], REPLY_ADDRESS)).toBe(token);
    expect(tokenIn(['tra-loi@dieu-hanh.invalid'], REPLY_ADDRESS)).toBeUndefined();
    expect(tokenIn([`tra-loi+${token}@evil.invalid`], REPLY_ADDRESS)).toBeUndefined();
  });
});

describe('a sender', () => {
  it('is of the unit from its mailbox or its own domain, never by a domain that is open to all', () => {
    expect(isOfUnit('vanthu@xa.gov.invalid', ['VanThu@xa.gov.invalid'])).toBe(true);
    expect(isOfUnit('chutich@xa.gov.invalid', ['vanthu@xa.gov.invalid'])).toBe(true);
    expect(isOfUnit('khac@gmail.com', ['xa01@gmail.com'])).toBe(false);
    expect(isOfUnit('xa01@gmail.com', ['xa01@gmail.com'])).toBe(true);
    expect(isOfUnit('a@other.invalid', ['vanthu@xa.gov.invalid'])).toBe(false);
    expect(isOfUnit(null, ['vanthu@xa.gov.invalid'])).toBe(false);
  });

  it('names a message of ours by an id under our own host only', () => {
    const id = '0190a1b2-0000-7000-8000-000000000001';
    expect(ourMessages([`<${id}@a.invalid>`, `<${id}@b.invalid>`, '<x@a.invalid>'], 'A.invalid')).toEqual([id]);
  });
});

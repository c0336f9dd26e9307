import { describe, expect, it } from '@jest/globals';
import {
  answerNotice,
  extensionAskedNotice,
  extensionNotice,
  questionNotice,
} from '../../src/cascade/asking/asking-notices.view.js';
import type { Paper } from '../../src/platform/components/paper.js';

const HOSTILE = `<img src=x onerror=alert(1)>`;
const paper: Paper = {
  kind: 'CV', number: 374, symbol: 'STTTT-TTBCXB', issuer: 'Sở', place: null, datedOn: '2026-03-26', subject: 'địa danh', urgency: null,
}; // prettier-ignore
const about = {
  locale: 'vi' as const,
  unitName: 'Sở',
  by: 'Ủy ban nhân dân xã',
  paper,
  link: 'https://x.example/questions',
};
const now = '2026-04-06T09:00:00+07:00';
const due = '2026-04-24T17:00:00+07:00';
const mails = {
  question: questionNotice({ ...about, question: HOSTILE, askedAt: now, answerDueAt: '2026-04-09T17:00:00+07:00' }),
  answer: answerNotice({ ...about, question: 'Biểu nào?', answer: HOSTILE, workDueAt: due }),
  asked: extensionAskedNotice({ ...about, askedAt: now, dueOn: '2026-05-15', workDueAt: due, reason: HOSTILE }),
  granted: extensionNotice({ ...about, granted: true, dueOn: '2026-05-15', workDueAt: due, refusal: null }),
  refused: extensionNotice({ ...about, granted: false, dueOn: '2026-05-15', workDueAt: due, refusal: HOSTILE }),
};

describe('mails about questions and more time', () => {
  it.each(Object.entries(mails))(
    '%s names paper, other side and link in both parts, and escapes what people wrote',
    (_, mail) => {
      expect(mail.subject).toContain('374/STTTT-TTBCXB');
      for (const part of [mail.text, mail.html]) expect(part).toContain(about.link);
      expect(mail.text).toContain('Ủy ban nhân dân xã');
      expect(mail.html).not.toContain(HOSTILE);
    },
  );

  it('say the instants that count', () => {
    expect(mails.question.text).toContain('Hạn trả lời: 09/4/2026 17:00');
    expect(mails.answer.text).toContain('Hạn thực hiện: 24/4/2026 17:00');
    expect(mails.asked.text).toContain('Đề nghị đến ngày: 15/5/2026');
    expect(mails.granted.text).toContain('Được gia hạn đến ngày: 15/5/2026');
    expect(mails.refused.text).not.toContain('15/5/2026');
    expect(mails.refused.subject).toContain('[Không được gia hạn]');
  });

  it('are there in English', () => {
    const mail = questionNotice({ ...about, locale: 'en', question: 'Which form?', askedAt: now, answerDueAt: due });
    expect([mail.subject, mail.text]).toEqual([
      expect.stringContaining('[Question]'),
      expect.stringContaining('Answer by'),
    ]);
  });
});

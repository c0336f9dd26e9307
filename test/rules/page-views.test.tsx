import { describe, expect, it } from '@jest/globals';
import { donePercent } from '../../src/platform/components/bar.js';
import { numberWords, paperWords, type Paper } from '../../src/platform/components/paper.js';
import { factWords } from '../../src/platform/components/timeline.js';
import { dateWords, dueHint, instantWords } from '../../src/platform/components/when.js';
import { errorPage } from '../../src/platform/error.view.js';
import { page as framed, type Frame } from '../../src/platform/page.view.js';
import { primaryAct } from '../../src/assignments/acts.view.js';
import { assignmentPage, inboxPage, nextOwed, type AssignmentProps } from '../../src/assignments/assignments.view.js';
import { linkPage } from '../../src/links/link.view.js';
import { issueNotice } from '../../src/cascade/notices.view.js';
import { aboveStepNotice, unitStepNotice } from '../../src/chasing/steps/step-notice.view.js';
import { mailPage } from '../../src/mail/mailbox.view.js';
import { directivePage } from '../../src/tracking/directive.view.js';

const HOSTILE = `"><img src=x onerror=alert(1)>'&`;
const now = '2026-03-18T09:30:00+07:00';
const paper: Paper = {
  kind: 'CV', number: 5, symbol: 'STTTT-TTBCXB', issuer: 'Sở Thông tin và Truyền thông', place: 'Lạng Sơn', datedOn: '2026-01-09',
  subject: 'Phòng, chống rét', urgency: 'KHẨN',
}; // prettier-ignore
const frame: Frame = {
  locale: 'vi', path: '/assignments?show=open', now, demo: true, caller: { role: 'clerk', unitName: 'Ủy ban nhân dân xã Đồng Đăng' },
}; // prettier-ignore
const duty: AssignmentProps = {
  id: 'a1', directive: 'd1', unit: { code: 'x', name: 'Ủy ban nhân dân xã Đồng Đăng' }, sender: 'Sở', paper, paperText: null,
  duty: { tasks: [{ n: 1, label: '1', text: 'Rà soát', status: 'notApplicable', reason: 'không có', parentTask: 2, supervised: false, parentLabel: '2', carriedOn: [{ href: '/directives/d2', text: 'CV 6' }] }], mayMark: true, paperAbove: 'CV 5', notCarriedOn: ['3'] },
  accountableName: null, accountableCapacity: null,
  role: 'action', receipt: 'sent', relay: 'none', work: 'notStarted', standing: 'inForce', receiptDueAt: '2026-03-17T17:00:00+07:00',
  workDueAt: '2026-04-15T17:00:00+07:00', arrivalNumber: null, openedAt: now, lead: null, coOperating: [], internalDueAt: null,
  returnReason: null, note: null, reviewNote: null, allowed: ['acknowledge', 'return'], waitingForRelay: 0, officers: [], version: 3, sentVersion: 1, acknowledgedVersion: null, lineage: { predecessors: [], successors: [], producers: [] }, children: [],
  childrenNextHref: null,
      waitingChildren: [],
      waitingNextHref: null, history: [], paused: false, supersededBy: null, parts: { state: [], relay: [], acts: [], section: [] },
}; // prettier-ignore

/** Every text of a value replaced by a hostile one, except what is a code, an instant or a path. */
const KEPT = new Set([
  'receipt',
  'relay',
  'work',
  'standing',
  'role',
  'state',
  'locale',
  'kind',
  'urgency',
  'tone',
  'status',
]);
function hostile<T>(value: T, key = ''): T {
  if (typeof value === 'string') return (KEPT.has(key) || /^\d{4}-\d\d-\d\d/.test(value) ? value : HOSTILE) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => hostile(item, key)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, hostile(item, name)])) as T;
}

/** A text inside an attribute cannot leave it without a quote; what is left is text and tags. */
const withoutAttributes = (html: string): string => html.replace(/="[^"]*"/g, '');

describe('dates and deadlines for people', () => {
  it('writes a leading zero only for days below 10 and for January and February, as Decree 30/2020 does', () => {
    expect([dateWords('2026-01-09', 'vi'), dateWords('2026-03-20', 'vi'), dateWords('2026-12-05', 'vi')]).toEqual([
      '09/01/2026',
      '20/3/2026',
      '05/12/2026',
    ]);
  });

  it('writes an instant in Vietnamese time wherever the process runs', () => {
    expect(instantWords('2026-03-20T17:30:00Z', 'vi')).toBe('21/3/2026 00:30');
    expect(instantWords('2026-03-20T10:00:00Z', 'en')).toBe('20 Mar 2026, 17:00');
  });

  it.each([
    ['2026-03-18T17:00:00+07:00', 'hôm nay, còn 7 giờ', 'soon'],
    ['2026-03-18T10:00:00+07:00', 'còn dưới 1 giờ', 'soon'],
    ['2026-03-19T08:00:00+07:00', 'còn 1 ngày', 'soon'],
    ['2026-03-20T17:00:00+07:00', 'còn 2 ngày', 'calm'],
    ['2026-03-18T08:00:00+07:00', 'quá hạn 1 giờ', 'late'],
    ['2026-03-18T09:10:00+07:00', 'quá hạn dưới 1 giờ', 'late'],
    ['2026-03-17T17:00:00+07:00', 'quá hạn 1 ngày', 'late'],
    ['2026-03-15T17:00:00+07:00', 'quá hạn 3 ngày', 'late'],
  ] as const)('says of a deadline at %s: %s', (at, text, tone) => {
    expect(dueHint(at, now, 'vi')).toEqual({ text, tone });
  });

  it('never shows 100 % while one unit is missing', () => {
    expect(donePercent({ doneOnTime: 3320, doneLate: 0, openInTerm: 1, openOverdue: 0 })).toBe(99);
    expect(donePercent({ doneOnTime: 0, doneLate: 0, openInTerm: 0, openOverdue: 0 })).toBe(0);
  });
});

describe('the name of a paper', () => {
  it('keeps the leading zero of a number below 10', () => {
    expect(paperWords(paper, 'vi')).toBe('Công văn 05/STTTT-TTBCXB ngày 09/01/2026');
  });
  it('says that there is no number yet instead of inventing one', () => {
    expect(numberWords({ number: null, symbol: null }, 'vi')).toBe('chưa có số');
    expect(numberWords({ number: null, symbol: 'KH-UBND' }, 'vi')).toBe('Số …/KH-UBND');
  });
});

describe('what a unit owes next', () => {
  it('is acknowledging first, then passing on, then the work, then nothing', () => {
    expect(nextOwed(duty).what).toBe('acknowledge');
    expect(nextOwed({ ...duty, receipt: 'acknowledged', relay: 'owed' }).what).toBe('relay');
    expect(nextOwed({ ...duty, receipt: 'acknowledged' }).what).toBe('work');
    expect(nextOwed({ ...duty, receipt: 'acknowledged', work: 'implemented' }).what).toBe('report');
    expect(nextOwed({ ...duty, receipt: 'acknowledged', work: 'accepted' })).toEqual({ what: 'nothing', dueAt: null });
  });
  it('is acknowledging again, and why, where it was acknowledged before', () => {
    const again = { ...duty, acknowledgedVersion: 1 };
    expect(nextOwed(again)).toEqual({ what: 'acknowledgeAgain', dueAt: duty.receiptDueAt });
    const [expired, amended] = [assignmentPage(frame, again), assignmentPage(frame, { ...again, sentVersion: 2 })];
    expect(expired).toContain('việc tiếp nhận hết hiệu lực');
    expect(expired).toContain('Tiếp nhận lại</span>');
    expect(expired).not.toContain('f-acknowledge-arrivalNumber'); // the number stays
    expect(amended).toContain('đã được sửa đổi');
    for (const page of [expired, amended]) expect(page).not.toContain('Đơn vị chưa tiếp nhận văn bản này');
  });
  it('is nothing but receipt for those who get it for information', () => {
    expect(nextOwed({ ...duty, role: 'information', receipt: 'acknowledged' }).what).toBe('nothing');
  });
  it('offers as the big button only an act that is allowed', () => {
    expect(primaryAct(['assign', 'start', 'report'], false, false)).toBe('start');
    expect(primaryAct(['start', 'report'], false, true)).toBe('report');
    expect(primaryAct([], true, true)).toBeNull();
  });
});

describe('the pages', () => {
  const pages = (f: Frame, d: AssignmentProps): Record<string, string> => ({
    inbox: inboxPage(f, { items: [d], filter: 'all', nextHref: null }),
    duty: assignmentPage(f, d),
    link: linkPage(f, { state: 'open', action: '/a/token', duty: { ...d, unitName: d.unit.name, tasks: [] }, contentVersion: 1, again: true, telephone: true }),
    directive: directivePage(f, {
      id: d.id, paper: d.paper, state: 'issued', issuedAt: now, receiptDueAt: d.receiptDueAt, workDueAt: d.workDueAt, pausedAt: d.pausedAt ?? null, dueProvisional: true,
      tasks: [{ n: 1, label: d.paper.subject, text: d.paper.subject }], blockers: [{ unit: 'x', name: d.unit.name, href: '/', waiting: 3, dueAt: null }],
      progress: {
        unit: 'x', total: 2, receipt: {}, work: {}, asOf: now, lagSeconds: 1,
        receiptOutcome: { doneOnTime: 0, doneLate: 0, openInTerm: 2, openOverdue: 0 },
        workOutcome: { doneOnTime: 0, doneLate: 0, openInTerm: 0, openOverdue: 0 },
      },
      evidenceHref: null, parts: { state: [], acts: [], section: [] }, tree: 'new', reorganised: true, superseded: 3, opened: 1, above: [], own: null, children: [], find: d.paper.subject, nextHref: null,
    }),
    mail: mailPage(f, { id: 1, to: [d.unit.name], from: d.sender, subject: d.paper.subject, date: null, text: `${d.sender} http://x/a?b=1 ${HOSTILE}` }),
    error: errorPage({ status: 409, code: 'conflict', detail: d.paper.subject, locale: f.locale }),
  }); // prettier-ignore

  it('escape every text that comes from outside', () => {
    for (const [name, html] of Object.entries(
      pages(hostile(frame), hostile({ ...duty, paperText: 'x', reviewNote: 'x', lead: 'x' })),
    ))
      expect([name, withoutAttributes(html).includes('<img src=x')]).toEqual([name, false]);
  });

  it('need no inline script and no inline style, so that the strictest policy of content holds', () => {
    for (const html of Object.values(pages(frame, duty)))
      expect(html).not.toMatch(/ style="| on[a-z]+="|<script>|<style/);
  });

  it.each(['vi', 'en'] as const)('leave no word out in %s', (locale) => {
    for (const html of Object.values(pages({ ...frame, locale }, duty))) {
      expect(html).toContain(`<html lang="${locale}"`);
      expect(html).not.toMatch(/undefined|\[object|NaN/);
    }
  });

  it('show a form only for acts that are allowed', () => {
    const html = assignmentPage(frame, duty);
    expect([...html.matchAll(/action="\/assignments\/a1\/([a-z-]+)"/g)].map(([, act]) => act)).toEqual([
      'acknowledge',
      'return',
    ]);
  });

  it('say when a paper was acknowledged and how late, on the page of the duty and in lists', () => {
    const late = { ...duty, receipt: 'acknowledged' as const, acknowledgedAt: '2026-03-19T08:00:00+07:00', acknowledgedVersion: 1 };
    const all = pages(frame, late);
    expect(all['duty']).toContain('19/3/2026 08:00');
    expect(all['duty']).toContain('trễ hạn 2 ngày');
    expect(all['inbox']).toContain('tiếp nhận trễ hạn 2 ngày');
    expect(assignmentPage(frame, { ...duty, children: [{ ...late, href: null }] })).toContain('tiếp nhận trễ hạn 2 ngày');
    const inTime = pages(frame, { ...late, acknowledgedAt: '2026-03-17T17:00:00+07:00' });
    expect(inTime['duty']).toContain('17/3/2026 17:00');
    for (const name of ['duty', 'inbox']) expect(inTime[name]).not.toContain('trễ hạn');
  }); // prettier-ignore

  it('count down to no deadline while its clock stands, and say since when', () => {
    const pausedAt = '2026-03-18T09:00:00+07:00';
    const words = 'tạm dừng từ 18/3/2026 09:00';
    const all = pages(frame, { ...duty, paused: true, pausedAt });
    for (const name of ['inbox', 'duty', 'link', 'directive'] as const) {
      expect([name, all[name]!.includes(words)]).toEqual([name, true]);
      expect([name, /quá hạn \d|còn \d+ ngày/.test(all[name]!)]).toEqual([name, false]);
    }
    expect(pages(frame, duty)['duty']).toContain('còn 28 ngày');
    expect(pages({ ...frame, locale: 'en' }, { ...duty, pausedAt })['duty']).toContain(
      'paused since 18 Mar 2026, 09:00',
    );
  });

  it('show work in a list as late that waits besides to be acknowledged again', () => {
    const again = { ...duty, acknowledgedVersion: 1, receiptDueAt: '2026-03-20T17:00:00+07:00', workDueAt: '2026-03-16T17:00:00+07:00' };
    const list = (d: AssignmentProps): string => inboxPage(frame, { items: [d], filter: 'all', nextHref: null });
    expect(list(again)).toMatch(/inbox-overdue[^]*Hạn thực hiện[^]*quá hạn 2 ngày/);
    expect(list({ ...again, work: 'accepted' })).not.toContain('inbox-overdue');
    expect(list({ ...again, acknowledgedVersion: null })).not.toContain('inbox-overdue');
  }); // prettier-ignore

  it('say of a duty that a reorganisation moved where it went, and count no deadline down', () => {
    const successors = [
      { name: 'Ủy ban nhân dân phường B', effectiveOn: '2026-12-01' as const, href: '/assignments/b' },
    ];
    const lineage = { predecessors: [], successors, producers: [] };
    const html = assignmentPage(frame, { ...duty, standing: 'superseded', allowed: [], lineage });
    expect(html).toContain('nhiệm vụ này chuyển cho Ủy ban nhân dân phường B thực hiện');
    expect(html).toContain('01/12/2026');
    expect(html).toContain('href="/assignments/b"');
    expect(html).not.toMatch(/quá hạn|Quá hạn|>còn |không còn hiệu lực/);
  });

  it('say how many units a paper was issued to, beside how many are watched after a reorganisation', () => {
    const html = pages(frame, duty)['directive'];
    expect(html).toContain('Ban hành đến 4; 3 đóng do sắp xếp, 1 mở mới; đang theo dõi 2');
    expect(html).toContain('đã xong của 2 đơn vị');
  });

  it('come back to the same address when the language is changed', () => {
    const html = inboxPage(frame, { items: [], filter: 'open', nextHref: null });
    const form = /<form method="post" action="\/language".*?<\/form>/s.exec(html)?.[0];
    expect(form).toContain('value="/assignments?show=open"');
  });

  it('have no button on a link that is of no use', () => {
    const [, main] = linkPage({ ...frame, caller: null, demo: false }, { state: 'forged' }).split('<main');
    expect(main).not.toContain('<form');
  });
});

describe('the frame', () => {
  it('has a sentence about what is wrong, but not where the page itself tells the whole of it', () => {
    const notice = { title: 'Gửi thư đang ngừng.', text: '', link: { href: '/system', text: 'Xem' } };
    const drawn = (path: string) => framed({ title: 'x', frame: { ...frame, path, notices: [notice] }, content: '' });
    expect(drawn('/units')).toContain('Gửi thư đang ngừng.');
    expect(drawn('/system')).not.toContain('Gửi thư đang ngừng.');
  });
});

describe('mails', () => {
  const about = { unitName: 'Ủy ban nhân dân xã Đồng Đăng', paper, link: 'https://ts.example/a/t?x=1&y=2' };
  it('name the paper, the deadline and the link in plain text and in HTML', () => {
    const mail = issueNotice({
      ...about, locale: 'vi', role: 'action', relayedBy: null, receiptDueAt: duty.receiptDueAt, workDueAt: null, linkExpiresAt: now,
      tasks: [{ n: 1, label: '1', text: HOSTILE }],
    }); // prettier-ignore
    expect(mail.subject).toBe('[KHẨN] Công văn 05/STTTT-TTBCXB ngày 09/01/2026 về việc Phòng, chống rét');
    expect(mail.text).toContain(`\n${about.link}\n`);
    expect(mail.text).toContain('Hạn tiếp nhận: 17/3/2026 17:00');
    expect(mail.html).toContain('href="https://ts.example/a/t?x=1&y=2"');
    expect(mail.html).not.toContain('<img src=x');
  });
  it('say of which deadline the days off are not announced yet', () => {
    const text = (locale: 'vi' | 'en') =>
      issueNotice({
        ...about, locale, role: 'action', relayedBy: null, receiptDueAt: '2026-12-30T17:00:00+07:00', workDueAt: '2027-02-10T17:00:00+07:00', linkExpiresAt: now,
        provisional: { receipt: false, work: true }, tasks: [],
      }).text; // prettier-ignore
    expect(text('vi')).toContain('Hạn tiếp nhận: 30/12/2026 17:00\n');
    expect(text('vi')).toContain('Hạn thực hiện: 10/02/2027 17:00 (tạm tính, năm này chưa có thông báo ngày nghỉ)');
    expect(text('en')).toContain('(provisional, days off not announced)');
  });
  const ofStep = { stage: 'receipt', next: undefined, acknowledgedAt: null, termDays: null, list: null, now } as const;
  it('cannot be given a second header through the subject', () => {
    const mail = unitStepNotice({
      ...about, ...ofStep, paper: { ...paper, symbol: 'A\r\nBcc: x@y' }, locale: 'en', to: 'unit', text: 'reminder', ordinal: 1, dueAt: now,
      linkExpiresAt: null, code: null, replyTo: null, waiting: 0,
    }); // prettier-ignore
    expect(mail.subject).not.toMatch(/[\r\n]/);
    // sent by hand: of no step, so nothing is said of what comes next
    expect(mail.text).not.toMatch(/the system will/i);
  });
  it('tell the superior who is late and how many wait', () => {
    const mail = aboveStepNotice({
      ...about, ...ofStep, locale: 'vi', to: 'superior', dueAt: '2026-03-15T17:00:00+07:00', lateUnitName: 'Ủy ban nhân dân tỉnh Quảng Trị',
      reminders: 3, waiting: 78,
    }); // prettier-ignore
    expect(mail.text).toContain('Ủy ban nhân dân tỉnh Quảng Trị chưa tiếp nhận');
    expect(mail.text).toContain('Đơn vị bên dưới đang phải chờ: 78');
    expect(mail.text).toContain('(quá hạn 3 ngày)');
  });
});

describe('facts in words', () => {
  it('are sentences for the kinds that are known and the code for those that are not', () => {
    expect(factWords({ kind: 'assignment.acknowledged', payload: { arrivalNumber: 87, late: true } }, 'vi')).toBe(
      'Tiếp nhận, số đến 87, quá hạn',
    );
    expect(factWords({ kind: 'directive.issued', payload: { units: 3321 } }, 'en')).toBe('Issued to 3,321 units');
    expect(factWords({ kind: 'some.kind', payload: {} }, 'vi')).toBe('some.kind');
  });
});

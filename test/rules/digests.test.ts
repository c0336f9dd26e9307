import { describe, expect, it } from '@jest/globals';
import type { Calendar } from '../../src/calendar/index.js';
import { letGoOf } from '../../src/chasing/digests/passing.rules.js';
import { digestAfter, isDigestTime, isFirstOfWeek } from '../../src/chasing/digests/slot.rules.js';
import { digestNotice, type Digest } from '../../src/chasing/digests/digest.view.js';
import type { DigestItem } from '../../src/chasing/digests/digest.rules.js';
import { nextDigestPage } from '../../src/chasing/digests/next-digest.view.js';
import { waitingList } from '../../src/chasing/waiting-list.view.js';
import type { Frame } from '../../src/platform/page.view.js';
import { vnIso } from '../../src/platform/vn-time.js';

const calendar = (
  days: Calendar['days'] = new Map(),
  halves: NonNullable<Calendar['halves']> = new Map(),
): Calendar => ({
  version: 1,
  scope: 'national',
  days,
  halves,
  officialYears: new Set([2026]),
});
const PLAIN = calendar();
const at = (text: string): Date => new Date(`${text}:00+07:00`);
const next = (from: string, hour = '08:00', by = PLAIN): string =>
  vnIso(digestAfter(at(from), { hour, calendar: by })!).slice(0, 16);

describe('when an office gets its digest', () => {
  it('is the hour of the day while that is ahead, else of the next working day', () => {
    expect(next('2026-03-04T07:59')).toBe('2026-03-04T08:00');
    expect(next('2026-03-04T08:00')).toBe('2026-03-04T08:00');
    expect(next('2026-03-04T08:01')).toBe('2026-03-05T08:00');
    expect(next('2026-03-06T17:00')).toBe('2026-03-09T08:00');
    expect(next('2026-03-04T09:00', '14:30')).toBe('2026-03-04T14:30');
  });

  it('goes by local days, make-up Saturdays and half-days', () => {
    const stop = calendar(new Map([['2026-03-05', 'stop']]));
    expect(next('2026-03-04T17:00', '08:00', stop)).toBe('2026-03-06T08:00');
    const makeUp = calendar(new Map([['2026-03-07', 'make-up']]));
    expect(next('2026-03-06T17:00', '08:00', makeUp)).toBe('2026-03-07T08:00');
    const half = (off: 'morning' | 'afternoon') =>
      calendar(new Map([['2026-03-05', 'stop']]), new Map([['2026-03-05', off]]));
    expect(next('2026-03-04T17:00', '08:00', half('morning'))).toBe('2026-03-05T12:00');
    expect(next('2026-03-04T17:00', '14:00', half('morning'))).toBe('2026-03-05T14:00');
    expect(next('2026-03-04T17:00', '14:00', half('afternoon'))).toBe('2026-03-05T07:30');
    expect(next('2026-03-04T17:00', '08:00', half('afternoon'))).toBe('2026-03-05T08:00');
  });

  it('may be made late on the same day, until the office closes', () => {
    const may = (when: string, hour = '08:00') => isDigestTime(at(when), hour, PLAIN);
    expect(
      ['2026-03-04T07:59', '2026-03-04T08:00', '2026-03-04T16:59', '2026-03-04T17:00', '2026-03-07T09:00'].map((when) =>
        may(when),
      ),
    ).toEqual([false, true, true, false, false]);
  });

  it('begins the week on its first working day', () => {
    expect(isFirstOfWeek('2026-03-09', PLAIN)).toBe(true);
    expect(isFirstOfWeek('2026-03-10', PLAIN)).toBe(false);
    const off = calendar(new Map([['2026-03-09', 'holiday']]));
    expect(isFirstOfWeek('2026-03-10', off)).toBe(true);
    expect(isFirstOfWeek('2026-03-15', PLAIN)).toBe(false);
  });
});

describe('urgent notices', () => {
  const urgent = (n: number, unitId = 'a', mailsPerDay = 5) =>
    Array.from({ length: n }, (_, i) => ({ cascadeId: 'c', id: `${unitId}${i}`, unitId, person: '', mailsPerDay }));
  const day = (mails: number, hasDigest: boolean, unitId = 'a') => ({ unitId, person: '', mails, hasDigest });

  it('go out while the mails of the day last, one of which is kept for the digest', () => {
    const passed = letGoOf([...urgent(6), ...urgent(1, 'b')], [day(0, false), day(4, true, 'b')]);
    expect(passed.now.map(({ id }) => id)).toEqual(['a0', 'a1', 'a2', 'a3', 'b0']);
    expect(passed.days.map(({ unitId, mails, deferred }) => [unitId, mails, deferred])).toEqual([
      ['a', 4, 2],
      ['b', 1, 0],
    ]);
  });

  it('of a policy with fewer mails stop earlier', () => {
    expect(letGoOf(urgent(3, 'a', 2), [day(0, false)]).now).toHaveLength(1);
    expect(letGoOf(urgent(3, 'a', 1), [day(0, true)]).now).toHaveLength(1);
    expect(letGoOf(urgent(3, 'a', 1), [day(0, false)]).now).toHaveLength(0);
  });
});

describe('the mail', () => {
  const NOW = at('2026-03-04T08:00');
  const item = (id: string, more: Partial<DigestItem> = {}, facts: object = {}): DigestItem => ({
    id,
    cascadeId: 'c',
    directiveId: `d-${id}`,
    template: 'reminder',
    stage: 'receipt',
    urgent: false,
    deferredOn: null,
    parameters: {},
    step: null,
    waitingNames: [],
    ...more,
    facts: {
      assignmentId: id,
      unitId: id,
      unitName: `Xã ${id}`,
      waiting: 0,
      receiptDueAt: at('2026-03-03T17:00'),
      workDueAt: at('2026-03-02T17:00'),
      paper: {
        kind: 'CV',
        number: 7,
        symbol: 'UBND-VP',
        issuer: 'UBND tỉnh',
        datedOn: '2026-03-02',
        subject: `việc ${id}`,
      },
      ...facts,
    } as DigestItem['facts'],
  });
  const mailOf = (items: DigestItem[], more: Partial<Digest> = {}) =>
    digestNotice({
      locale: 'vi',
      on: '2026-03-04',
      unitName: 'UBND huyện Thử',
      toLeader: false,
      items,
      links: new Map(items.map(({ id }) => [id, { href: `https://x.invalid/a/${id}`, code: null }])),
      dutyLink: (id) => `https://x.invalid/assignments/${id}`,
      inboxLink: 'https://x.invalid/assignments',
      unlisted: 0,
      now: NOW,
      ...more,
    });

  it('says of each paper in which tone it is reminded, and what comes next when', () => {
    const above = { to: 'superior', after: { workingDays: 1 }, channel: 'mail', text: 'reminder' } as const;
    const following = { step: above, at: at('2026-03-04T17:00') };
    const items = [
      item('1', { step: { n: 2, text: 'reminder', next: following } }),
      item('2', { stage: 'work', step: { n: 3, text: 'last', next: null } }),
      item('3', { stage: 'relay', step: { n: 1, text: 'firm', next: { step: above, at: at('2026-03-04T07:00') } } }),
    ];
    const mail = mailOf(items);
    for (const said of [mail.text.replaceAll(/\s+/g, ' '), mail.html.replaceAll(/\s+/g, ' ')]) {
      expect(said).toContain(
        'Nhắc lần 2. Nếu đến 04/3/2026 17:00 chưa tiếp nhận, hệ thống sẽ báo cấp trên trực tiếp của đơn vị.',
      );
      expect(said).toContain('Đây là lần nhắc cuối. Hệ thống không nhắc thêm.');
      expect(said).toContain('Yêu cầu thực hiện, nhắc lần 1. Nếu vẫn chưa chuyển tiếp đủ, hệ thống sẽ báo cấp trên');
    }
    const english = mailOf(items, { locale: 'en' }).text.replaceAll(/\s+/g, ' ');
    expect(english).toMatch(/Reminder 2\. If it is not acknowledged by .*2026.*, the system will tell /);
    expect(english).toContain('This is the last reminder. The system will not remind again.');
  });

  it('says urgent papers first, then who waits, what is not acknowledged, what is late, and who else is to be seen to', () => {
    const mail = mailOf([
      item('5', { template: 'escalation', stage: 'work', directiveId: 'd' }, { waiting: 0 }),
      item('4', { stage: 'work' }),
      item('3'),
      item('2', { stage: 'relay', waitingNames: ['Xã An', 'Xã Bình'] }, { waiting: 2 }),
      item('1', { urgent: true, deferredOn: '2026-03-03' }),
    ]);
    const heads = [
      'VĂN BẢN KHẨN',
      'ĐƠN VỊ KHÁC ĐANG CHỜ QUÝ CƠ QUAN',
      'CHƯA TIẾP NHẬN',
      'CHẬM THỰC HIỆN, BÁO CÁO',
      'ĐƠN VỊ CẦN QUÝ CƠ QUAN ĐÔN ĐỐC',
    ];
    expect(heads.map((head) => mail.text.indexOf(head))).toEqual(
      heads.map((head) => mail.text.indexOf(head)).toSorted((a, b) => a - b),
    );
    expect(heads.every((head) => mail.text.includes(head))).toBe(true);
    expect(mail.subject).toBe('[Đôn đốc] 5 việc cần xử lý, trong đó 1 việc khẩn, ngày 04/3/2026');
    expect(mail.text).toContain('2 đơn vị đang chờ: Xã An, Xã Bình');
    expect(mail.text).toContain('https://x.invalid/a/3');
    expect(mail.html).toContain('href="https://x.invalid/a/3"');
  });

  it('about others only speaks of them, by paper, those that hold most up first', () => {
    const late = (id: string, waiting: number) => item(id, { template: 'escalation', directiveId: 'd' }, { waiting });
    const mail = mailOf([late('2', 0), late('1', 0), late('3', 22)]);
    expect(mail.subject).toBe('[Đôn đốc] 3 đơn vị chậm cần quý cơ quan đôn đốc, ngày 04/3/2026');
    expect(mail.text).toContain('Chưa tiếp nhận (3): Xã 3 (22 đơn vị đang chờ), Xã 1, Xã 2');
    expect(mailOf([late('2', 0), late('1', 0)], { locale: 'en', toLeader: true }).text).toMatch(/^To: The leader of/);
  });

  it('is shown beforehand with each paper of others once, and every unit that is late with it', () => {
    const late = (id: string) => item(id, { template: 'escalation', directiveId: 'd' });
    const items = [item('1'), item('2', { directiveId: 'd-1' }), late('3'), late('4')];
    const frame: Frame = { locale: 'vi', path: '/digest', now: NOW, demo: false, caller: null };
    const about = { hour: '08:00', at: NOW, total: 4, nextHref: null, maySet: false, wantsSummary: null };
    const page = nextDigestPage(frame, { ...about, items });
    expect(page.match(/<td class="cell-main">/g)).toHaveLength(3);
    expect(page).toMatch(/href="\/assignments\/3">Xã 3<\/a>, <a href="\/assignments\/4">Xã 4/);
  });

  it('names thirty of those who wait and counts the rest', () => {
    const names = Array.from({ length: 40 }, (_, n) => `Xã ${n}`);
    const list = waitingList(names, 40, 'vi')!;
    expect(list.lines).toHaveLength(31);
    expect(list.lines.at(-1)).toBe('và 10 đơn vị khác');
    expect(waitingList([], 0, 'vi')).toBeNull();
  });
});

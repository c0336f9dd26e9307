import { describe, expect, it } from '@jest/globals';
import { checkedPolicy } from '../../src/directives/policies/policy-check.rules.js';
import { classSummary, policyDifferences } from '../../src/directives/policies/policy-words.rules.js';
import { lastYearLines, type Waited } from '../../src/directives/policies/last-year.rules.js';
import { yearEffect } from '../../src/directives/policies/year-effect.rules.js';
import type { Calendar } from '../../src/calendar/index.js';
import {
  ladderOfFigures,
  URGENT_CLASSES,
  type ChaseStage,
  type LadderStep,
} from '../../src/directives/ladder.rules.js';
import { classOf, DEFAULT_POLICY, SHIPPED_POLICIES, type PolicyRules } from '../../src/directives/policy.rules.js';
import { whole } from '../support/whole.js';

const step = (to: LadderStep['to'], after: LadderStep['after']): LadderStep => ({
  to,
  after,
  channel: 'mail',
  text: 'reminder',
});
const days = (workingDays: number) => ({ workingDays });
const withReceipt = (...receipt: LadderStep[]): PolicyRules => {
  const ordinary = ladderOfFigures(DEFAULT_POLICY);
  return { ...DEFAULT_POLICY, classes: { ...URGENT_CLASSES, ordinary: { ...ordinary, steps: { ...ordinary.steps, receipt } } } };
}; // prettier-ignore
const said = (value: unknown) => {
  const { errors, warnings } = checkedPolicy(value);
  return { errors: errors.map(({ text }) => text.vi), warnings: warnings.map(({ text }) => text.vi) };
};

describe('a policy that is looked at', () => {
  it.each(Object.entries(SHIPPED_POLICIES))('%s ships without an error', (_, rules) => {
    expect(said(rules).errors).toEqual([]);
    expect(checkedPolicy(rules).rules).toEqual(rules);
  });

  it('the ordinary one ships without a warning', () => {
    expect(said(DEFAULT_POLICY).warnings).toEqual([]);
  });

  it('names the step that comes at the same instant as the one before', () => {
    expect(said(withReceipt(step('unit', days(0)), step('superior', days(0)))).errors).toEqual([
      'Văn bản thường, chưa tiếp nhận, bước 2: trùng thời điểm với bước trước; hãy để cách ít nhất 1 ngày làm việc hoặc 1 phút.',
    ]);
  });

  it('refuses a ladder longer than a year of work, and no ladder as long as one', () => {
    expect(said(withReceipt(step('unit', days(0)), step('superior', days(250)))).errors).toEqual([]);
    expect(said(withReceipt(step('unit', days(1)), step('superior', days(250)))).errors).toEqual([
      'Văn bản thường, chưa tiếp nhận: tất cả các bước dài hơn 250 ngày làm việc; hãy rút ngắn khoảng cách hoặc bỏ bớt bước.',
    ]);
  });

  it('says what each value may be, where it is another', () => {
    const wrong = withReceipt(step('unit', days(0)), step('superior', { minutes: 0 }));
    expect(said({ ...wrong, reminderLimit: 21, relayWorkingDays: 'x', more: 1 }).errors).toEqual([
      'Số lần nhắc trước khi báo cấp trên: nhập số nguyên từ 0 đến 20.',
      'Hạn chuyển tiếp (ngày làm việc): nhập số nguyên từ 1 đến 60.',
      'Văn bản thường, chưa tiếp nhận, bước 2: nhập thời gian chờ từ 0 đến 250 ngày làm việc, hoặc từ 1 đến 43.200 phút.',
      '“more” không phải là mục của chính sách; hãy bỏ đi.',
    ]);
    const many = withReceipt(...Array.from({ length: 13 }, (_, i) => step('unit', days(i === 0 ? 0 : 1))));
    expect(said(many).errors).toEqual(['Văn bản thường, chưa tiếp nhận: nhiều hơn 12 bước; hãy bỏ bớt.']);
    expect(said('no policy').errors).toHaveLength(1);
  });

  it('warns of an escalation before the first reminder, of a ladder that ends with the unit, and of none', () => {
    expect(said(withReceipt(step('superior', days(0)), step('unit', days(1)))).warnings).toEqual([
      expect.stringContaining('Văn bản thường, chưa tiếp nhận, bước 1: báo cấp trên trước'),
      expect.stringContaining('Văn bản khẩn, chưa tiếp nhận: cấp trên được báo muộn hơn văn bản thường'),
    ]);
    expect(said(withReceipt(step('unit', days(0)), step('leader', days(1)))).warnings).toEqual([
      expect.stringContaining('Văn bản thường, chưa tiếp nhận, bước 2: dừng ở đơn vị'),
    ]);
    expect(said(withReceipt()).warnings).toEqual([
      'Văn bản thường, chưa tiếp nhận: không có bước nào nên không ai được nhắc.',
    ]);
  });

  it('warns of steps that never come, since nobody set their term', () => {
    expect(said({ ...DEFAULT_POLICY, relayWorkingDays: null }).warnings).toContainEqual(
      expect.stringContaining('Văn bản khẩn, chưa chuyển tiếp: có bước nhưng chưa đặt hạn'),
    );
  });

  it('warns of a class that is chased more slowly than a less urgent one, in each way', () => {
    const slow = { ...URGENT_CLASSES.urgent, receipt: { minutes: 61 }, atOnce: false };
    const { warnings } = checkedPolicy({
      ...DEFAULT_POLICY,
      classes: { ...URGENT_CLASSES, urgent: URGENT_CLASSES.veryUrgent, veryUrgent: slow },
    });
    expect(warnings.map(({ urgency, stage, text }) => [urgency, stage, text.en.split(': ')[1]])).toEqual([
      ['veryUrgent', 'receipt', expect.stringContaining('the term of receipt is longer than that of “Urgent”')],
      ['veryUrgent', 'delivery', expect.stringContaining('somebody above hears later than with “Urgent”')],
      ['veryUrgent', 'receipt', expect.stringContaining('somebody above hears later than with “Urgent”')],
      ['veryUrgent', null, expect.stringContaining('mails wait for the digest')],
    ]);
  });

  it('warns of minutes for ordinary papers and of more mails in a day than an office gets', () => {
    const hourly = Array.from({ length: 6 }, (_, i) => step('unit', i === 0 ? days(0) : { minutes: 60 }));
    expect(said(withReceipt(...hourly, step('superior', days(1)))).warnings).toEqual([
      expect.stringContaining('bước 2: tính bằng phút nên chạy cả ban đêm'),
      expect.stringContaining('có 6 thư đến đơn vị trong một ngày, vượt mức 5 thư'),
    ]);
  });
});

describe('a policy in words', () => {
  it('is a sentence for each class', () => {
    expect(classSummary(DEFAULT_POLICY, 'ordinary', 'vi')).toBe(
      'Tiếp nhận trong 1 ngày làm việc; nhắc 2 lần, rồi báo cấp trên trực tiếp của đơn vị sau 2 ngày làm việc kể từ hạn.',
    );
    expect(classSummary(DEFAULT_POLICY, 'urgent', 'en')).toBe(
      'Received within 2 h; 3 reminders, then the superior of the unit is told 6 h after the deadline.',
    );
  });

  it('says what changed between two versions, and nothing of what did not', () => {
    const is = withReceipt(step('unit', days(0)), { ...step('issuer', days(2)), channel: 'letter' });
    expect(policyDifferences(DEFAULT_POLICY, DEFAULT_POLICY, 'vi')).toEqual([]);
    expect(policyDifferences(DEFAULT_POLICY, { ...is, mailsPerDay: 3 }, 'vi')).toEqual([
      { where: 'Số thư đôn đốc tối đa cho một đơn vị trong một ngày', was: '5', is: '3' },
      {
        where: 'Thường, chưa tiếp nhận',
        was: 'ngay khi hết hạn: nhắc đơn vị; sau đó 1 ngày làm việc: nhắc đơn vị; sau đó 1 ngày làm việc: báo cấp trên trực tiếp của đơn vị',
        is: 'ngay khi hết hạn: nhắc đơn vị; sau đó 2 ngày làm việc: lập công văn đôn đốc để ký, gửi cơ quan ban hành',
      },
    ]);
    expect(classOf(is, 'ordinary').steps.receipt).toHaveLength(2);
  });
});

describe("the year's effect", () => {
  const tet = ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'] as const;
  const calendar: Calendar = {
    version: 7,
    scope: 'national',
    days: new Map(tet.map((on) => [on, 'holiday'] as const)),
    officialYears: new Set([2026]),
  };
  const ofYear = whole(yearEffect(DEFAULT_POLICY, 2026, calendar));
  const of = (urgency: 'ordinary' | 'urgent', stage: ChaseStage) => {
    const cls = ofYear.classes.find((one) => one.urgency === urgency)!;
    return { effect: ofYear, cls, stage: cls.stages.find((one) => one.stage === stage)! };
  };

  it('says when each step falls, by hand: reminders on the next two working days, the superior on the third', () => {
    const { effect, stage } = of('ordinary', 'receipt');
    // 261 weekdays of 2026, without the five of Tết
    expect(effect).toMatchObject({ year: 2026, papers: 256, isProvisional: true, calendarVersion: 7 });
    expect(stage.mails).toEqual({ unit: 2, above: 1, letters: 0 });
    expect(
      stage.steps.map(({ usualDays, latestDays, latestIssuedOn }) => [usualDays, latestDays, latestIssuedOn]),
    ).toEqual([
      [1, 10, '2026-02-13'],
      [2, 11, '2026-02-13'],
      // issued on Wednesday to Friday, three days out of five, it waits over a weekend
      [5, 12, '2026-02-13'],
    ]);
  });

  it('counts the mails that go at once at night or on days off, by hand', () => {
    const [ordinary, urgent, veryUrgent] = ofYear.classes.map(({ atOnce }) => atOnce);
    expect(ordinary).toEqual({ mails: 0, outOfHours: 0 });
    // issued at nine: not acknowledged at 11, 13, 15, 17 and 19 o'clock; not delivered at 11, 13 and 15; the rest at the close
    expect(urgent).toEqual({ mails: 16 * 256, outOfHours: 256 });
    expect(veryUrgent!.outOfHours).toBe(0);
    const oneLess = whole(yearEffect(DEFAULT_POLICY, 2026, { ...calendar, days: new Map([...calendar.days, ['2026-03-04', 'stop']]) }));
    expect(oneLess.classes[1]!.atOnce.outOfHours).toBe(255);
  }); // prettier-ignore

  it('counts what falls on days off and what gathers after Tết', () => {
    const ordinary = of('ordinary', 'receipt').cls.holidays;
    expect(ordinary.map(({ from, until, within }) => [from, until, within])).toEqual([['2026-02-14', '2026-02-22', 0]]);
    // receipt: three steps of papers of 11, 12 and 13 February meet on Monday 23 February; relay and work bring theirs
    expect(ordinary[0]!.after).toBeGreaterThan(3);
    expect(of('urgent', 'work').stage.steps.every(({ onDayOff }) => onDayOff === 0)).toBe(true);
    expect(of('urgent', 'receipt').stage.steps.every(({ onDayOff }) => onDayOff === 0)).toBe(true);
  });

  it('knows what relies on a year that is not announced', () => {
    const [first, , third] = of('ordinary', 'receipt').stage.steps;
    // the papers of 31 December, and for the third step also those of 29 and 30 December
    expect([first!.provisional, third!.provisional]).toEqual([1, 3]);
  });
});

describe('the papers of the last year', () => {
  const calendar: Calendar = { version: 1, scope: 'national', days: new Map(), officialYears: new Set([2026]) };
  const waited = (done: string, units: number): Waited => ({
    urgency: 'ordinary',
    stage: 'receipt',
    owesWork: true,
    from: new Date('2026-03-02T02:00:00Z'), // Monday, 09:00
    fixed: null,
    done: new Date(done),
    units,
  });

  it('would have led to so many steps under the new ladder and the old', () => {
    const waits = [
      waited('2026-03-03T09:59:00Z', 50), // in time
      waited('2026-03-03T10:30:00Z', 7), // one reminder; none under the new
      waited('2026-03-05T10:30:00Z', 3), // two reminders and the superior; the new one reminds on the day after
    ];
    const is = withReceipt(step('unit', days(1)), step('superior', days(5)));
    expect(whole(lastYearLines(waits, { was: DEFAULT_POLICY, is }, calendar))).toEqual([
      { urgency: 'ordinary', stage: 'receipt', late: 10, steps: { was: 16, is: 3 }, above: { was: 3, is: 0 } },
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { checkedPolicy } from '../../src/directives/policies/policy-check.rules.js';
import { classSummary, policyDifferences } from '../../src/directives/policies/policy-words.rules.js';
import { legacyLadder, URGENT_CLASSES, type LadderStep } from '../../src/directives/ladder.rules.js';
import { classOf, DEFAULT_POLICY, SHIPPED_POLICIES, type PolicyRules } from '../../src/directives/policy.rules.js';

const step = (to: LadderStep['to'], after: LadderStep['after']): LadderStep => ({
  to,
  after,
  channel: 'mail',
  text: 'reminder',
});
const days = (workingDays: number) => ({ workingDays });
const withReceipt = (...receipt: LadderStep[]): PolicyRules => {
  const ordinary = legacyLadder(DEFAULT_POLICY);
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
      'Văn bản thường, chưa tiếp nhận: cả thang dài hơn 250 ngày làm việc; hãy rút ngắn khoảng cách hoặc bỏ bớt bước.',
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
      expect.stringContaining('Văn bản thường, chưa tiếp nhận, bước 1: báo người ở trên trước'),
      expect.stringContaining('Văn bản khẩn, chưa tiếp nhận: người ở trên được báo muộn hơn văn bản thường'),
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

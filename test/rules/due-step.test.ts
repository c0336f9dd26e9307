import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  firstOfTimers,
  reminderStageOf,
  timersOf,
  type TimedBefore,
  type TimedRow,
  type Timers,
} from '../../src/assignments/timer.rules.js';
import { dueStageOf, dueStep, type DueRow, type DueStep } from '../../src/chasing/due-step.rules.js';
import {
  CHASED,
  ladderOf,
  ladderOfFigures,
  STEPS_AT_MOST,
  URGENT_CLASSES,
  urgencyOf,
  type After,
  type ClassRules,
  type LadderStep,
} from '../../src/directives/ladder.rules.js';
import { classOf, DEFAULT_POLICY, dutyTermsOf, type PolicyRules } from '../../src/directives/policy.rules.js';
import {
  ASSIGNMENT_OPENINGS,
  assignmentMachine,
  isUsedUp,
  start,
  step as stepped,
  stepsTaken,
  type AssignmentContext,
  type AssignmentEvent,
  type AssignmentRegions,
} from '../../workflows/index.js';
import { withoutSteps } from '../../workflows/ladder.js';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const at = (day: number): Date => new Date(Date.UTC(2028, 1, day, 10));
/** Every day is worked here: what a calendar does to it, others ask. */
const after = (from: Date, term: After): Date =>
  new Date(from.getTime() + ('minutes' in term ? term.minutes * MINUTE : term.workingDays * DAY));

const days = (workingDays: number): After => ({ workingDays });
const one = (to: LadderStep['to'], wait: After): LadderStep => ({ to, after: wait, channel: 'mail', text: 'reminder' });
const FIGURES = { receiptWorkingDays: 1, remindEveryWorkingDays: 3, reminderLimit: 2 };
const rulesWith = (steps: Partial<ClassRules['steps']>): ClassRules => ({
  receipt: { workingDays: 1 },
  beginWorkingDays: 3,
  atOnce: false,
  steps: { delivery: [], receipt: [], relay: [], begin: [], work: [], ...steps },
});

interface Case {
  regions: AssignmentRegions;
  context: AssignmentContext;
  due: { receiptDueAt: Date | null; workDueAt: Date | null };
  timers: Timers;
}

/** A paper that was sent, and is to be acknowledged by the second of the month and done by the twentieth. */
function sent(context: Partial<AssignmentContext> = {}): Case {
  return {
    regions: ASSIGNMENT_OPENINGS[0]!,
    context: { ...start(assignmentMachine).context, ...context },
    due: { receiptDueAt: at(2), workDueAt: at(20) },
    timers: { remindAt: at(2), relayDueAt: null, followDueAt: null },
  };
}
const rowOf = ({ regions, context, due, timers }: Case): DueRow => ({ ...regions, ...due, ...timers, context, machineVersion: 2 }); // prettier-ignore

/** What an act, or a step of the chase, makes of it: by the machine and the rule of the timers. */
function move(
  before: Case,
  event: AssignmentEvent,
  now: Date,
  more: { due?: Partial<Case['due']>; step?: DueStep } = {},
): Case {
  // prettier-ignore
  const { receipt, relay, work, standing } = before.regions;
  const moved = stepped(assignmentMachine, { value: { receipt, relay, work, standing }, context: before.context }, event); // prettier-ignore
  if (!moved.accepted) throw new Error(`${event.type} is refused`);
  const regions = moved.value as unknown as AssignmentRegions;
  const due = { ...before.due, ...more.due };
  const next = more.step?.does === 'step' ? more.step : undefined;
  const timers = timersOf(
    { ...before.regions, ...before.due, ...before.timers, context: before.context } satisfies TimedBefore,
    { ...regions, ...due } satisfies TimedRow,
    {
      context: moved.context,
      now,
      term: (n) => after(now, days(n)),
      afterReminder: next?.stage === 'relay' ? undefined : next?.next,
      afterRelayStep: next?.stage === 'relay' ? next.next : undefined,
    },
  );
  return { regions, context: moved.context, due, timers };
}

interface Said {
  stage: string;
  n: number;
  to: string;
  at: number;
  isLast: boolean;
}

/** Runs the sweep every half hour, and once more each time, until nothing is due any more or the month is over. */
function swept(from: Case, ladders: ClassRules, { since = at(1), until = at(29) } = {}): { said: Said[]; left: Case } {
  const said: Said[] = [];
  let left = from;
  for (let now = since.getTime(); now <= until.getTime(); now += 30 * MINUTE)
    for (let doubled = 0; doubled < 2; doubled++) {
      const next = firstOfTimers(left.timers, left.context.paused);
      if (next === null || next.getTime() > now) continue;
      const instant = new Date(now);
      const does = dueStep(rowOf(left), { ladders, after }, instant);
      if (does.does === 'wait') left = { ...left, timers: { ...left.timers, remindAt: does.until } };
      if (does.does === 'nothing') left = { ...left, timers: { remindAt: null, relayDueAt: null, followDueAt: null } };
      if (does.does !== 'step') continue;
      const { step } = does.event as { step: { n: number; to: string; isLast: boolean } };
      said.push({ stage: does.stage, n: step.n, to: step.to, at: now, isLast: step.isLast });
      left = move(left, does.event, instant, { step: does });
    }
  return { said, left };
}
const linesOf = (said: readonly Said[]) =>
  said.map(({ stage, n, to, at: when }) => `${stage} ${n} ${to} ${new Date(when).toISOString().slice(8, 16)}`);
const acknowledged = (ladders: ClassRules, on = at(1), context: Partial<AssignmentContext> = {}): Case => {
  const { beginWorkingDays, steps } = ladders;
  const begins = beginWorkingDays !== null && steps.begin.length > 0 ? { beginDays: beginWorkingDays } : {};
  return move(sent({ ...begins, ...context }), { type: 'ACKNOWLEDGE' }, on);
};

describe('a ladder that follows from the figures of a policy', () => {
  it('reminds as often as it says, then tells the superior once; of a relay the unit, then the superior', () => {
    const { steps, ...rest } = ladderOfFigures({ ...FIGURES, relayWorkingDays: 4 });
    expect(rest).toEqual({ receipt: { workingDays: 1 }, beginWorkingDays: null, atOnce: false });
    const reminders = [one('unit', days(0)), one('unit', days(3)), one('superior', days(3))];
    expect(steps).toEqual({
      delivery: [],
      receipt: reminders,
      relay: [one('unit', days(0)), one('superior', days(4))],
      begin: [],
      work: reminders,
    });
    expect(ladderOfFigures(FIGURES).steps.relay).toEqual([]);
    expect(ladderOfFigures({ ...FIGURES, reminderLimit: 0 }).steps.work).toEqual([one('superior', days(0))]);
  });

  it('is that of every class of which the policy says nothing else', () => {
    const { classes: _, ...figures } = DEFAULT_POLICY;
    for (const urgency of ['ordinary', 'urgent', 'timedFlash'] as const)
      expect(classOf(figures, urgency)).toEqual(ladderOfFigures(figures));
    expect(classOf(DEFAULT_POLICY, 'ordinary')).toEqual(ladderOfFigures(DEFAULT_POLICY));
    expect(classOf(DEFAULT_POLICY, 'flash')).toBe(URGENT_CLASSES.flash);
  });

  it('leaves out whoever is above for who owes receipt only, in every stage', () => {
    for (const stage of ['delivery', 'receipt', 'relay', 'begin', 'work'] as const) {
      const all = URGENT_CLASSES.urgent.steps[stage];
      expect(ladderOf(URGENT_CLASSES.urgent, stage, true)).toEqual(all);
      const own = ladderOf(URGENT_CLASSES.urgent, stage, false);
      expect(own).toEqual(all.filter(({ to }) => ['unit', 'leader'].includes(to)));
    }
  });
});

describe('the class of a paper', () => {
  it.each([
    [null, null, 'ordinary'],
    ['KHẨN', null, 'urgent'],
    ['KHẨN', '16:00', 'urgent'],
    ['THƯỢNG KHẨN', '16:00', 'veryUrgent'],
    ['HỎA TỐC', null, 'flash'],
    ['HỎA TỐC', '', 'flash'],
    ['HỎA TỐC', '16:00', 'timedFlash'],
    ['thường', null, 'ordinary'],
  ] as const)('with the stamp %s and the hour %s is %s', (stamp, hour, urgency) => {
    expect(urgencyOf(stamp, hour)).toBe(urgency);
  });

  it('gives its duties the terms that have steps, and no others', () => {
    const begin = rulesWith({ begin: [one('unit', days(0))], receipt: [one('unit', days(0)), one('leader', days(1)), one('issuer', days(1))] }); // prettier-ignore
    const rules: PolicyRules = { ...DEFAULT_POLICY, followUpWorkingDays: 7, classes: { urgent: begin } };
    expect(dutyTermsOf(rules, 'urgent')).toEqual({ reminderLimit: 2, relayWorkingDays: null, followUpWorkingDays: 7, beginWorkingDays: 3 }); // prettier-ignore
    expect(dutyTermsOf(rules, 'ordinary')).toEqual({ reminderLimit: 2, relayWorkingDays: 2, followUpWorkingDays: 7, beginWorkingDays: null }); // prettier-ignore
    const without = { ...rules, classes: { urgent: { ...begin, steps: { ...begin.steps, begin: [] } } } };
    expect(dutyTermsOf(without, 'urgent').beginWorkingDays).toBeNull();
  });
});

describe('a step that has fallen due', () => {
  const ladders = rulesWith({
    receipt: [one('unit', days(0)), one('superior', days(2))],
    work: [one('unit', days(1))],
  });

  it('says which comes after it, and when; the last says that it is the last', () => {
    const first = dueStep(rowOf(sent()), { ladders, after }, at(2));
    expect(first).toMatchObject({ does: 'step', stage: 'receipt', next: at(4), event: { type: 'REMINDER_DUE', step: { n: 1, to: 'unit', isLast: false } } }); // prettier-ignore
    const last = dueStep(rowOf(sent({ steps: { receipt: 1 } })), { ladders, after }, at(4));
    expect(last).toMatchObject({ does: 'step', next: undefined, event: { step: { n: 2, to: 'superior', isLast: true } } }); // prettier-ignore
    expect(dueStep(rowOf(sent({ steps: { receipt: 2 } })), { ladders, after }, at(4))).toEqual({ does: 'nothing' });
  });

  it('waits where the policy gives more time after the deadline, and not once that is over', () => {
    const row = rowOf(acknowledged(ladders));
    expect(dueStep(row, { ladders, after }, at(20))).toEqual({ does: 'wait', until: at(21) });
    expect(dueStep(row, { ladders, after }, at(21))).toMatchObject({ does: 'step', stage: 'work' });
  });

  it('that fell on a day which an order has closed comes at the close of the next that is worked', () => {
    const closed = new Set(['04', '05']);
    const beforeStorm = (from: Date, term: After): Date => {
      let [day, left] = [from, 'minutes' in term ? 0 : term.workingDays];
      while (left > 0) {
        day = new Date(day.getTime() + DAY);
        if (!closed.has(day.toISOString().slice(8, 10))) left--;
      }
      return day;
    };
    const row = rowOf({ ...sent({ steps: { receipt: 1 } }), timers: { remindAt: at(4), relayDueAt: null, followDueAt: null } }); // prettier-ignore
    expect(dueStep(row, { ladders, after: beforeStorm }, at(4))).toEqual({ does: 'wait', until: at(6) });
    expect(dueStep({ ...row, remindAt: at(6) }, { ladders, after: beforeStorm }, at(6))).toMatchObject({
      does: 'step',
    });
    const inMinutes = rulesWith({ receipt: [one('unit', days(0)), one('issuer', { minutes: 30 })] });
    expect(dueStep(row, { ladders: inMinutes, after: beforeStorm }, at(4))).toMatchObject({ does: 'step' });
    // who names an hour on a day off means it
    const named = { ...row, context: { ...row.context, steps: {} }, receiptDueAt: at(4) };
    expect(dueStep(named, { ladders, after: beforeStorm }, at(4))).toMatchObject({ does: 'step' });
  });

  it('comes after as many working days as the policy says, whichever days an order closes while it waits', () => {
    const [wait, before] = [4, at(1)];
    const own = rulesWith({ receipt: [one('unit', days(0)), one('superior', days(wait))] });
    const set = after(before, days(wait));
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 2, max: 12 }), { maxLength: 6 }), (closed) => {
        const isOpen = (day: Date): boolean => !closed.includes(Math.round((day.getTime() - at(0).getTime()) / DAY));
        const naive = (from: Date, term: After): Date => {
          let [day, left] = [from, 'workingDays' in term ? term.workingDays : 0];
          while (left > 0) {
            day = new Date(day.getTime() + DAY);
            if (isOpen(day)) left--;
          }
          return day;
        };
        const row = rowOf({ ...sent({ steps: { receipt: 1 } }), timers: { remindAt: set, relayDueAt: null, followDueAt: null } }); // prettier-ignore
        const does = dueStep(row, { ladders: own, after: naive, since: before }, set);
        const expected = naive(before, days(wait));
        const waits = { does: 'wait', until: expected };
        expect(does).toMatchObject(expected > set ? waits : { does: 'step', stage: 'receipt' });
        expect(dueStep(row, { ladders: own, after: naive, since: before }, expected)).toMatchObject({ does: 'step' });
      }),
    );
  });

  it('is the expiry before the relay before the reminder', () => {
    const row = { ...rowOf(acknowledged(ladders)), remindAt: at(5), relayDueAt: at(5), followDueAt: at(5) };
    expect(dueStageOf(row, ladders, at(5))).toBe('expired');
    expect(dueStep(row, { ladders, after }, at(5))).toEqual({ does: 'expire', event: { type: 'ACKNOWLEDGEMENT_EXPIRED' } }); // prettier-ignore
    expect(dueStageOf({ ...row, followDueAt: at(6) }, ladders, at(5))).toBe('relay');
    expect(dueStageOf({ ...row, followDueAt: null, relayDueAt: at(22) }, ladders, at(21))).toBe('work');
  });

  it('of a paper that did not arrive is one of its own where the policy has them; who gets it after all is chased from the first', () => {
    const own = rulesWith({ delivery: [one('superior', days(0)), one('issuer', days(1))], receipt: [one('unit', days(0)), one('leader', days(1)), one('superior', days(1))] }); // prettier-ignore
    expect(dueStageOf(rowOf(sent()), ladders, at(2))).toBe('receipt');
    expect(dueStageOf(rowOf(sent()), own, at(2))).toBe('delivery');
    const { left } = swept(sent(), own, { until: at(2) });
    const arrived = move(left, { type: 'DELIVER' }, at(2));
    expect(linesOf(swept(arrived, own, { since: at(2) }).said)).toEqual(['receipt 1 unit 03T10:00', 'receipt 2 leader 04T10:00', 'receipt 3 superior 05T10:00']); // prettier-ignore
    const { left: told } = swept(sent(), own, { until: at(6) });
    const late = move(told, { type: 'DELIVER' }, at(6));
    expect(linesOf(swept(late, own, { since: at(6) }).said)).toEqual(['receipt 1 unit 06T11:00', 'receipt 2 leader 07T11:00', 'receipt 3 superior 08T11:00']); // prettier-ignore
  });

  it('of a case of the first version names no step, and is counted by its machine', () => {
    const row = { ...rowOf(sent()), machineVersion: 1 };
    expect(dueStep(row, { ladders, after }, at(2))).toEqual({ does: 'step', stage: 'receipt', event: { type: 'REMINDER_DUE' }, next: at(4), by: null }); // prettier-ignore
  });
});

describe('who has not begun', () => {
  const ladders = rulesWith({
    begin: [one('unit', days(0)), one('leader', days(2)), one('superior', days(20))],
    work: [one('unit', days(0)), one('superior', days(1))],
  });

  it('is chased for that from its term on, and for the work from its deadline, where it has not begun either', () => {
    expect(linesOf(swept(acknowledged(ladders), ladders).said)).toEqual(['begin 1 unit 04T10:00', 'begin 2 leader 06T10:00', 'work 1 unit 20T10:00', 'work 2 superior 21T10:00']); // prettier-ignore
  });

  it('is not, once it has', () => {
    const { left } = swept(acknowledged(ladders), ladders, { until: at(5) });
    const begun = move(left, { type: 'START' }, at(5));
    expect(begun.timers.remindAt).toEqual(at(20));
    expect(linesOf(swept(begun, ladders, { since: at(5) }).said)).toEqual(['work 1 unit 20T10:00', 'work 2 superior 21T10:00']); // prettier-ignore
  });

  it('keeps its instant when somebody is only named to lead, and when the deadline moves', () => {
    const before = acknowledged(ladders);
    expect(move(before, { type: 'ASSIGN' }, at(2)).timers.remindAt).toEqual(at(4));
    const extended = move(before, { type: 'EXTEND' }, at(2), { due: { workDueAt: at(25) } });
    expect(extended.timers.remindAt).toEqual(at(4));
    expect(extended.context.usedUp ?? []).toEqual([]);
  });

  it('is in that stage until the deadline, and only while it owes work that it has not begun', () => {
    const { regions, context, due } = acknowledged(ladders);
    const row = { ...regions, ...due };
    expect(reminderStageOf(row, context, new Date(at(20).getTime() - 1))).toBe('begin');
    expect(reminderStageOf(row, context, at(20))).toBe('work');
    expect(reminderStageOf({ ...row, workDueAt: null }, context, at(28))).toBe('begin');
    expect(reminderStageOf({ ...row, work: 'implementing' }, context, at(5))).toBe('work');
    expect(reminderStageOf(row, { ...context, usedUp: ['begin'] }, at(5))).toBe('work');
    expect(reminderStageOf(row, { ...context, owesWork: false }, at(5))).toBeNull();
    expect(reminderStageOf({ ...row, receipt: 'delivered' }, context, at(5))).toBe('receipt');
    expect(reminderStageOf({ ...row, standing: 'closed' }, context, at(5))).toBeNull();
  });
});

const stepArbitrary = fc.record({
  to: fc.constantFrom(...CHASED),
  // the instants of the sweep are half hours
  after: fc.oneof(
    fc.record({ workingDays: fc.integer({ min: 1, max: 2 }) }),
    fc.integer({ min: 1, max: 20 }).map((n) => ({ minutes: n * 30 })),
  ),
  channel: fc.constantFrom('mail' as const, 'letter' as const),
  text: fc.constant('reminder' as const),
});
const ladderArbitrary = fc.array(stepArbitrary, { minLength: 1, maxLength: STEPS_AT_MOST });

describe('whatever the ladder', () => {
  it('its steps are taken in order, each once and each so long after the one before, then none', () => {
    fc.assert(
      fc.property(ladderArbitrary, fc.boolean(), fc.boolean(), (ladder, owesWork, isOfWork) => {
        const ladders = rulesWith({ [isOfWork ? 'work' : 'receipt']: ladder });
        const begun = isOfWork ? acknowledged(ladders, at(1), { owesWork }) : sent({ owesWork });
        const early = { ...begun, due: { ...begun.due, workDueAt: at(2) }, timers: { ...begun.timers, remindAt: at(2) } }; // prettier-ignore
        const from = isOfWork && !owesWork ? begun : early;
        const { said, left } = swept(from, ladders, { until: at(29) });
        const own = isOfWork && !owesWork ? [] : ladder.filter(({ to }) => owesWork || ['unit', 'leader'].includes(to));
        expect(said.map(({ to }) => to)).toEqual(own.map(({ to }) => to));
        expect(said.map(({ n }) => n)).toEqual(own.map((_, i) => i + 1));
        expect(said.map(({ isLast }) => isLast)).toEqual(own.map((_, i) => i === own.length - 1));
        const instants = [at(2), ...said.map((each) => new Date(each.at))];
        said.forEach((each, i) => {
          expect(new Date(each.at)).toEqual(after(instants[i]!, own[i]!.after));
        });
        expect(left.timers.remindAt).toBeNull();
        const stage = isOfWork ? 'work' : 'receipt';
        expect([isUsedUp(stage, left.context), stepsTaken(stage, left.context, left.regions)]).toEqual([own.length > 0, own.length]); // prettier-ignore
      }),
      { numRuns: 60 },
    );
  });

  it('an amendment begins it anew, an extension that of the work only, and a pause nothing', () => {
    fc.assert(
      fc.property(ladderArbitrary, fc.integer({ min: 0, max: 12 }), (ladder, taken) => {
        const ladders = rulesWith({ receipt: ladder, begin: ladder, work: ladder });
        const n = Math.min(taken, ladder.length);
        const usedUp = n === ladder.length ? (['receipt', 'begin', 'work'] as const) : [];
        const context = { steps: { receipt: n, begin: n, work: n }, usedUp: [...usedUp] };
        const before = acknowledged(ladders, at(1), context);
        const counts = (of: Case) => (['receipt', 'begin', 'work'] as const).map((each) => stepsTaken(each, of.context, of.regions)); // prettier-ignore
        expect(counts(before)).toEqual([n, n, n]);
        expect(counts(move(before, { type: 'EXTEND' }, at(3), { due: { workDueAt: at(25) } }))).toEqual([n, 0, 0]);
        const amended = move(before, { type: 'AMEND' }, at(3), { due: { receiptDueAt: at(5) } });
        expect(counts(amended)).toEqual([0, 0, 0]);
        expect(amended.timers.remindAt).toEqual(at(5));
        const paused = move(before, { type: 'PAUSE' }, at(3));
        expect(firstOfTimers(paused.timers, paused.context.paused)).toBeNull();
        const resumed = move(paused, { type: 'RESUME' }, at(4));
        expect(counts(resumed)).toEqual([n, n, n]);
        expect(resumed.timers).toEqual(before.timers);
        expect(resumed.context.usedUp).toEqual(before.context.usedUp);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what a case counts', () => {
  const context = start(assignmentMachine).context;

  it('before there were ladders is what its reminders come to', () => {
    const [row] = ASSIGNMENT_OPENINGS;
    const old = { ...context, receiptReminders: 2, receiptEscalated: true, workReminders: 1, reminderLimit: 2 };
    expect(stepsTaken('receipt', old, row!)).toBe(3);
    expect(isUsedUp('receipt', old)).toBe(true);
    expect(stepsTaken('receipt', { ...old, owesWork: false }, row!)).toBe(2);
    expect(stepsTaken('work', old, row!)).toBe(1);
    expect(isUsedUp('work', old)).toBe(false);
    expect(stepsTaken('begin', old, row!)).toBe(0);
    expect(stepsTaken('relay', { ...old, relayEscalated: true }, { ...row!, relay: 'silent' })).toBe(2);
    expect(stepsTaken('relay', { ...old, relayReminded: true }, { ...row!, relay: 'partly' })).toBe(1);
  });

  it('loses the ladders that begin anew, and only those', () => {
    const counted = { ...context, steps: { receipt: 2, work: 1 }, usedUp: ['receipt' as const, 'work' as const] };
    expect(withoutSteps(counted, ['work', 'begin'])).toEqual({ steps: { receipt: 2 }, usedUp: ['receipt'] });
    expect(withoutSteps(context, ['work'])).toEqual({});
  });
});

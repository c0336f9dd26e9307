import { describe, expect, it } from '@jest/globals';
import {
  beginsTerm,
  dueEventOf,
  firstOfTimers,
  timersOf,
  type TimedBefore,
  type TimedRow,
} from '../../src/assignments/timer.rules.js';
import { ASSIGNMENT_OPENINGS, assignmentMachine, start, type AssignmentContext } from '../../workflows/index.js';

const day = (n: number): Date => new Date(Date.UTC(2026, 2, n));
/** Terms count from the second of the month, every day being worked. */
const term = (workingDays: number): Date => day(2 + workingDays);
const NOW = day(2);

const fresh: AssignmentContext = { ...start(assignmentMachine).context, relayDays: 2, followDays: 3 };
const row = (change: Partial<TimedRow> = {}): TimedRow => ({
  ...ASSIGNMENT_OPENINGS[0]!,
  receiptDueAt: day(3),
  workDueAt: day(20),
  ...change,
});
const acknowledged = (change: Partial<TimedRow> = {}): TimedRow => row({ receipt: 'acknowledged', ...change });
/** A row with timers of its own, each on a day that no rule leads to. */
const held = (from: TimedRow, context: Partial<AssignmentContext> = {}): TimedBefore => ({
  ...from,
  remindAt: day(11),
  relayDueAt: day(12),
  followDueAt: day(13),
  context: { ...fresh, ...context },
});
const after = (before: TimedBefore, now: TimedRow, context: Partial<AssignmentContext> = {}, afterReminder?: Date) =>
  timersOf(before, now, { context: { ...fresh, ...context }, now: NOW, term, afterReminder });

describe('the reminder of a duty', () => {
  const remindAt = (...args: Parameters<typeof after>) => after(...args).remindAt;

  it('is at the term of the receipt once the paper is sent, then at the term of the work once it is acknowledged', () => {
    expect(remindAt(held(row({ receipt: 'expected' })), row())).toEqual(day(3));
    expect(remindAt(held(row()), acknowledged())).toEqual(day(20));
    expect(remindAt(held(row()), acknowledged({ workDueAt: null }))).toBeNull();
  });

  it('is none of who has nothing to be chased for, or has been chased enough', () => {
    expect(remindAt(held(row()), row({ receipt: 'returned' }))).toBeNull();
    expect(remindAt(held(row()), acknowledged({ standing: 'closed' }))).toBeNull();
    expect(remindAt(held(acknowledged()), acknowledged({ work: 'reported' }))).toBeNull();
    const used = { receiptReminders: 3, receiptEscalated: true };
    expect(remindAt(held(row(), used), row({ receipt: 'delivered' }), used)).toBeNull();
  });

  it('after one is when policy says that the next is', () => {
    expect(remindAt(held(row()), row(), { receiptReminders: 1 }, day(5))).toEqual(day(5));
    expect(remindAt(held(row()), row(), { receiptReminders: 3, receiptEscalated: true }, day(5))).toBeNull();
  });

  it('stays where it is through a step within the stage: who acts late is not chased the sooner', () => {
    expect(remindAt(held(row()), row({ receipt: 'delivered' }))).toEqual(day(11));
    expect(remindAt(held(acknowledged()), acknowledged({ work: 'implementing' }))).toEqual(day(11));
  });

  it('begins anew where the term of its stage moved, not where the other one did', () => {
    expect(remindAt(held(acknowledged()), acknowledged({ workDueAt: day(25) }))).toEqual(day(25));
    expect(remindAt(held(acknowledged({ workDueAt: null })), acknowledged({ workDueAt: day(25) }))).toEqual(day(25));
    expect(remindAt(held(acknowledged()), acknowledged({ workDueAt: null }))).toBeNull();
    expect(remindAt(held(row()), row({ receiptDueAt: day(4) }))).toEqual(day(4));
    expect(remindAt(held(row()), row({ workDueAt: day(25) }))).toEqual(day(11));
    const undated = { workDueAt: null };
    expect(remindAt(held(acknowledged(undated)), acknowledged({ ...undated, work: 'assigned' }))).toEqual(day(11));
  });

  it('is kept through a pause, to go on from where it stood', () => {
    expect(remindAt(held(row()), row(), { paused: true })).toEqual(day(11));
    expect(remindAt(held(row(), { paused: true }), row())).toEqual(day(11));
  });

  it('gives a day to who goes on after the term: a report was sent back, or a question answered', () => {
    const late = { workDueAt: day(1) };
    const reported = held(acknowledged({ ...late, work: 'reported' }));
    const waiting = held(acknowledged({ ...late, work: 'waitingOnIssuer' }));
    expect(remindAt(reported, acknowledged({ ...late, work: 'sentBack' }))).toEqual(day(3));
    expect(remindAt(waiting, acknowledged({ ...late, work: 'implementing' }))).toEqual(day(3));
    expect(remindAt(waiting, acknowledged({ workDueAt: NOW, work: 'assigned' }))).toEqual(day(3));
    expect(remindAt(waiting, acknowledged({ workDueAt: day(9), work: 'assigned' }))).toEqual(day(9));
    expect(remindAt(waiting, acknowledged({ workDueAt: null, work: 'assigned' }))).toBeNull();
    expect(remindAt(held(row(late)), acknowledged(late))).toEqual(day(1));
  });
});

describe('the term to pass a paper on', () => {
  const relayDueAt = (...args: Parameters<typeof after>) => after(...args).relayDueAt;
  const owed = acknowledged({ relay: 'owed' });
  const silent = acknowledged({ relay: 'silent' });

  it('begins with the acknowledgement of who has units waiting below, and anew when it is over', () => {
    expect(relayDueAt(held(row({ relay: 'owed' })), owed)).toEqual(day(4));
    expect(relayDueAt(held(owed), silent)).toEqual(day(4));
  });

  it('stays as it was while the paper is still owed', () => {
    expect(relayDueAt(held(owed), { ...owed, work: 'assigned' })).toEqual(day(12));
    expect(relayDueAt(held(silent), { ...silent, work: 'assigned' })).toEqual(day(12));
  });

  it('runs on for who passed the paper on to some: anew after that and after the reminder, else as it was', () => {
    const partly = acknowledged({ relay: 'partly' });
    expect(relayDueAt(held(owed), partly)).toEqual(day(4));
    expect(relayDueAt(held(partly), partly)).toEqual(day(12));
    expect(relayDueAt(held(partly), partly, { relayReminded: true })).toEqual(day(4));
    expect(relayDueAt(held(partly, { relayReminded: true }), partly, { relayReminded: true })).toEqual(day(12));
    expect(relayDueAt(held(partly), partly, { relayReminded: true, relayEscalated: true })).toBeNull();
  });

  it('is none of who owes no relay, whose superior was told, before the acknowledgement and after the end', () => {
    for (const relay of ['none', 'relayed'] as const)
      expect(relayDueAt(held(owed), acknowledged({ relay }))).toBeNull();
    expect(relayDueAt(held(silent), silent, { relayEscalated: true })).toBeNull();
    expect(relayDueAt(held(row()), row({ relay: 'owed' }))).toBeNull();
    expect(relayDueAt(held(owed), { ...owed, standing: 'closed' })).toBeNull();
    expect(relayDueAt(held(row()), owed, { relayDays: null })).toBeNull();
  });
});

describe('the term of a relay that is made to some', () => {
  const partly = acknowledged({ relay: 'partly' });
  const relayDueAt = (before: Partial<AssignmentContext>, now: Partial<AssignmentContext>) =>
    after(held(partly, before), partly, now).relayDueAt;

  it('stays as it was until the unit is reminded of the rest, then begins anew, then is over', () => {
    expect(relayDueAt({}, {})).toEqual(day(12));
    expect(relayDueAt({}, { relayReminded: true })).toEqual(day(4));
    expect(relayDueAt({ relayReminded: true }, { relayReminded: true })).toEqual(day(12));
    expect(relayDueAt({ relayReminded: true }, { relayReminded: true, relayEscalated: true })).toBeNull();
  });
});

describe('the term in which something has to follow an acknowledgement', () => {
  const followDueAt = (...args: Parameters<typeof after>) => after(...args).followDueAt;

  it('begins with the acknowledgement, and stays as it was while nothing followed', () => {
    expect(followDueAt(held(row()), acknowledged())).toEqual(day(5));
    expect(followDueAt(held(acknowledged()), acknowledged({ relay: 'owed' }))).toEqual(day(13));
    expect(followDueAt(held(acknowledged({ relay: 'owed' })), acknowledged({ relay: 'silent' }))).toEqual(day(13));
  });

  it('is over once work began or the paper was passed on', () => {
    expect(followDueAt(held(acknowledged()), acknowledged({ work: 'assigned' }))).toBeNull();
    for (const relay of ['partly', 'relayed'] as const)
      expect(followDueAt(held(acknowledged()), acknowledged({ relay }))).toBeNull();
  });

  it('is none of who owes receipt only, where policy has none, before the acknowledgement and after the end', () => {
    expect(followDueAt(held(row()), acknowledged(), { owesWork: false })).toBeNull();
    expect(followDueAt(held(row()), acknowledged(), { followDays: null })).toBeNull();
    expect(followDueAt(held(acknowledged()), row())).toBeNull();
    expect(followDueAt(held(acknowledged()), acknowledged({ standing: 'recallRequested' }))).toBeNull();
  });
});

describe('a row of the first version', () => {
  it('has no term to pass on or to be followed, for its context knows none', () => {
    const { relayDays: _relay, followDays: _follow, ...old } = fresh;
    const stepping = { context: old as AssignmentContext, now: NOW, term };
    const before = { ...held(row({ relay: 'owed' })), context: old as AssignmentContext };
    expect(timersOf(before, acknowledged({ relay: 'owed' }), stepping)).toEqual({
      remindAt: day(20),
      relayDueAt: null,
      followDueAt: null,
    });
  });
});

describe('a step', () => {
  const begins = (before: TimedBefore, now: TimedRow, context: Partial<AssignmentContext> = {}) =>
    beginsTerm(before, now, { ...fresh, ...context });
  const owed = acknowledged({ relay: 'owed' });

  it('needs the calendar exactly where a term begins', () => {
    expect(begins(held(row()), acknowledged())).toBe(true);
    expect(begins(held(row()), acknowledged(), { followDays: null })).toBe(false);
    expect(begins(held(row({ relay: 'owed' })), owed, { followDays: null })).toBe(true);
    const noFollow = { followDays: null };
    expect(begins(held(owed, noFollow), acknowledged({ relay: 'silent' }), noFollow)).toBe(true);
    expect(begins(held(owed, noFollow), { ...owed, work: 'assigned' }, noFollow)).toBe(false);
    expect(begins(held(acknowledged()), acknowledged())).toBe(false);
    expect(begins(held(row()), row({ receipt: 'delivered' }))).toBe(false);
  });
});

describe('the instant that the sweep looks for', () => {
  const timers = { remindAt: day(9), relayDueAt: day(8), followDueAt: day(10) };

  it('is the first of the timers, and none while the clock stands', () => {
    expect(firstOfTimers(timers, false)).toEqual(day(8));
    expect(firstOfTimers({ ...timers, relayDueAt: null }, false)).toEqual(day(9));
    expect(firstOfTimers({ remindAt: null, relayDueAt: null, followDueAt: day(10) }, false)).toEqual(day(10));
    expect(firstOfTimers({ remindAt: null, relayDueAt: null, followDueAt: null }, false)).toBeNull();
    expect(firstOfTimers(timers, true)).toBeNull();
  });

  it('has one event: the expiry before the relay before the reminder, each from its very instant', () => {
    expect(dueEventOf(timers, day(10))).toBe('ACKNOWLEDGEMENT_EXPIRED');
    expect(dueEventOf(timers, day(9))).toBe('RELAY_OVERDUE');
    expect(dueEventOf(timers, day(8))).toBe('RELAY_OVERDUE');
    expect(dueEventOf(timers, day(7))).toBe('REMINDER_DUE');
    expect(dueEventOf({ remindAt: day(1), relayDueAt: null, followDueAt: null }, day(7))).toBe('REMINDER_DUE');
  });
});

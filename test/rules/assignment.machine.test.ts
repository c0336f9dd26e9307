import { describe, expect, it } from '@jest/globals';
import type { EventFromLogic } from 'xstate';
import { ASSIGNMENT_OPENINGS, assignmentMachine, start, step, type AssignmentRegions } from '../../workflows/index.js';
import { reachable } from '../support/machine-walk.js';

type Event = EventFromLogic<typeof assignmentMachine>;

const EVENTS: Event[] = [
  ...([
    'RELAY', 'DELIVER', 'ACKNOWLEDGE', 'ACKNOWLEDGEMENT_EXPIRED', 'RETURN', 'ASSIGN', 'RELAY_OVERDUE', 'START', 'COMPLETE',
    'NOT_APPLICABLE', 'ASK', 'ANSWERED', 'QUESTION_WITHDRAWN', 'EXTEND', 'REPORT', 'ACCEPT', 'SEND_BACK', 'AMEND', 'PAUSE',
    'RESUME', 'RECALL', 'AGREE_RECALL', 'REFUSE_RECALL', 'CLOSE', 'SUPERSEDE', 'NOBODY_WAITS', 'SUBORDINATES_WAIT', 'URGE',
    'REMINDER_DUE',
  ] as const).map((type) => ({ type }) as Event),
  { type: 'FORWARD', all: true },
  { type: 'FORWARD', all: false },
  { type: 'SUPERVISE', left: 0 },
  { type: 'SUPERVISE', left: 1 },
]; // prettier-ignore
/** What ends a duty. */
const ENDS = ['closed', 'superseded', 'recalled'];

const { context } = start(assignmentMachine);
const at = (regions: Partial<AssignmentRegions>, change: Partial<typeof context> = {}) => ({
  value: { ...ASSIGNMENT_OPENINGS[0]!, ...regions },
  context: { ...context, ...change },
});
const effectsOf = (regions: Partial<AssignmentRegions>, event: Event, change: Partial<typeof context> = {}) => {
  const after = step(assignmentMachine, at(regions, change), event);
  return after.accepted ? after.effects.map((effect) => effect.type) : 'refused';
};

/** Events that are looked at on their own: with them in the walk every case would be there a dozen times. */
const APART = [
  'REMINDER_DUE', 'RELAY_OVERDUE', 'PAUSE', 'RESUME', 'EXTEND', 'URGE', 'SUPERVISE', 'REFUSE_RECALL', 'QUESTION_WITHDRAWN',
]; // prettier-ignore

/** Every case from every opening, with one reminder before escalation, of a unit that owes work, to keep the walk small. */
const cases = reachable(
  assignmentMachine,
  [...ASSIGNMENT_OPENINGS, { ...ASSIGNMENT_OPENINGS[0]!, relay: 'silent' }].map((value) => ({
    value: { ...value },
    context: { ...context, reminderLimit: 1 },
  })),
  EVENTS.filter(({ type }) => !APART.includes(type)),
);

describe('an assignment', () => {
  it('reaches every state that the machine names', () => {
    const reached = new Set(
      cases.flatMap(({ value }) =>
        Object.entries(value as Record<string, string>).map(([region, state]) => `${region}.${state}`),
      ),
    );
    const named = Object.entries(assignmentMachine.config.states!).flatMap(([region, { states }]) =>
      Object.keys(states!).map((state) => `${region}.${state}`),
    );
    expect([...reached].toSorted()).toEqual(named.toSorted());
  });

  it('accepts no work before it is acknowledged, and none at all from a unit that owes receipt only', () => {
    for (const type of ['ASSIGN', 'START', 'COMPLETE', 'REPORT', 'NOT_APPLICABLE'] as const) {
      expect(effectsOf({ receipt: 'delivered' }, { type })).toBe('refused');
      expect(effectsOf({ receipt: 'acknowledged' }, { type }, { owesWork: false })).toBe('refused');
      expect(effectsOf({ receipt: 'acknowledged' }, { type })).not.toBe('refused');
    }
  });

  it('accepts nothing once it has ended', () => {
    const ended = cases.filter(({ value }) => ENDS.includes((value as unknown as AssignmentRegions).standing));
    expect(ended.length).toBeGreaterThan(100);
    for (const stored of ended)
      expect(EVENTS.filter((event) => step(assignmentMachine, stored, event).accepted)).toEqual([]);
  });

  it('paused accepts what a unit does, and neither reminds, nor expires, nor is passed on', () => {
    for (const { value, context: held } of cases.filter(
      ({ value: v }) => (v as unknown as AssignmentRegions).standing === 'inForce',
    )) {
      const paused = { value, context: { ...held, paused: true } };
      const accepted = EVENTS.filter((event) => step(assignmentMachine, paused, event).accepted).map(
        ({ type }) => type,
      );
      for (const type of [
        'REMINDER_DUE',
        'RELAY_OVERDUE',
        'ACKNOWLEDGEMENT_EXPIRED',
        'FORWARD',
        'RELAY',
        'URGE',
      ] as const)
        expect(accepted).not.toContain(type);
    }
    expect(effectsOf({ receipt: 'delivered' }, { type: 'ACKNOWLEDGE' }, { paused: true })).toEqual([]);
    expect(effectsOf({ receipt: 'acknowledged' }, { type: 'REPORT' }, { paused: true })).toEqual([
      'tellSuperiorOfReport',
    ]);
  });

  it('expected through its superior owes nothing until it is relayed: no reminder, no acknowledgement', () => {
    expect(effectsOf({ receipt: 'expected' }, { type: 'REMINDER_DUE' })).toBe('refused');
    expect(effectsOf({ receipt: 'expected' }, { type: 'ACKNOWLEDGE' })).toBe('refused');
    expect(effectsOf({ receipt: 'expected' }, { type: 'RELAY' })).toEqual(['sendToUnit']);
  });
});

describe('a reminder that falls due', () => {
  it('goes to the unit while the policy has reminders left, then once to the superior, then to nobody', () => {
    const pending = { receipt: 'sent' as const };
    expect(effectsOf(pending, { type: 'REMINDER_DUE' }, { receiptReminders: 2 })).toEqual(['remindUnit']);
    expect(effectsOf(pending, { type: 'REMINDER_DUE' }, { receiptReminders: 3 })).toEqual(['escalateToSuperior']);
    const told = { receiptReminders: 3, receiptEscalated: true };
    expect(effectsOf(pending, { type: 'REMINDER_DUE' }, told)).toBe('refused');
  });

  it('stops for good with the acknowledgement or the return', () => {
    expect(effectsOf({ receipt: 'acknowledged', work: 'reported' }, { type: 'REMINDER_DUE' })).toBe('refused');
    expect(effectsOf({ receipt: 'returned' }, { type: 'REMINDER_DUE' })).toBe('refused');
  });

  it('concerns the work once the paper is acknowledged', () => {
    const after = step(assignmentMachine, at({ receipt: 'acknowledged' }), { type: 'REMINDER_DUE' });
    expect(after).toMatchObject({ accepted: true, effects: [{ type: 'remindUnit', params: { stage: 'work' } }] });
  });
});

const after = (regions: Partial<AssignmentRegions>, event: Event, change: Partial<typeof context> = {}) => {
  const moved = step(assignmentMachine, at(regions, change), event);
  return moved.accepted ? moved : undefined;
};

describe('a unit that acknowledged', () => {
  const owing = { receipt: 'acknowledged', relay: 'owed' } as const;

  it('and passed nothing on in time is a silent relay: reminded, then its superior told once, until it passes it on', () => {
    const silent = after(owing, { type: 'RELAY_OVERDUE' });
    expect(silent).toMatchObject({
      value: { relay: 'silent' },
      effects: [{ type: 'remindUnit', params: { stage: 'relay' } }],
    });
    const told = step(assignmentMachine, silent!, { type: 'RELAY_OVERDUE' });
    expect(told).toMatchObject({ context: { relayEscalated: true }, effects: [{ type: 'escalateToSuperior' }] });
    if (!told.accepted) throw new Error('refused');
    expect(step(assignmentMachine, told, { type: 'RELAY_OVERDUE' }).accepted).toBe(false);
    expect(step(assignmentMachine, told, { type: 'FORWARD', all: true })).toMatchObject({
      value: { relay: 'relayed' },
    });
    expect(step(assignmentMachine, told, { type: 'FORWARD', all: false })).toMatchObject({
      value: { relay: 'partly' },
    });
  });

  it('and passed it on to some is chased for the rest as well, and is not silent', () => {
    const reminded = after({ receipt: 'acknowledged', relay: 'partly' }, { type: 'RELAY_OVERDUE' });
    expect(reminded).toMatchObject({
      value: { relay: 'partly' },
      effects: [{ type: 'remindUnit', params: { stage: 'relay' } }],
    });
    const told = step(assignmentMachine, reminded!, { type: 'RELAY_OVERDUE' });
    expect(told).toMatchObject({ value: { relay: 'partly' }, effects: [{ type: 'escalateToSuperior' }] });
    if (!told.accepted) throw new Error('refused');
    expect(step(assignmentMachine, told, { type: 'RELAY_OVERDUE' }).accepted).toBe(false);
  });

  it('and did nothing since is asked to acknowledge again; whoever began, asked or passed it on is not', () => {
    const used = { receiptReminders: 3, receiptEscalated: true };
    expect(after(owing, { type: 'ACKNOWLEDGEMENT_EXPIRED' }, used)).toMatchObject({
      value: { receipt: 'delivered' },
      context: { receiptReminders: 0, receiptEscalated: false },
      effects: [{ type: 'askToAcknowledgeAgain' }],
    });
    for (const followed of [
      { relay: 'partly' },
      { relay: 'relayed' },
      { work: 'assigned' },
      { work: 'waitingOnIssuer' },
    ] as const)
      expect(after({ receipt: 'acknowledged', ...followed }, { type: 'ACKNOWLEDGEMENT_EXPIRED' })).toBeUndefined();
    expect(
      after({ receipt: 'acknowledged' }, { type: 'ACKNOWLEDGEMENT_EXPIRED' }, { owesWork: false }),
    ).toBeUndefined();
  });

  it.each(['notStarted', 'assigned', 'implementing', 'sentBack'] as const)(
    'asks from %s and goes back there',
    (work) => {
      const asked = after({ receipt: 'acknowledged', work }, { type: 'ASK' });
      expect(asked).toMatchObject({ value: { work: 'waitingOnIssuer' }, effects: [{ type: 'tellSenderOfQuestion' }] });
      for (const [type, effects] of [
        ['ANSWERED', [{ type: 'tellUnitOfAnswer' }]],
        ['QUESTION_WITHDRAWN', []],
      ] as const)
        expect(step(assignmentMachine, asked!, { type })).toMatchObject({
          value: { work },
          context: { askedFrom: null },
          effects,
        });
    },
  );

  it('completes only when nobody whom it sees to is left, and by the last of them', () => {
    const begun = { receipt: 'acknowledged', work: 'implementing' } as const;
    expect(after(begun, { type: 'COMPLETE' }, { supervisedLeft: 1 })).toBeUndefined();
    expect(after(begun, { type: 'SUPERVISE', left: 1 })).toMatchObject({
      value: { work: 'implementing' },
      context: { supervisedLeft: 1 },
    });
    expect(after(begun, { type: 'SUPERVISE', left: 0 }, { supervisedLeft: 1 })).toMatchObject({
      value: { work: 'implemented' },
    });
    expect(after({ ...begun, work: 'implemented' }, { type: 'SUPERVISE', left: 2 })).toMatchObject({
      value: { work: 'implementing' },
    });
  });

  it('is reminded anew after more time was granted', () => {
    expect(
      after({ receipt: 'acknowledged' }, { type: 'EXTEND' }, { workReminders: 3, workEscalated: true }),
    ).toMatchObject({
      context: { workReminders: 0, workEscalated: false },
      effects: [{ type: 'tellUnitOfExtension' }],
    });
  });
});

describe('a recall', () => {
  it('is a request to whoever has the paper, and done at once for whoever has it not', () => {
    for (const receipt of ['sent', 'delivered', 'acknowledged'] as const)
      expect(after({ receipt }, { type: 'RECALL' })).toMatchObject({
        value: { standing: 'recallRequested' },
        effects: [{ type: 'askToGiveBack' }],
      });
    for (const receipt of ['expected', 'returned'] as const)
      expect(after({ receipt }, { type: 'RECALL' })).toMatchObject({ value: { standing: 'recalled' }, effects: [] });
  });

  it('is agreed to or refused, and meanwhile nothing else is accepted from the unit', () => {
    const asked = { receipt: 'acknowledged', standing: 'recallRequested' } as const;
    expect(EVENTS.filter((event) => after(asked, event)).map(({ type }) => type)).toEqual([
      'AGREE_RECALL', 'REFUSE_RECALL', 'CLOSE', 'SUPERSEDE',
    ]); // prettier-ignore
    expect(after(asked, { type: 'AGREE_RECALL' })).toMatchObject({ value: { standing: 'recalled' } });
    expect(after(asked, { type: 'REFUSE_RECALL' })).toMatchObject({
      value: { standing: 'inForce' },
      context: { recallRefused: true },
    });
    expect(after({ receipt: 'acknowledged' }, { type: 'RECALL' }, { recallRefused: true })).toMatchObject({
      context: { recallRefused: false },
    });
  });
});

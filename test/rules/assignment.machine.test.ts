import { describe, expect, it } from '@jest/globals';
import { getShortestPaths } from 'xstate/graph';
import type { EventFromLogic } from 'xstate';
import {
  ASSIGNMENT_OPENINGS,
  assignmentMachine,
  start,
  step,
  type AssignmentRegions,
  type Stored,
} from '../../workflows/index.js';

type Event = EventFromLogic<typeof assignmentMachine>;

const EVENTS: Event[] = [
  { type: 'RELAY' },
  { type: 'DELIVER' },
  { type: 'ACKNOWLEDGE' },
  { type: 'RETURN' },
  { type: 'ASSIGN' },
  { type: 'FORWARD', all: true },
  { type: 'FORWARD', all: false },
  { type: 'START' },
  { type: 'COMPLETE' },
  { type: 'NOT_APPLICABLE' },
  { type: 'REPORT' },
  { type: 'ACCEPT' },
  { type: 'SEND_BACK' },
  { type: 'CLOSE' },
  { type: 'SUPERSEDE' },
  { type: 'NOBODY_WAITS' },
  { type: 'SUBORDINATES_WAIT' },
  { type: 'REMINDER_DUE' },
];

const { context } = start(assignmentMachine);
const at = (regions: Partial<AssignmentRegions>, change: Partial<typeof context> = {}) => ({
  value: { ...ASSIGNMENT_OPENINGS[0]!, ...regions },
  context: { ...context, ...change },
});
const effectsOf = (regions: Partial<AssignmentRegions>, event: Event, change: Partial<typeof context> = {}) => {
  const after = step(assignmentMachine, at(regions, change), event);
  return after.accepted ? after.effects.map((effect) => effect.type) : 'refused';
};

/** Every path from every opening, with one reminder before escalation to keep the walk small. */
const paths = ASSIGNMENT_OPENINGS.flatMap((regions) =>
  getShortestPaths(assignmentMachine, {
    fromState: assignmentMachine.resolveState({ value: { ...regions }, context: { ...context, reminderLimit: 1 } }),
    events: EVENTS,
  }),
);

describe('an assignment', () => {
  it('reaches every state that the machine names', () => {
    const reached = new Set(
      paths.flatMap((path) => Object.entries(path.state.value).map(([region, state]) => `${region}.${state}`)),
    );
    const named = Object.entries(assignmentMachine.config.states!).flatMap(([region, { states }]) =>
      Object.keys(states!).map((state) => `${region}.${state}`),
    );
    expect([...reached].toSorted()).toEqual(named.toSorted());
  });

  it('is walked the same by step() as by the graph, along every path', () => {
    for (const path of paths) {
      let stored: Stored<typeof assignmentMachine> = path.steps[0]!.state;
      for (const { event } of path.steps.slice(1)) {
        const after = step(assignmentMachine, stored, event);
        expect(after.accepted).toBe(true);
        if (after.accepted) stored = { value: after.value, context: after.context };
      }
      expect(stored.value).toEqual(path.state.value);
    }
  });

  it('accepts no work before it is acknowledged, and none at all from a unit that owes receipt only', () => {
    for (const type of ['ASSIGN', 'START', 'COMPLETE', 'REPORT', 'NOT_APPLICABLE'] as const) {
      expect(effectsOf({ receipt: 'delivered' }, { type })).toBe('refused');
      expect(effectsOf({ receipt: 'acknowledged' }, { type }, { owesWork: false })).toBe('refused');
      expect(effectsOf({ receipt: 'acknowledged' }, { type })).not.toBe('refused');
    }
  });

  it('accepts nothing once it is closed', () => {
    for (const path of paths.filter(({ state }) => state.value.standing === 'closed'))
      for (const event of EVENTS)
        expect(step(assignmentMachine, { value: path.state.value, context: path.state.context }, event).accepted).toBe(
          false,
        );
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

import { describe, expect, it } from '@jest/globals';
import type { AnyStateMachine } from 'xstate';
import { accepts, MACHINES, start, step, type MachineName } from '../../workflows/index.js';

/** What a machine does in each state: the events that it accepts, and where they lead. Every other one is refused. */
const MOVES: Partial<Record<MachineName, Record<string, Record<string, string>>>> = {
  approval: {
    asked: { GIVE: 'given', REFUSE: 'refused', WITHDRAW: 'withdrawn' },
    given: {},
    refused: {},
    withdrawn: {},
  },
  bulkAct: {
    planned: { BEGIN: 'running', CANCEL: 'cancelled' },
    running: { FINISH: 'done', CANCEL: 'cancelled' },
    done: {},
    cancelled: {},
  },
  extension: {
    asked: { GRANT: 'granted', REFUSE: 'refused', WITHDRAW: 'withdrawn' },
    granted: {},
    refused: {},
    withdrawn: {},
  },
  question: {
    open: { ANSWER: 'answered', WITHDRAW: 'withdrawn' },
    answered: {},
    withdrawn: {},
  },
  reorganisation: {
    drafted: { SUBMIT: 'submitted', CANCEL: 'cancelled' },
    submitted: { APPROVE: 'approved', WITHDRAW: 'drafted', CANCEL: 'cancelled' },
    approved: { BEGIN: 'running', WITHDRAW: 'drafted', CANCEL: 'cancelled' },
    running: { FINISH: 'done' },
    done: {},
    cancelled: {},
  },
  report: {
    due: { SUBMIT: 'submitted' },
    submitted: { ACCEPT: 'accepted', SEND_BACK: 'sentBack' },
    sentBack: { SUBMIT: 'submitted' },
    accepted: {},
  },
};

describe.each(Object.entries(MOVES) as [MachineName, Record<string, Record<string, string>>][])(
  'the %s machine',
  (name, moves) => {
    const machine: AnyStateMachine = MACHINES[name];
    const types = [...new Set(Object.values(moves).flatMap((from) => Object.keys(from)))];
    const events = types.map((type) => ({ type }));

    it('begins in its first state', () => {
      expect(start(machine)).toEqual({ value: Object.keys(moves)[0], context: {} });
    });

    it.each(Object.keys(moves))('accepts in the state %s these moves and no others', (value) => {
      const done = events.map((event) => [event.type, step(machine, { value, context: {} }, event)] as const);
      const taken = done.filter(([, after]) => after.accepted);
      expect(Object.fromEntries(taken)).toEqual(
        Object.fromEntries(
          Object.entries(moves[value]!).map(([type, to]) => [
            type,
            { accepted: true, value: to, context: {}, effects: [] },
          ]),
        ),
      );
      expect(accepts(machine, { value, context: {} }, events)).toEqual(taken.map(([type]) => type));
    });

    it('is over where nothing can be done any more, and only there', () => {
      for (const [value, from] of Object.entries(moves)) {
        const { status } = machine.resolveState({ value, context: {} });
        expect([value, status]).toEqual([value, Object.keys(from).length === 0 ? 'done' : 'active']);
      }
    });
  },
);

describe('a step', () => {
  it('that is refused says so, and nothing else', () => {
    expect(step(MACHINES.report, { value: 'due', context: {} }, { type: 'ACCEPT' })).toEqual({ accepted: false });
  });

  it('names its effects with their parameters, and carries none out', () => {
    const { value, context } = start(MACHINES.assignment);
    expect(step(MACHINES.assignment, { value, context }, { type: 'URGE' })).toEqual({
      accepted: true,
      value,
      context,
      effects: [{ type: 'remindUnit', params: { stage: 'receipt' } }],
    });
  });
});

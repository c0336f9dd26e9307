import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { getSimplePaths } from 'xstate/graph';
import { reportMachine, start, step, type ReportEvent } from '../../workflows/index.js';

const EVENTS: ReportEvent[] = [{ type: 'SUBMIT' }, { type: 'ACCEPT' }, { type: 'SEND_BACK' }];
const STATES = Object.keys(reportMachine.config.states!);
const paths = getSimplePaths(reportMachine, { events: EVENTS });
const after = (state: string, type: ReportEvent['type']) => {
  const moved = step(reportMachine, { value: state, context: {} }, { type });
  return moved.accepted ? (moved.value as string) : 'refused';
};

describe('a report', () => {
  it('begins as due and reaches every state that the machine names', () => {
    expect(start(reportMachine).value).toBe('due');
    expect([...new Set(paths.map(({ state }) => state.value))].toSorted()).toEqual(STATES.toSorted());
  });

  it('is walked the same by step() as by the graph, along every path', () => {
    for (const path of paths) {
      let state: string = path.steps[0]!.state.value;
      for (const { event } of path.steps.slice(1)) state = after(state, event.type);
      expect(state).toBe(path.state.value);
    }
  });

  it('is reviewed only after it was submitted', () => {
    for (const state of ['due', 'sentBack'])
      for (const type of ['ACCEPT', 'SEND_BACK'] as const) expect(after(state, type)).toBe('refused');
    expect(after('submitted', 'ACCEPT')).toBe('accepted');
    expect(after('submitted', 'SEND_BACK')).toBe('sentBack');
  });

  it('is submitted once per review: not again while it waits, and again after it was sent back', () => {
    expect(after('submitted', 'SUBMIT')).toBe('refused');
    expect(after('sentBack', 'SUBMIT')).toBe('submitted');
  });

  it('stands once it is accepted, whatever comes', () => {
    for (const { type } of EVENTS) expect(after('accepted', type)).toBe('refused');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 20 }), (events) => {
        const states = ['due'];
        for (const { type } of events) {
          const next = after(states.at(-1)!, type);
          if (next !== 'refused') states.push(next);
        }
        const accepted = states.indexOf('accepted');
        expect(accepted === -1 || accepted === states.length - 1).toBe(true);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { getShortestPaths, getSimplePaths } from 'xstate/graph';
import { directiveMachine, start, step, type DirectiveEvent } from '../../workflows/index.js';

const EVENTS: DirectiveEvent[] = [{ type: 'SIGN' }, { type: 'NUMBER' }, { type: 'ISSUE' }, { type: 'CLOSE' }];
const STATES = Object.keys(directiveMachine.config.states!);
const paths = getSimplePaths(directiveMachine, { events: EVENTS });
const after = (state: string, type: DirectiveEvent['type']) => {
  const moved = step(directiveMachine, { value: state, context: {} }, { type });
  return moved.accepted ? [moved.value as string, ...moved.effects.map((effect) => effect.type)] : 'refused';
};

describe('a directive', () => {
  it('begins as a draft and reaches every state that the machine names', () => {
    expect(start(directiveMachine).value).toBe('drafted');
    const reached = new Set(paths.map(({ state }) => state.value));
    expect([...reached].toSorted()).toEqual(STATES.toSorted());
  });

  it('is walked the same by step() as by the graph, along every path', () => {
    for (const path of paths) {
      let state: string = path.steps[0]!.state.value;
      for (const { event } of path.steps.slice(1)) {
        const moved = after(state, event.type);
        expect(moved).not.toBe('refused');
        state = moved[0]!;
      }
      expect(state).toBe(path.state.value);
    }
  });

  it('has one way only: signed before numbered, numbered before issued (Decree 30/2020, article 15)', () => {
    const longest = getShortestPaths(directiveMachine, { events: EVENTS }).find(
      ({ state }) => state.value === 'closed',
    )!;
    expect(longest.steps.slice(1).map(({ event }) => event.type)).toEqual(['SIGN', 'NUMBER', 'ISSUE', 'CLOSE']);
    expect(paths).toHaveLength(STATES.length);
  });

  it('accepts in each state exactly the one move that follows', () => {
    const accepted = STATES.map((state) =>
      EVENTS.filter(({ type }) => after(state, type) !== 'refused').map((e) => e.type),
    );
    expect(Object.fromEntries(STATES.map((state, i) => [state, accepted[i]]))).toEqual({
      drafted: ['SIGN'],
      signed: ['NUMBER'],
      numbered: ['ISSUE'],
      issued: ['CLOSE'],
      closed: [],
    });
  });

  it('opens the assignments when it is issued and closes them when it is closed, and does nothing else', () => {
    expect(after('drafted', 'SIGN')).toEqual(['signed']);
    expect(after('signed', 'NUMBER')).toEqual(['numbered']);
    expect(after('numbered', 'ISSUE')).toEqual(['issued', 'openAssignments']);
    expect(after('issued', 'CLOSE')).toEqual(['closed', 'closeAssignments']);
  });
});

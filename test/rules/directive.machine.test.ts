import { describe, expect, it } from '@jest/globals';
import { getSimplePaths } from 'xstate/graph';
import { directiveMachine, start, step, type DirectiveEvent } from '../../workflows/index.js';

const EVENTS: DirectiveEvent[] = (
  ['SIGN', 'NUMBER', 'ISSUE', 'AMEND', 'PAUSE', 'RESUME', 'RECALL', 'SUPERSEDE', 'CLOSE'] as const
).map((type) => ({ type }));
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

  it('is issued in one way only: signed before numbered, numbered before issued (Decree 30/2020, article 15)', () => {
    const ways = paths.filter(({ state }) => state.value === 'issued');
    const first = ways.map(({ steps }) => steps.slice(1, 4).map(({ event }) => event.type));
    expect(new Set(first.map(String))).toEqual(new Set(['SIGN,NUMBER,ISSUE']));
  });

  it('accepts in each state exactly these moves', () => {
    const moves = STATES.map((state) =>
      EVENTS.flatMap(({ type }) => {
        const moved = after(state, type);
        return moved === 'refused' ? [] : [`${type} ${moved.join(' ')}`];
      }),
    );
    const ending = [
      'RECALL recalled recallAssignments',
      'SUPERSEDE superseded supersedeAssignments',
      'CLOSE closed closeAssignments',
    ];
    expect(Object.fromEntries(STATES.map((state, i) => [state, moves[i]]))).toEqual({
      drafted: ['SIGN signed'],
      signed: ['NUMBER numbered'],
      numbered: ['ISSUE issued openAssignments'],
      issued: ['AMEND issued amendAssignments', 'PAUSE paused pauseAssignments', ...ending],
      paused: ['RESUME issued resumeAssignments', ...ending],
      recalled: [],
      superseded: [],
      closed: [],
    });
  });

  it('is over once it is recalled, superseded or closed, and only then', () => {
    const over = STATES.filter((value) => directiveMachine.resolveState({ value, context: {} }).status === 'done');
    expect(over.toSorted()).toEqual(['closed', 'recalled', 'superseded']);
  });
});

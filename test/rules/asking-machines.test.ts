import { describe, expect, it } from '@jest/globals';
import { MACHINES, type AssignmentContext, type AssignmentEvent } from '../../workflows/index.js';
import { advance, type CaseTable } from '../../src/durable/index.js';

const CASES: CaseTable<'assignment'> = {
  machine: 'assignment',
  table: 'assignment',
  key: ['cascade_id', 'id'],
  states: ['receipt', 'relay', 'work', 'standing'],
  hasContext: true,
};
const CONTEXT = MACHINES.assignment.config.context as AssignmentContext;
const held = (more: { machineVersion?: number; receipt?: string; context?: Partial<AssignmentContext> } = {}) => ({
  machineVersion: more.machineVersion ?? 2,
  receipt: more.receipt ?? 'sent',
  relay: 'none',
  work: 'notStarted',
  standing: 'inForce',
  context: { ...CONTEXT, ...more.context },
});
const ACKNOWLEDGE: AssignmentEvent = { type: 'ACKNOWLEDGE' };

describe('the machine is asked once per distinct case', () => {
  it('the same case again has the same answer, which nobody can change', () => {
    const answer = advance(CASES, held(), ACKNOWLEDGE);
    expect(advance(CASES, held(), { ...ACKNOWLEDGE })).toBe(answer);
    expect(answer).toMatchObject({ accepted: true, states: { receipt: 'acknowledged' } });
    if (!answer.accepted) throw new Error('refused');
    expect(() => Object.assign(answer.context, { paused: true })).toThrow(TypeError);
  });

  it('another state, context, event or version of the machine is another case', () => {
    const answer = advance(CASES, held(), ACKNOWLEDGE);
    expect(advance(CASES, held({ receipt: 'returned' }), ACKNOWLEDGE)).toEqual({ accepted: false });
    expect(advance(CASES, held({ context: { paused: true } }), ACKNOWLEDGE)).toMatchObject({
      context: { paused: true },
    });
    expect(advance(CASES, held(), { type: 'CLOSE' })).not.toEqual(answer);
    // the first version knows nothing of amending
    expect(advance(CASES, held(), { type: 'AMEND' }).accepted).toBe(true);
    expect(advance(CASES, held({ machineVersion: 1 }), { type: 'AMEND' }).accepted).toBe(false);
    expect(() => advance(CASES, held({ machineVersion: 99 }), ACKNOWLEDGE)).toThrow(RangeError);
  });

  it('what an event says is part of the case', () => {
    const work = { ...held({ receipt: 'acknowledged', context: { owesWork: true } }), relay: 'owed' };
    const all = advance(CASES, work, { type: 'FORWARD', all: true });
    expect(advance(CASES, work, { type: 'FORWARD', all: false })).not.toEqual(all);
  });
});

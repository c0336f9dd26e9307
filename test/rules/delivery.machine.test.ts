import { describe, expect, it } from '@jest/globals';
import { getShortestPaths, getSimplePaths } from 'xstate/graph';
import { deliveryMachine, start, step, type DeliveryEvent, type Stored } from '../../workflows/index.js';

const EVENTS: DeliveryEvent[] = [
  { type: 'SENT' },
  { type: 'REFUSED_FOR_NOW' },
  { type: 'REFUSED_FOR_GOOD' },
  { type: 'CUT_OFF' },
  { type: 'WITHDRAW' },
];
const { context } = start(deliveryMachine);
const fromState = (attemptLimit: number) =>
  deliveryMachine.resolveState({ value: 'queued', context: { ...context, attemptLimit } });
const paths = getSimplePaths(deliveryMachine, { fromState: fromState(3), events: EVENTS });
const effectsOf = (type: DeliveryEvent['type'], attempts = 0) => {
  const after = step(deliveryMachine, { value: 'queued', context: { ...context, attempts } }, { type });
  return after.accepted ? [after.value, after.context.attempts, ...after.effects.map((effect) => effect.type)] : [];
};

describe('a message on its way', () => {
  it('reaches every state that the machine names', () => {
    const reached = new Set(paths.map(({ state }) => state.value));
    expect([...reached].toSorted()).toEqual(Object.keys(deliveryMachine.config.states!).toSorted());
  });

  it('is walked the same by step() as by the graph, along every path', () => {
    for (const path of paths) {
      let stored: Stored<typeof deliveryMachine> = path.steps[0]!.state;
      for (const { event } of path.steps.slice(1)) {
        const after = step(deliveryMachine, stored, event);
        expect(after.accepted).toBe(true);
        if (after.accepted) stored = { value: after.value, context: after.context };
      }
      expect([stored.value, stored.context]).toEqual([path.state.value, path.state.context]);
    }
  });

  it('counts every attempt, and never makes more than the limit', () => {
    for (const { state, steps } of paths) {
      const attempts = steps.slice(1).filter(({ event }) => event.type !== 'WITHDRAW');
      expect(state.context.attempts).toBe(attempts.length);
      expect(state.context.attempts).toBeLessThanOrEqual(3);
    }
  });

  it('is told about once on every path that ends: delivered when sent, undeliverable when not, nothing when withdrawn', () => {
    for (const path of paths.filter(({ state }) => state.status === 'done')) {
      const last = path.steps.at(-1)!;
      const before = path.steps.at(-2)!.state;
      const after = step(deliveryMachine, { value: before.value, context: before.context }, last.event);
      const told = after.accepted ? after.effects.map(({ type }) => type) : [];
      const ends = {
        sent: ['markDelivered'],
        withdrawn: [],
        failed: ['tellUndeliverable'],
        unknown: ['tellUndeliverable'],
      };
      expect(told).toEqual(ends[path.state.value as keyof typeof ends]);
    }
  });

  it('accepts nothing once it is sent, failed, unknown or withdrawn: what may have been taken is never sent again', () => {
    for (const value of ['sent', 'failed', 'unknown', 'withdrawn'])
      for (const event of EVENTS) expect(step(deliveryMachine, { value, context }, event)).toEqual({ accepted: false });
  });

  it('is over in each of these, and only there', () => {
    const isOver = (value: string) => deliveryMachine.resolveState({ value, context }).status === 'done';
    expect(['queued', 'sent', 'failed', 'unknown', 'withdrawn'].map(isOver)).toEqual([false, true, true, true, true]);
  });

  it('stays queued while it is refused for now and attempts are left', () => {
    expect(effectsOf('REFUSED_FOR_NOW')).toEqual(['queued', 1]);
    expect(effectsOf('REFUSED_FOR_NOW', context.attemptLimit - 1)).toEqual([
      'failed',
      context.attemptLimit,
      'tellUndeliverable',
    ]);
    expect(effectsOf('REFUSED_FOR_GOOD')).toEqual(['failed', 1, 'tellUndeliverable']);
    expect(effectsOf('SENT')).toEqual(['sent', 1, 'markDelivered']);
    expect(effectsOf('CUT_OFF')).toEqual(['unknown', 1, 'tellUndeliverable']);
  });

  it('is withdrawn before it was tried, without an attempt', () => {
    expect(effectsOf('WITHDRAW')).toEqual(['withdrawn', 0]);
  });

  it('begins untried, with eight attempts', () => {
    expect(start(deliveryMachine)).toEqual({ value: 'queued', context: { attempts: 0, attemptLimit: 8 } });
  });

  it('ends within its limit, whatever the limit is', () => {
    const shortest = getShortestPaths(deliveryMachine, { fromState: fromState(5), events: EVENTS });
    expect(Math.max(...shortest.map(({ steps }) => steps.length - 1))).toBeLessThanOrEqual(5);
  });
});

import { describe, expect, it } from '@jest/globals';
import { getShortestPaths, getSimplePaths } from 'xstate/graph';
import { deliveryMachine, start, step, type DeliveryEvent, type Stored } from '../../workflows/index.js';

const EVENTS: DeliveryEvent[] = [
  { type: 'SENT' },
  { type: 'REFUSED_FOR_NOW' },
  { type: 'REFUSED_FOR_GOOD' },
  { type: 'CUT_OFF' },
  { type: 'WITHDRAW' },
  { type: 'BOUNCED' },
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
      const attempts = steps.slice(1).filter(({ event }) => !['WITHDRAW', 'BOUNCED'].includes(event.type));
      expect(state.context.attempts).toBe(attempts.length);
      expect(state.context.attempts).toBeLessThanOrEqual(3);
    }
  });

  it('is told about once on every step that ends its sending: delivered when sent, undeliverable when not, nothing when withdrawn', () => {
    for (const path of paths.filter(({ state }) => state.value !== 'queued')) {
      const last = path.steps.at(-1)!;
      const before = path.steps.at(-2)!.state;
      const after = step(deliveryMachine, { value: before.value, context: before.context }, last.event);
      const told = after.accepted ? after.effects.map(({ type }) => type) : [];
      const ends = {
        sent: ['markDelivered'],
        withdrawn: [],
        failed: ['tellUndeliverable'],
        unknown: ['tellUndeliverable'],
        bounced: ['tellUndeliverable'],
      };
      expect(told).toEqual(ends[path.state.value as keyof typeof ends]);
    }
  });

  it('accepts nothing by itself once it is failed, withdrawn or bounced: what may have been taken is never sent again', () => {
    for (const value of ['failed', 'withdrawn', 'bounced'])
      for (const event of EVENTS) expect(step(deliveryMachine, { value, context }, event)).toEqual({ accepted: false });
  });

  it('may come back once it was taken or may have been, and nothing else happens to it any more', () => {
    for (const value of ['sent', 'unknown'])
      for (const event of EVENTS) {
        const after = step(deliveryMachine, { value, context }, event);
        expect([event.type, after.accepted]).toEqual([event.type, event.type === 'BOUNCED']);
      }
  });

  it('is over once it is withdrawn, and only there', () => {
    const isOver = (value: string) => deliveryMachine.resolveState({ value, context }).status === 'done';
    expect(['queued', 'sent', 'unknown', 'failed', 'withdrawn', 'bounced'].map(isOver)).toEqual([
      false,
      false,
      false,
      false,
      true,
      false,
    ]);
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

  it('that was cut off is sent again as often as its class says, and never beyond its attempts', () => {
    const cutOff = (change: Partial<typeof context>) => {
      const stored = { value: 'queued', context: { ...context, ...change } };
      const after = step(deliveryMachine, stored, { type: 'CUT_OFF' });
      return after.accepted ? [after.value, after.context.attempts, after.context.resends, after.effects.length] : [];
    };
    expect(cutOff({ resendLimit: 1 })).toEqual(['queued', 1, 1, 0]);
    expect(cutOff({ resendLimit: 1, resends: 1, attempts: 1 })).toEqual(['unknown', 2, 1, 1]);
    expect(cutOff({ resendLimit: 1, attempts: context.attemptLimit - 1 })).toEqual([
      'unknown',
      context.attemptLimit,
      0,
      1,
    ]);
  });

  it('that did not arrive, as far as is known, is sent again where people ask for it, with all its attempts', () => {
    for (const value of ['failed', 'unknown', 'bounced']) {
      const stored = { value, context: { ...context, attempts: 8, resends: 1 } };
      const after = step(deliveryMachine, stored, { type: 'SEND_AGAIN' });
      expect(after).toEqual({ accepted: true, value: 'queued', context: { ...context, resends: 1 }, effects: [] });
    }
    for (const value of ['queued', 'sent', 'withdrawn'])
      expect(step(deliveryMachine, { value, context }, { type: 'SEND_AGAIN' })).toEqual({ accepted: false });
  });

  it('is withdrawn before it was tried, without an attempt', () => {
    expect(effectsOf('WITHDRAW')).toEqual(['withdrawn', 0]);
  });

  it('begins untried, with eight attempts', () => {
    const begun = { attempts: 0, attemptLimit: 8, resends: 0, resendLimit: 0 };
    expect(start(deliveryMachine)).toEqual({ value: 'queued', context: begun });
  });

  it('ends within its limit, whatever the limit is', () => {
    const shortest = getShortestPaths(deliveryMachine, { fromState: fromState(5), events: EVENTS });
    const sending = shortest.map(({ steps }) => steps.slice(1).filter(({ event }) => event.type !== 'BOUNCED'));
    expect(Math.max(...sending.map((steps) => steps.length))).toBeLessThanOrEqual(5);
  });
});

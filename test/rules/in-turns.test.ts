import { describe, expect, it } from '@jest/globals';
import { EventEmitter } from 'node:events';
import type { Response } from 'express';
import { gone, inTurns } from '../../src/platform/in-turns.js';

describe('a long reckoning', () => {
  let pieces = 0;
  function* sumTo(n: number): Generator<void, number> {
    let sum = 0;
    for (pieces = 0; pieces < n; pieces++) {
      sum += pieces;
      yield;
    }
    return sum;
  }

  it('lets others have their turn after each piece', async () => {
    const seen: number[] = [];
    const other = (): void => {
      seen.push(pieces);
      if (pieces < 3) setImmediate(other);
    };
    setImmediate(other);
    expect(await inTurns(sumTo(4))).toBe(6);
    expect(seen.length).toBeGreaterThanOrEqual(3);
    expect(seen[0]).toBe(0);
  });

  it('ends after the piece in which nobody waits for it any more', async () => {
    const stop = new AbortController();
    const reason = new Error('gone');
    setImmediate(() => stop.abort(reason));
    await expect(inTurns(sumTo(1000), stop.signal)).rejects.toBe(reason);
    expect(pieces).toBeLessThan(3);
  });

  it('is waited for by nobody once the browser has gone away unanswered', () => {
    const closed = (writableEnded: boolean): AbortSignal => {
      const response = Object.assign(new EventEmitter(), { writableEnded });
      const signal = gone(response as unknown as Response);
      expect(signal.aborted).toBe(false);
      response.emit('close');
      return signal;
    };
    expect(closed(true).aborted).toBe(false);
    expect(closed(false)).toMatchObject({ aborted: true, reason: { code: 'unavailable' } });
  });
});

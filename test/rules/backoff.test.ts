import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { waitSeconds } from '../../src/mail/backoff.rules.js';

describe('a message that was refused for now', () => {
  it('waits one minute, then twice as long each time, and never longer than two hours', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map(waitSeconds)).toEqual([60, 120, 240, 480, 960, 1920, 3840, 7200, 7200]);
  });

  it('never waits shorter after one attempt more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), (attempts) => {
        expect(waitSeconds(attempts + 1)).toBeGreaterThanOrEqual(waitSeconds(attempts));
        expect(waitSeconds(attempts)).toBeLessThanOrEqual(7200);
      }),
    );
  });

  it('has made at least one attempt', () => {
    expect(() => waitSeconds(0)).toThrow(RangeError);
    expect(() => waitSeconds(1.5)).toThrow(RangeError);
  });
});

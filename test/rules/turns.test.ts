import { describe, expect, it } from '@jest/globals';
import { Turns } from '../../src/dispatches/turns.js';

const never = new AbortController().signal;

describe('turns', () => {
  it('are a few at a time, in the order in which they were asked for', async () => {
    const turns = new Turns(2);
    const taken: string[] = [];
    const ask = (name: string) => void turns.take(never).then((mine) => mine && taken.push(name));
    for (const name of ['a', 'b', 'c', 'd']) ask(name);
    await Promise.resolve();
    await Promise.resolve();
    expect(taken).toEqual(['a', 'b']);
    turns.give();
    await Promise.resolve();
    await Promise.resolve();
    expect(taken).toEqual(['a', 'b', 'c']);
  });

  it('that nobody waits for any more are left to the next', async () => {
    const turns = new Turns(1);
    await turns.take(never);
    const gone = new AbortController();
    const [left, next] = [turns.take(gone.signal), turns.take(never)];
    gone.abort();
    expect(await left).toBe(false);
    turns.give();
    expect(await next).toBe(true);
    turns.give();
    expect(await turns.take(gone.signal)).toBe(false);
    expect(await turns.take(never)).toBe(true);
  });
});

import { setTimeout as wait } from 'node:timers/promises';

/**
 * Acts at a steady rate, whether or not earlier acts are done: each is timed from the instant at which it was due, so that
 * a stall counts for everybody who would have come during it.
 * @returns milliseconds of each
 */
export async function atSteadyRate<Item>(
  items: readonly Item[],
  perSecond: number,
  act: (item: Item) => Promise<unknown>,
): Promise<number[]> {
  const begin = performance.now();
  const under: Promise<number>[] = [];
  for (const [n, item] of items.entries()) {
    const due = begin + (n * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await wait(early);
    under.push(act(item).then(() => performance.now() - due));
  }
  return Promise.all(under);
}

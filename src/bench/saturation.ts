/** How many acts are under way at one server at any moment. */
export const IN_FLIGHT = 32;

/**
 * Keeps as many acts under way until the time is over or nothing is left to act on.
 * @param next     the next thing to act on, each once
 * @param act      the act, and which of the lanes does it
 * @param inFlight how many
 * @returns how many acts, and how many per second
 */
export async function saturate<Item>(
  next: () => Item | undefined,
  seconds: number,
  act: (item: Item, lane: number) => Promise<unknown>,
  inFlight = IN_FLIGHT,
): Promise<{ done: number; perSecond: number }> {
  const begin = performance.now();
  const until = begin + seconds * 1000;
  let done = 0;
  const lane = async (n: number): Promise<void> => {
    while (performance.now() < until) {
      const item = next();
      if (item === undefined) return;
      await act(item, n);
      done++;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, (_, n) => lane(n)));
  return { done, perSecond: (done / (performance.now() - begin)) * 1000 };
}

/** Hands out each item once. */
export function onceEach<Item>(items: readonly Item[]): () => Item | undefined {
  let n = 0;
  return () => items[n++];
}

/**
 * Lets so much work run at once, and the rest in its order as that ends.
 * @returns runs what it is given as soon as there is room, and answers with what that answers
 */
export function roomFor(atOnce: number): <Answer>(work: () => Promise<Answer>) => Promise<Answer> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

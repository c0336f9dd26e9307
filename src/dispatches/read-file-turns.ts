interface Waiter<T> {
  take: (thing: T) => void;
}

/**
 * Few things that many use, one at a time each. Who waits is served in turns: the first of each `turn`, round and
 * round, so that many files of one unit do not hold up the single file of another.
 */
export class Turns<T> {
  private readonly free: T[];
  private readonly waiting = new Map<string, Waiter<T>[]>();

  constructor(things: readonly T[]) {
    this.free = [...things];
  }

  /**
   * Waits for one of them and gives it back after its use.
   * @throws what `signal` was aborted with while it waited; what `use` throws
   */
  async use<R>(turn: string, signal: AbortSignal | undefined, use: (thing: T) => Promise<R>): Promise<R> {
    signal?.throwIfAborted();
    const thing = this.free.pop() ?? (await this.wait(turn, signal));
    try {
      return await use(thing);
    } finally {
      const next = this.next();
      if (next) next.take(thing);
      else this.free.push(thing);
    }
  }

  /** Those that nobody uses. */
  idle(): readonly T[] {
    return this.free;
  }

  private wait(turn: string, signal: AbortSignal | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        const left = this.waiting.get(turn)?.filter((other) => other !== waiter) ?? [];
        if (left.length > 0) this.waiting.set(turn, left);
        else this.waiting.delete(turn);
        reject(signal?.reason as Error);
      };
      const waiter: Waiter<T> = {
        take: (thing) => {
          signal?.removeEventListener('abort', onAbort);
          resolve(thing);
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.waiting.set(turn, [...(this.waiting.get(turn) ?? []), waiter]);
    });
  }

  private next(): Waiter<T> | undefined {
    for (const [turn, [first, ...others]] of this.waiting) {
      // its turn comes again after all the others'
      this.waiting.delete(turn);
      if (others.length > 0) this.waiting.set(turn, others);
      return first;
    }
    return undefined;
  }
}

/**
 * A few at a time, in the order in which they asked. A batch asks again for each of its files, so that a long batch and a
 * short one take turns.
 */
export class Turns {
  private readonly waiting: ((mine: boolean) => void)[] = [];

  constructor(private free: number) {}

  /** Waits for a turn, to be given back by {@link give}. @returns false where the signal came first */
  async take(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false;
    if (this.free > 0) {
      this.free--;
      return true;
    }
    return new Promise((resolve) => {
      const answer = (mine: boolean): void => {
        signal.removeEventListener('abort', leave);
        resolve(mine);
      };
      const leave = (): void => {
        this.waiting.splice(this.waiting.indexOf(answer), 1);
        answer(false);
      };
      this.waiting.push(answer);
      signal.addEventListener('abort', leave);
    });
  }

  give(): void {
    const next = this.waiting.shift();
    if (next) next(true);
    else this.free++;
  }
}

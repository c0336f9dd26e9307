import type { ArrivedFile, EncodingName } from '../files/index.js';
import type { FileRead } from './read-here.js';
import { ReadingChild, READING_SECONDS_AT_MOST } from './reading-child.js';

export type { FileRead } from './read-here.js';

/** How many files are read at once; the others wait their turn. */
const CHILDREN_AT_MOST = 2;

/** A few child processes and those who wait for one. */
export class ReaderPool {
  private readonly free: ReadingChild[];
  private readonly waiting: ((child: ReadingChild) => void)[] = [];

  constructor(secondsAtMost = READING_SECONDS_AT_MOST, children = CHILDREN_AT_MOST) {
    this.free = Array.from({ length: children }, () => new ReadingChild(secondsAtMost));
  }

  async read(file: ArrivedFile & { encoding?: EncodingName | undefined }, signal?: AbortSignal): Promise<FileRead> {
    const child = this.free.pop() ?? (await new Promise<ReadingChild>((resolve) => this.waiting.push(resolve)));
    try {
      return await child.read({ name: file.name, bytes: file.bytes, encoding: file.encoding }, signal);
    } finally {
      const next = this.waiting.shift();
      if (next) next(child);
      else this.free.push(child);
    }
  }

  /** Ends the children; they start again with the next file. */
  end(): void {
    for (const child of this.free) child.end();
  }
}

const pool = new ReaderPool();

/**
 * Opens and reads a file of any kind in a child process: whatever the file does, it does it there.
 * Nothing of what is marked secret comes back, neither text nor name.
 * @param file.encoding   in what its text is written, where the detection was wrong
 * @param options.signal  leaves the file out: what reads it is killed, and the promise is rejected with the reason
 */
export const readFile = (
  file: ArrivedFile & { encoding?: EncodingName | undefined },
  options: { signal?: AbortSignal | undefined } = {},
): Promise<FileRead> => pool.read(file, options.signal);

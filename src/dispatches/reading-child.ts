import { storableName, type EncodingName, type RefusalCode } from '../files/index.js';
import { ChildEnded, ForkedChild } from '../platform/forked-child.js';
import type { FileRead, Trust } from './read-here.js';
import { isMarkedName } from './secrecy-beside.rules.js';

/** What the child is asked. */
export interface ReaderJob {
  name: string;
  bytes: Uint8Array;
  encoding?: EncodingName | undefined;
  trust?: Trust | undefined;
}

/** How long one file may take, archives with all they hold included. */
export const READING_SECONDS_AT_MOST = 30;
/** The JavaScript heap of one child. */
export const CHILD_HEAP_MEGABYTES = 512;

// tests run the sources, and the child must be compiled
const compiled = import.meta.url.endsWith('.ts') ? '../../dist/src/dispatches/reader.child.js' : './reader.child.js';
const PROGRAM = new URL(compiled, import.meta.url);
const REFUSED_AS: Readonly<Record<ChildEnded['how'], RefusalCode>> = {
  'timed-out': 'timed-out',
  'out-of-memory': 'bomb',
  crashed: 'broken',
  killed: 'bomb',
};

/** One child process that reads files, one at a time. */
export class ReadingChild {
  private readonly child: ForkedChild<ReaderJob, FileRead>;

  constructor(secondsAtMost: number) {
    this.child = new ForkedChild({ program: PROGRAM, heapMegabytes: CHILD_HEAP_MEGABYTES, secondsAtMost });
  }

  /**
   * Reads one file. A child that crashes, hangs or runs out of memory is the refusal of this file alone; where somebody
   * else ends it, as a system does that lacks memory, the file is read once more by another.
   * @throws what `signal` was aborted with; the child is killed then
   */
  async read(job: ReaderJob, signal?: AbortSignal): Promise<FileRead> {
    return this.child
      .ask(job, signal)
      .catch((error: unknown) => {
        if (error instanceof ChildEnded && error.how === 'killed') return this.child.ask(job, signal);
        throw error;
      })
      .catch((error: unknown) => {
        if (!(error instanceof ChildEnded)) throw error;
        const origin = isMarkedName(job.name) ? null : storableName(job.name);
        return { papers: [], refused: [{ origin, code: REFUSED_AS[error.how] }] };
      });
  }

  /** Ends the child at once. */
  end(): void {
    this.child.end();
  }
}

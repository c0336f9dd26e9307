import type { OpenedTables, RefusalCode } from '../files/index.js';
import { ChildEnded, ForkedChild } from '../platform/forked-child.js';

/** What the child is asked. */
export interface TableJob {
  bytes: Uint8Array;
}

/** A workbook of all communes takes some seconds. */
const SECONDS_AT_MOST = 90;
/** The parser holds a workbook several times over. */
const HEAP_MEGABYTES = 768;
const REFUSED_AS: Readonly<Record<ChildEnded['how'], RefusalCode>> = {
  'timed-out': 'timed-out',
  'out-of-memory': 'bomb',
  crashed: 'broken',
  killed: 'bomb',
};

// tests run the sources, and the child must be compiled
const compiled = import.meta.url.endsWith('.ts') ? '../../dist/src/imports/tables.child.js' : './tables.child.js';
const child = new ForkedChild<TableJob, OpenedTables>({
  program: new URL(compiled, import.meta.url),
  heapMegabytes: HEAP_MEGABYTES,
  secondsAtMost: SECONDS_AT_MOST,
});
let last: Promise<unknown> = Promise.resolve();

/**
 * Opens a list in a child process, one after the other. What makes the child crash or hang is the refusal of this file.
 * @throws what `signal` was aborted with
 */
export function readTables(bytes: Uint8Array, signal?: AbortSignal): Promise<OpenedTables> {
  const read = last
    .then(() => child.ask({ bytes }, signal))
    .catch((error: unknown): OpenedTables => {
      if (error instanceof ChildEnded) return { refused: REFUSED_AS[error.how] };
      throw error;
    });
  last = read.catch(() => undefined);
  return read;
}

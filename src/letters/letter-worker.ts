import { Worker } from 'node:worker_threads';
import { unavailable } from '../platform/errors.js';
import type { Letter } from './letter.rules.js';

export interface LetterJob {
  letter: Letter;
  format: 'docx' | 'pdf';
}

/** How long one letter may take; the longest takes about a second. */
const SECONDS_AT_MOST = 20;
/** A worker with nothing to do ends after this. */
const IDLE_SECONDS = 20;
/** The heap of the worker: three times what the longest letters ask for. */
const HEAP = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 } as const;

// tests run the sources, and the worker must be compiled
const compiled = import.meta.url.endsWith('.ts') ? '../../dist/src/letters/letter.child.js' : './letter.child.js';
const PROGRAM = new URL(compiled, import.meta.url);

const notMade = () =>
  unavailable(
    'Chưa lập được tệp: văn bản cần quá nhiều bộ nhớ hoặc thời gian. Hãy thử lại, hoặc chọn định dạng khác.',
    'The file could not be made: the paper takes too much memory or time. Try again, or choose the other format.',
  );

/** A thread that sets letters, one at a time; it starts with its first letter and again after its end. */
export class LetterWorker {
  private worker: Worker | undefined;
  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly secondsAtMost = SECONDS_AT_MOST,
    private readonly heap: Worker['resourceLimits'] = HEAP,
  ) {}

  /** @throws ProductError `unavailable` where the letter takes too much memory or time: the worker is ended then */
  make(job: LetterJob): Promise<Buffer> {
    clearTimeout(this.idle);
    const worker = (this.worker ??= this.start());
    worker.ref();
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        act();
      };
      const onMessage = (bytes: Uint8Array): void => {
        this.rest();
        settle(() => resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
      };
      const onError = (error: Error & { code?: string }): void =>
        settle(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? notMade() : error));
      const onExit = (): void => settle(() => reject(notMade()));
      const timer = setTimeout(() => {
        this.end();
        settle(() => reject(notMade()));
      }, this.secondsAtMost * 1000);
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage(job);
    });
  }

  /** Ends the thread at once. */
  end(): void {
    clearTimeout(this.idle);
    void this.worker?.terminate();
    this.worker = undefined;
  }

  /** While it waits, the thread does not keep the process alive. */
  private rest(): void {
    this.worker?.unref();
    this.idle = setTimeout(() => this.end(), IDLE_SECONDS * 1000).unref();
  }

  private start(): Worker {
    const worker = new Worker(PROGRAM, { name: 'letters', env: {}, execArgv: [], resourceLimits: this.heap ?? {} });
    const gone = (): void => {
      if (this.worker === worker) this.worker = undefined;
    };
    // told of an error before those who wait for the letter, so that the next one starts a new thread
    worker.on('error', gone).on('exit', gone);
    return worker;
  }
}

import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { EncodingName, RefusalCode } from '../files/index.js';
import type { FileRead } from './read-here.js';

/** What the child is asked. */
export interface ReaderJob {
  name: string;
  bytes: Uint8Array;
  encoding?: EncodingName | undefined;
}

/** How long one file may take, archives with all they hold included. */
export const READING_SECONDS_AT_MOST = 30;
/** The JavaScript heap of one child. */
export const CHILD_HEAP_MEGABYTES = 512;
/** A child with nothing to do ends after this. */
const IDLE_SECONDS = 20;

// tests run the sources, and the child must be compiled
const compiled = import.meta.url.endsWith('.ts') ? '../../dist/src/dispatches/reader.child.js' : './reader.child.js';
const PROGRAM = fileURLToPath(new URL(compiled, import.meta.url));

/** One child process that reads files, one at a time; it starts with its first file and again after a crash. */
export class ReadingChild {
  private child: ChildProcess | undefined;
  private idle: NodeJS.Timeout | undefined;

  constructor(private readonly secondsAtMost: number) {}

  /**
   * Reads one file. A child that crashes, hangs or runs out of memory is the refusal of this file alone.
   * @throws what `signal` was aborted with; the child is killed then
   */
  read(job: ReaderJob, signal?: AbortSignal): Promise<FileRead> {
    signal?.throwIfAborted();
    clearTimeout(this.idle);
    const child = (this.child ??= this.start());
    child.ref();
    child.channel?.ref();
    return new Promise((resolve, reject) => {
      const refusedAs = (code: RefusalCode): FileRead => ({ papers: [], refused: [{ origin: job.name, code }] });
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        child.off('message', onMessage).off('exit', onExit).off('error', onError);
        act();
      };
      const killed = (act: () => void): void => {
        this.end();
        settle(act);
      };
      const onMessage = (read: unknown): void => {
        this.rest();
        settle(() => resolve(read as FileRead));
      };
      const onExit = (code: number | null, by: NodeJS.Signals | null): void => {
        this.child = undefined;
        settle(() => resolve(refusedAs(code === 134 || by === 'SIGABRT' ? 'bomb' : 'broken')));
      };
      const onError = (error: Error): void => killed(() => reject(error));
      const onAbort = (): void => killed(() => reject(signal?.reason as Error));
      const timer = setTimeout(() => killed(() => resolve(refusedAs('timed-out'))), this.secondsAtMost * 1000);
      signal?.addEventListener('abort', onAbort, { once: true });
      child.on('message', onMessage).on('exit', onExit).on('error', onError);
      child.send(job);
    });
  }

  /** Ends the child at once. */
  end(): void {
    clearTimeout(this.idle);
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }

  /** While it waits, the child keeps neither this process nor itself alive. */
  private rest(): void {
    this.child?.unref();
    this.child?.channel?.unref();
    this.idle = setTimeout(() => this.end(), IDLE_SECONDS * 1000).unref();
  }

  private start(): ChildProcess {
    const child = fork(PROGRAM, [], {
      cwd: '/',
      env: {},
      execArgv: [`--max-old-space-size=${String(CHILD_HEAP_MEGABYTES)}`, ...confinement()],
      serialization: 'advanced',
      // what a parser prints may be text of a paper
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.once('exit', () => {
      if (this.child === child) this.child = undefined;
    });
    return child;
  }
}

/** Where Node can forbid it, the child writes no file, starts no process and loads no native code. */
const confinement = (): string[] =>
  process.allowedNodeEnvironmentFlags.has('--permission') ? ['--permission', '--allow-fs-read=*'] : [];

import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A child with nothing to do ends after this. */
const IDLE_SECONDS = 20;

/** What a child process runs and may use. */
export interface ChildLimits {
  /** The compiled module; it answers every message with one message. */
  program: URL;
  /** The JavaScript heap. */
  heapMegabytes: number;
  /** How long one job may take, the start of the child included. */
  secondsAtMost: number;
}

/** The child ended, or was ended, before it answered. */
export class ChildEnded extends Error {
  /** `how` is `killed` where somebody else ended it, as a system does that runs out of memory. */
  constructor(readonly how: 'timed-out' | 'out-of-memory' | 'crashed' | 'killed') {
    super(`The child process ended: ${how}.`);
  }
}

const KILLED: readonly (string | null)[] = ['SIGKILL', 'SIGTERM'];
/** what sending fails with where the child ended before its end was heard of */
const CLOSED: readonly (string | undefined)[] = ['ERR_IPC_CHANNEL_CLOSED', 'EPIPE', 'ECONNRESET'];

function howEnded(code: number | null, by: NodeJS.Signals | null): ChildEnded['how'] {
  if (code === 134 || by === 'SIGABRT') return 'out-of-memory';
  return KILLED.includes(by) ? 'killed' : 'crashed';
}

/** One child process that does one job at a time; it starts with its first job and again after a crash. */
export class ForkedChild<Job extends object, Answer> {
  private child: ChildProcess | undefined;
  private idle: NodeJS.Timeout | undefined;

  constructor(private readonly limits: ChildLimits) {}

  /** @throws ChildEnded; what `signal` was aborted with: the child is killed then */
  ask(job: Job, signal?: AbortSignal): Promise<Answer> {
    signal?.throwIfAborted();
    clearTimeout(this.idle);
    const child = (this.child ??= this.start());
    child.ref();
    child.channel?.ref();
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        child.off('message', onMessage).off('exit', onExit).off('error', onError);
        act();
      };
      const killed = (reason: Error): void => {
        this.end();
        settle(() => reject(reason));
      };
      const onMessage = (answer: unknown): void => {
        this.rest();
        settle(() => resolve(answer as Answer));
      };
      const onExit = (code: number | null, by: NodeJS.Signals | null): void => {
        this.child = undefined;
        settle(() => reject(new ChildEnded(howEnded(code, by))));
      };
      const onError = (error: NodeJS.ErrnoException): void =>
        killed(CLOSED.includes(error.code) ? new ChildEnded('killed') : error);
      const onAbort = (): void => killed(signal?.reason as Error);
      const timer = setTimeout(() => killed(new ChildEnded('timed-out')), this.limits.secondsAtMost * 1000);
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
    const child = fork(fileURLToPath(this.limits.program), [], {
      cwd: '/',
      env: {},
      execArgv: [
        `--max-old-space-size=${String(this.limits.heapMegabytes)}`,
        '--max-semi-space-size=8',
        ...confinement(),
      ],
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

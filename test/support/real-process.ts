import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from '../../src/platform/database/database.js';

/** How a process ended: its exit code, or the signal that killed it. */
type Ending = [code: number | null, signal: NodeJS.Signals | null];

interface Starting {
  failpoint?: string | undefined;
  env?: Record<string, string>;
  program?: string;
}

const PRODUCT = 'bin/thongsuot.js';
const DATA = mkdtempSync(path.join(tmpdir(), 'thongsuot-crash-'));
process.once('exit', () => rmSync(DATA, { recursive: true, force: true }));

/** The product as it is started by people, on a database of a test: in demo mode, armed with a failpoint or none. */
export class RealProcess {
  /** How it ended, once it has. */
  readonly ended: Promise<Ending>;
  private said = '';

  private constructor(private readonly child: ChildProcess) {
    this.ended = once(child, 'exit') as Promise<Ending>;
    for (const stream of [child.stdout, child.stderr]) stream!.on('data', (data) => (this.said += String(data)));
  }

  /** `thongsuot <args>`, or another program. */
  static start(
    database: Database,
    args: readonly string[],
    { failpoint, env, program = PRODUCT }: Starting = {},
  ): RealProcess {
    return new RealProcess(
      spawn(process.execPath, [program, ...args], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          DATABASE_URL: database.appUrl,
          DATABASE_OWNER_URL: database.ownerUrl,
          THONGSUOT_MODE: 'demo',
          THONGSUOT_DATA: DATA,
          PORT: '0',
          // starting is most of what these tests take
          NODE_COMPILE_CACHE: path.join(DATA, 'compiled'),
          ...(failpoint === undefined ? {} : { THONGSUOT_FAILPOINT: failpoint }),
          ...env,
        },
      }),
    );
  }

  /** Runs to its end. @returns how it ended, and what it said */
  static async run(...of: Parameters<typeof RealProcess.start>): Promise<{ ending: Ending; said: string }> {
    const one = RealProcess.start(...of);
    return { ending: await one.ended, said: one.said };
  }

  /** The address that a server answers at, once it does. @throws Error with its words where it ends before */
  async url(): Promise<string> {
    return (await this.says(/^Thông Suốt: (http\S+)$/m))[1]!;
  }

  /** Until a worker has begun. @throws Error with its words where it ends before */
  async works(): Promise<void> {
    await this.says(/^Thông Suốt: worker$/m);
  }

  private async says(what: RegExp): Promise<RegExpExecArray> {
    const known = () => what.exec(this.said);
    while (known() === null && this.child.exitCode === null && this.child.signalCode === null)
      await Promise.race([once(this.child.stdout!, 'data'), this.ended]);
    const said = known();
    if (said === null) throw new Error(`the process ended before it began: ${this.said.slice(-2000)}`);
    return said;
  }

  /** SIGSTOP holds it where it is, SIGCONT lets it go on. */
  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}

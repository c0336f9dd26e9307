import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ApiTokens } from '../access/index.js';
import { commandLineCaller } from '../platform/caller.js';
import { unavailable } from '../platform/errors.js';
import { processorTime, residentMemory } from './processes.js';
import { IN_FLIGHT, onceEach, saturate } from './saturation.js';
import type { Stage } from './stage.js';

const MAIN = fileURLToPath(new URL('../main.js', import.meta.url));
/** What `npm start` and `bin/thongsuot.js` run it with. */
const AS_SHIPPED = ['--max-semi-space-size=8', '--max-old-space-size=320'];
/** Often enough for a run of ten seconds. */
const WATCH_MILLISECONDS = 250;

/** `thongsuot serve` as a process of its own on the database of the bench, and a client of its API. */
export class BenchServer {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });

  private constructor(
    private readonly stage: Stage,
    private readonly child: ChildProcess,
    private readonly url: string,
  ) {}

  /**
   * @param more  of the environment
   * @throws ProductError `unavailable` where it ends before it listens
   */
  static async start(stage: Stage, more: Record<string, string> = {}): Promise<BenchServer> {
    const { appUrl, ownerUrl } = stage.database;
    const addresses = { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, HOST: '127.0.0.1', PORT: '0' };
    const child = spawn(process.execPath, [...AS_SHIPPED, MAIN], {
      env: { ...process.env, ...addresses, SMTP_URL: '', THONGSUOT_MODE: 'production', ...more },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await listening(child);
    return new BenchServer(stage, child, url);
  }

  /** A clerk's token for each unit. */
  async tokensFor(unitIds: readonly string[]): Promise<Map<string, string>> {
    const tokens = new Map<string, string>();
    const minting = this.stage.get(ApiTokens);
    await saturate(onceEach([...new Set(unitIds)]), Infinity, async (unitId) => {
      tokens.set(unitId, (await minting.create(unitId, 'clerk', commandLineCaller('vi'))).token);
    });
    return tokens;
  }

  /** Posts an empty body and reads the answer to its end. @throws Error where it is not 200 */
  post(path: string, token: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Content-Length': 2 };
      const asked = request(this.url + path, { method: 'POST', agent: this.agent, headers }, (answer) => {
        answer.resume();
        answer.once('error', reject);
        answer.once('end', () =>
          answer.statusCode === 200 ? resolve() : reject(new Error(`${path} answered ${answer.statusCode}`)),
        );
      });
      // a connection that lay idle may be closed by the server just as it is taken up again: the same act again is none
      asked.once('error', (error: NodeJS.ErrnoException) =>
        asked.reusedSocket && error.code === 'ECONNRESET' ? resolve(this.post(path, token)) : reject(error),
      );
      asked.end('{}');
    });
  }

  /** Peak resident memory so far, in megabytes; null where the system does not tell. */
  peakMegabytes(): number | null {
    return residentMemory(this.child.pid!)?.peak ?? null;
  }

  /** Processor time so far, in milliseconds; null where the system does not tell. */
  processorTime(): number | null {
    return processorTime(this.child.pid!);
  }

  /** Resident memory in megabytes, four times a second, until what is returned is called. */
  watchMemory(): () => readonly number[] {
    const seen: number[] = [];
    const watch = setInterval(() => {
      const memory = residentMemory(this.child.pid!);
      if (memory) seen.push(memory.now);
    }, WATCH_MILLISECONDS);
    return () => {
      clearInterval(watch);
      return seen;
    };
  }

  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  /** As `kill -9`: nothing is finished or given back. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    this.agent.destroy();
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }
}

async function listening(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const url = /https?:\/\/\S+/.exec(line)?.[0];
    if (url) return url;
  }
  throw unavailable('Máy chủ để đo không khởi động được.', 'The server to measure did not start.');
}

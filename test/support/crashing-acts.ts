import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Rows } from './all-rows.js';
import { CrashPair } from './crash-pair.js';
import { CrashWorld } from './crash-world.js';
import { RealProcess } from './real-process.js';
import { watchWrites } from './unguarded-writes.js';

/** One POST of the API. */
interface Post {
  /** The unit whose clerk sends it. */
  by: string;
  /** Below /api/v1. */
  path: string;
  body?: object;
}

/** One act of the product: what it is called, at which commit it crashes, and what there is before it. */
export type CrashingAct = readonly [name: string, commit: string, prepare: (world: CrashWorld) => Promise<Post>];

export interface Answer {
  status: number;
  /** The names of what is in it. */
  has: string[];
  repeated: boolean;
}

/** How a request ended, and how the rows that are there then differ from what they must be. */
interface Outcome {
  ended: Answer | string;
  rows: Rows | 'same';
}

/** An act that is ready to be sent, and what it comes to where nothing crashes. */
interface Ready {
  commit: string;
  send: (url: string) => Promise<Answer>;
  undisturbed: { answer: Answer; rows: Rows };
}

const CREATED = 201;
/** What `fetch` says of a connection that was cut, and what ended the server. */
const KILLED = 'fetch failed, SIGKILL';

/**
 * The same acts one after another in two databases: in one by a server that nothing happens to; in the other each by a
 * server that is killed before the act's commit, again by the next one, which is killed after it, and again by a third.
 */
class TwoRuns {
  private server: RealProcess | undefined;

  private constructor(
    private readonly pair: CrashPair,
    private readonly ready: readonly Ready[],
    /** What there is before the first act. */
    private readonly prepared: Rows,
  ) {}

  /**
   * Prepares all acts in process, and carries them out once without a crash.
   * @throws Error where a write of the preparation stands outside the failpoints
   */
  static async of(acts: readonly CrashingAct[]): Promise<TwoRuns> {
    const world = await CrashWorld.make();
    const unguarded = watchWrites();
    const posts = [];
    for (const [, commit, prepare] of acts) {
      const post = await prepare(world);
      posts.push({ commit, send: sending(post, await world.token(post.by)) });
    }
    const missed = unguarded();
    if (missed.length > 0) throw new Error(`written outside the failpoints:\n${missed.join('\n')}`);
    const pair = await CrashPair.of(world);
    return new TwoRuns(pair, await withoutCrash(pair, posts), await pair.rows(pair.crashed));
  }

  /** What must come of the n-th act. */
  expected(n: number): readonly Outcome[] {
    const { answer } = this.ready[n]!.undisturbed;
    return [
      { ended: KILLED, rows: 'same' },
      { ended: KILLED, rows: 'same' },
      // what a request made new is answered as if it were the first time
      { ended: { ...answer, repeated: answer.status !== CREATED }, rows: 'same' },
    ];
  }

  /** Crashes before and after the commit of the n-th act, then lets it be. */
  async crash(n: number): Promise<readonly Outcome[]> {
    const { commit, send, undisturbed } = this.ready[n]!;
    const before = this.ready[n - 1]?.undisturbed.rows ?? this.prepared;
    const first = await this.killed(`${commit}:before`, send, before);
    const second = await this.killed(`${commit}:after`, send, undisturbed.rows);
    // the server that answers is the one that dies in the next act
    const next = this.ready[n + 1]?.commit;
    this.server = this.start(next && `${next}:before`);
    const ended = await send(await this.server.url());
    return [first, second, { ended, rows: await this.pair.differingFrom(undisturbed.rows) }];
  }

  private start(failpoint: string | undefined): RealProcess {
    return RealProcess.start(this.pair.crashed, ['serve'], { failpoint });
  }

  private async killed(failpoint: string, send: Ready['send'], expected: Rows): Promise<Outcome> {
    const server = (this.server ??= this.start(failpoint));
    const answer = await send(await server.url()).catch((error: Error) => error.message);
    const rows = await this.pair.differingFrom(expected);
    if (typeof answer !== 'string') return { ended: answer, rows };
    const [, signal] = await server.ended;
    this.server = undefined;
    await this.pair.timePasses();
    return { ended: `${answer}, ${signal}`, rows };
  }

  async close(): Promise<void> {
    await this.server?.kill();
    await this.pair.drop();
  }
}

/** Carries everything out with one server that nothing happens to. */
async function withoutCrash(pair: CrashPair, posts: readonly Omit<Ready, 'undisturbed'>[]): Promise<Ready[]> {
  const server = RealProcess.start(pair.calm, ['serve']);
  const url = await server.url();
  const ready: Ready[] = [];
  for (const post of posts) {
    const answer = await post.send(url);
    ready.push({ ...post, undisturbed: { answer, rows: await pair.rows(pair.calm) } });
  }
  await server.kill();
  return ready;
}

/** Sends a POST to whichever server there is, under the same key every time. */
export const sending =
  ({ path, body }: Omit<Post, 'by'>, token: string) =>
  async (url: string): Promise<Answer> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': `the key of ${path}`,
      },
      body: JSON.stringify(body ?? {}),
    });
    const { repeated = false, ...answer } = (await response.json()) as { repeated?: boolean };
    return { status: response.status, has: Object.keys(answer).toSorted(), repeated };
  };

/** Declares one test per act. */
export function comesToTheSame(title: string, acts: readonly CrashingAct[]): void {
  describe(title, () => {
    let runs: TwoRuns;
    beforeAll(async () => {
      runs = await TwoRuns.of(acts);
    }, 300_000);
    afterAll(() => runs?.close());

    it.each(acts.map(([name], n) => [name, n] as const))(
      '%s',
      async (_, n) => {
        const came = await runs.crash(n);
        expect(came).toEqual(runs.expected(n));
        expect([200, CREATED]).toContain((came[2]!.ended as Answer).status);
      },
      300_000,
    );
  });
}

import { beforeAll, describe, expect, it } from '@jest/globals';
import { differing, type Rows } from './all-rows.js';
import { CrashPair } from './crash-pair.js';
import { CrashWorld } from './crash-world.js';
import { RealProcess } from './real-process.js';
import { watchWrites } from './unguarded-writes.js';

/** One POST of the API. */
interface Post {
  /** The unit whose clerk sends it. */
  by: string;
  /** Of whoever sends it, where that is not the clerk. */
  token?: string;
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

/** What came of sending every act: its answer, or what `fetch` says where there is none; and the rows that are there then. */
interface Sent {
  answers: readonly (Answer | string)[];
  rows: Rows;
}

interface Ready {
  commit: string;
  send: (url: string) => Promise<Answer>;
}

const [CARRIED_OUT, CREATED] = [200, 201];
/** It waits for a second person. */
const PENDING = 202;
const DONE = [CARRIED_OUT, CREATED, PENDING];
/** Processes are started, on whatever else the machine does. */
const LONG = 300_000;
/** How long an act is waited for that does not come to its failpoint. */
const LONGEST_ANSWER = 60_000;
/** What `fetch` says of a connection that was cut. */
const CUT = 'fetch failed';

/**
 * The same acts in two databases: in one by a server that nothing happens to; in the other by a server that dies when
 * each of them has come to its commit, again by the next one, which dies when each has committed, and again by a third.
 * No two of them are about the same directive, so each waits for the others without holding them up.
 */
interface TwoRuns {
  prepared: Rows;
  undisturbed: Sent;
  before: Sent;
  after: Sent;
  again: Sent;
}

/** @throws Error where a write of the preparation stands outside the failpoints */
async function twoRuns(acts: readonly CrashingAct[]): Promise<TwoRuns> {
  const world = await CrashWorld.make();
  const posts = await prepareAll(world, acts);
  const pair = await CrashPair.of(world);
  try {
    const prepared = await pair.rows(pair.crashed);
    const [undisturbed, crashed] = await Promise.all([sentTo(pair, 'calm', posts), crashedTwice(pair, posts)]);
    return { prepared, undisturbed, ...crashed };
  } finally {
    await pair.drop();
  }
}

async function prepareAll(world: CrashWorld, acts: readonly CrashingAct[]): Promise<Ready[]> {
  const unguarded = watchWrites();
  const posts: Ready[] = [];
  for (const [, commit, prepare] of acts) {
    const post = await prepare(world);
    posts.push({ commit, send: sending(post, post.token ?? (await world.token(post.by))) });
  }
  const missed = unguarded();
  if (missed.length > 0) throw new Error(`written outside the failpoints:\n${missed.join('\n')}`);
  return posts;
}

async function crashedTwice(
  pair: CrashPair,
  posts: readonly Ready[],
): Promise<Omit<TwoRuns, 'prepared' | 'undisturbed'>> {
  const armed = (side: string): string => posts.map(({ commit }) => `${commit}:${side}`).join(',');
  const before = await sentTo(pair, 'crashed', posts, armed('before'));
  await pair.timePasses();
  const after = await sentTo(pair, 'crashed', posts, armed('after'));
  await pair.timePasses();
  return { before, after, again: await sentTo(pair, 'crashed', posts) };
}

/** Sends all of them at once to a server that dies at the failpoint, if it is given one. */
async function sentTo(
  pair: CrashPair,
  which: 'calm' | 'crashed',
  posts: readonly Ready[],
  failpoint?: string,
): Promise<Sent> {
  const server = RealProcess.start(pair[which], ['serve'], { failpoint });
  const url = await server.url();
  const sent = async ({ send }: Ready): Promise<Answer | string> => {
    const answer = await send(url).catch((error: Error) => error.message);
    // it did not come to its failpoint: the others wait there in vain
    if (failpoint !== undefined && typeof answer !== 'string') await server.kill();
    return answer;
  };
  const answers = Promise.all(posts.map(sent));
  await Promise.race([answers, server.ended]);
  await server.kill();
  return { answers: await answers, rows: await pair.rows(pair[which]) };
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
      signal: AbortSignal.timeout(LONGEST_ANSWER),
    });
    const { repeated = false, ...answer } = (await response.json()) as { repeated?: boolean };
    return { status: response.status, has: Object.keys(answer).toSorted(), repeated };
  };

/** Declares one test per act, and one for what they leave behind. */
export function comesToTheSame(title: string, acts: readonly CrashingAct[]): void {
  describe(title, () => {
    let runs: TwoRuns;
    beforeAll(async () => {
      runs = await twoRuns(acts);
    }, LONG);

    it.each(acts.map(([name], n) => [name, n] as const))('%s', (_, n) => {
      const undisturbed = runs.undisturbed.answers[n] as Answer;
      expect([undisturbed, DONE.includes(undisturbed.status)]).toEqual([undisturbed, true]);
      expect([runs.before.answers[n], runs.after.answers[n]]).toEqual([CUT, CUT]);
      // what a request made new, or what waits, is answered as if it were the first time
      expect(runs.again.answers[n]).toEqual({ ...undisturbed, repeated: undisturbed.status === CARRIED_OUT });
    });

    it('and no row is another', () => {
      const { prepared, undisturbed, before, after, again } = runs;
      expect(differing(before.rows, prepared)).toBe('same');
      expect(differing(after.rows, undisturbed.rows)).toBe('same');
      expect(differing(again.rows, undisturbed.rows)).toBe('same');
      expect(differing(undisturbed.rows, prepared)).toMatchObject({ ledger_entry: expect.anything() });
    });
  });
}

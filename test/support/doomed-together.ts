import { beforeAll, it } from '@jest/globals';
import { CrashPair } from './crash-pair.js';
import { CrashWorld } from './crash-world.js';
import type { TestDatabase } from './database.js';
import { RealProcess } from './real-process.js';

/** What is given for a function that listens to progress. */
export const NOBODY = 'nobody listens';

/** A use case of the product, and what it is given; instants as dates, the rest as JSON has it. */
export interface Does {
  /** Its module below `src`, compiled. */
  from: string;
  useCase: string;
  method?: string;
  given?: readonly unknown[];
}

/** What a story does in the next process. */
interface Task {
  story: string;
  database: TestDatabase;
  env: Readonly<Record<string, string>>;
  does: readonly Does[];
  /** Where it is killed; it comes to its end where that is not given. */
  failpoint?: string;
}

/** Something that is done by processes of which one after the other is killed. */
export interface Story<Prepared = unknown> {
  name: string;
  prepare(world: CrashWorld): Promise<Prepared>;
  /** Told of its two databases; `dies` has a process carry out what is given to it until it is killed at a failpoint. */
  tell(pair: CrashPair, prepared: Prepared, processes: Processes): Promise<void>;
}

/** The processes of one story. */
export interface Processes {
  /**
   * @param on  the database in which processes are killed, where it is not given
   * @throws Error where it comes to its end or fails instead
   */
  dies: (failpoint: string, does: readonly Does[], on?: TestDatabase) => Promise<void>;
  /** To its end. @throws Error where it fails */
  ends: (database: TestDatabase, does: readonly Does[]) => Promise<void>;
}

const [DONE, DIED] = [0, 'SIGKILL'];
/** Many processes are started, on whatever else the machine does. */
const LONG = 300_000;

/**
 * Stories share processes, for starting one is most of what they take: the next one starts when each that is still told waits
 * for it, and dies when each has come to its failpoint. What comes to its end waits for the others, and shares the last one.
 */
class SharedProcesses {
  private waiting: { task: Task; answer: (said?: string) => void }[] = [];

  constructor(private told: number) {}

  async run(task: Task): Promise<void> {
    const said = await new Promise<string | undefined>((answer) => {
      this.waiting.push({ task, answer });
      this.startWhenAllWait();
    });
    if (said !== undefined) throw new Error(`${task.story}, ${task.failpoint ?? 'to its end'}: ${said.slice(-4000)}`);
  }

  /** A story has ended. */
  leave(): void {
    this.told--;
    this.startWhenAllWait();
  }

  /** In a moment: who asks for two asks for both at once. */
  private startWhenAllWait(): void {
    setImmediate(() => {
      if (new Set(this.waiting.map(({ task }) => task.story)).size < this.told) return;
      const isToDie = ({ task }: (typeof this.waiting)[number]): boolean => task.failpoint !== undefined;
      const dying = this.waiting.filter(isToDie);
      const next = dying.length > 0 ? dying : this.waiting;
      this.waiting = this.waiting.filter((one) => !next.includes(one));
      void this.start(next, dying.length > 0 ? [null, DIED] : [DONE, null]);
    });
  }

  private async start(waiting: typeof this.waiting, expected: readonly unknown[]): Promise<void> {
    if (waiting.length === 0) return;
    const tasks = waiting.map(({ task: { database, ...task } }) => {
      const { appUrl, ownerUrl } = database;
      return { ...task, database: { appUrl, ownerUrl } };
    });
    const { ending, said } = await RealProcess.run(
      waiting[0]!.task.database,
      [JSON.stringify(tasks)],
      { program: 'test/support/doomed.child.mjs' }, // prettier-ignore
    );
    const isAsExpected = ending.every((one, i) => one === expected[i]);
    for (const { answer } of waiting) answer(isAsExpected ? undefined : `${ending.join(' ')} ${said}`);
  }
}

async function prepared(story: Story): Promise<readonly [CrashPair, unknown]> {
  const world = await CrashWorld.make();
  const made = await story.prepare(world);
  return [await CrashPair.of(world), made];
}

/**
 * Declares one test per story.
 * @param env  of the processes of a story, by its place
 */
export function toldTogether(
  stories: readonly Story[],
  env: (place: number) => Readonly<Record<string, string>> = () => ({}),
): void {
  let ends: PromiseSettledResult<void>[];

  async function tell(
    story: Story,
    place: number,
    shared: SharedProcesses,
    made: Awaited<ReturnType<typeof prepared>>,
  ) {
    const [pair, given] = made;
    const task = { story: story.name, env: env(place) };
    try {
      await story.tell(pair, given, {
        dies: (failpoint, does, database = pair.crashed) => shared.run({ ...task, database, failpoint, does }),
        ends: (database, does) => shared.run({ ...task, database, does }),
      });
    } finally {
      shared.leave();
      await pair.drop();
    }
  }

  beforeAll(async () => {
    const made: Awaited<ReturnType<typeof prepared>>[] = [];
    for (const story of stories) made.push(await prepared(story));
    const shared = new SharedProcesses(stories.length);
    ends = await Promise.allSettled(stories.map((story, n) => tell(story, n, shared, made[n]!)));
  }, LONG);

  it.each(stories.map(({ name }, n) => [name, n] as const))('%s', (_, n) => {
    const end = ends[n]!;
    if (end.status === 'rejected') throw end.reason;
  });
}

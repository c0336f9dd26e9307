import type { ChildProcess } from 'node:child_process';
import { BenchServer } from './bench-server.js';
import { figureOf, rounded, type Figure } from './figure.rules.js';
import { asked, openSink, prepare } from './mail.js';
import type { Stage } from './stage.js';

/** By then what the killed process held is sent by another. */
const TARGET_SECONDS = 15;
const RUNS = 3;
const LOOK_MILLISECONDS = 50;
/** Where it is reached, the killed process is in the middle of its work. */
const TAKEN_BEFORE = 20;

const wait = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));

/** From the death of a process: until the first of the jobs that it carried goes on elsewhere, and the last. */
interface Resumed {
  first: number;
  last: number;
}

/** How many of these jobs another process took up again, and how many nobody has yet. */
async function standing(stage: Stage, jobs: readonly string[]): Promise<{ again: number; open: number }> {
  const { rows } = await stage.owner.query<{ again: number; open: number }>(
    `select count(*) filter (where retry_count > 0 and state in ('active', 'completed'))::int as again,
       count(*) filter (where state = 'retry' or state = 'active' and retry_count = 0)::int as open
     from pgboss.job where id = any($1::uuid[])`,
    [jobs],
  );
  return rows[0]!;
}

/** Kills one of two processes that are sending. What the survivor carries itself is soon done, and counts for nothing. */
async function killOne(stage: Stage, sink: ChildProcess, smtp: Record<string, string>): Promise<Resumed> {
  await prepare(stage);
  const before = (await asked(sink)).mails;
  const [dying, other] = [await BenchServer.start(stage, smtp), await BenchServer.start(stage, smtp)];
  try {
    await stage.owner.query(`update message set next_attempt_at = clock_timestamp() where state = 'queued'`);
    while ((await asked(sink)).mails < before + TAKEN_BEFORE) await wait();
    await dying.kill();
    const begin = performance.now();
    const passed = (): number => (performance.now() - begin) / 1000;
    const active = await stage.owner.query<{ id: string }>(`select id from pgboss.job where state = 'active'`);
    const jobs = active.rows.map(({ id }) => id);
    let first: number | undefined;
    for (;;) {
      const { again, open } = await standing(stage, jobs);
      if (again > 0) first ??= passed();
      if (open === 0) return { first: first ?? passed(), last: passed() };
      await wait();
    }
  } finally {
    await Promise.all([dying.stop(), other.stop()]);
  }
}

/**
 * How long jobs of mail that a process carried wait after `kill -9`, until the other one has taken up the last of them: the
 * longest of the runs. SQL has no counterpart.
 */
export async function measureResume(stage: Stage): Promise<Figure> {
  const { sink, smtp } = await openSink();
  const runs: Resumed[] = [];
  try {
    for (let run = 0; run < Math.min(stage.effort.runs, RUNS); run++) {
      stage.progress(`resume: ${run + 1}`);
      runs.push(await killOne(stage, sink, smtp));
    }
    return figureOf({
      name: 'resume',
      unit: 's',
      ours: Math.max(...runs.map(({ last }) => last)),
      floor: null,
      target: TARGET_SECONDS,
      detail: { first: runs.map(({ first }) => rounded(first)), last: runs.map(({ last }) => rounded(last)) },
    });
  } finally {
    sink.disconnect();
  }
}

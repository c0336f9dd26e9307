import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { BenchServer } from './bench-server.js';
import { figureOf, rounded, type Figure } from './figure.rules.js';
import { asked, prepare, SINK } from './mail.js';
import type { Stage } from './stage.js';

/** By then what the killed process held is sent by another. */
const TARGET_SECONDS = 15;
const RUNS = 3;
const LOOK_MILLISECONDS = 50;
/** Where it is reached, the killed process is in the middle of its work. */
const TAKEN_BEFORE = 20;

const wait = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));

/** Ids of messages of jobs that are being carried out, which nobody has begun. */
async function heldByBoth(stage: Stage): Promise<string[]> {
  const { rows } = await stage.owner.query<{ id: string }>(
    `select m.id from message m join pgboss.job j on j.id = m.job_id
     where m.state = 'queued' and m.begun_at is null and j.state = 'active'`,
  );
  return rows.map(({ id }) => id);
}

/** Seconds from the death of one of two processes that were sending until nothing waits any more that either held then. */
async function killOne(stage: Stage, sink: ChildProcess, smtp: Record<string, string>): Promise<number> {
  await prepare(stage);
  const before = (await asked(sink)).mails;
  const [dying, other] = [await BenchServer.start(stage, smtp), await BenchServer.start(stage, smtp)];
  try {
    await stage.owner.query(`update message set next_attempt_at = clock_timestamp() where state = 'queued'`);
    while ((await asked(sink)).mails < before + TAKEN_BEFORE) await wait();
    await dying.kill();
    const begin = performance.now();
    const held = await heldByBoth(stage);
    for (;;) {
      const { rows } = await stage.owner.query(
        `select 1 from message where id = any($1::uuid[]) and begun_at is null and state = 'queued' limit 1`,
        [held],
      );
      if (rows.length === 0) return (performance.now() - begin) / 1000;
      await wait();
    }
  } finally {
    await Promise.all([dying.stop(), other.stop()]);
  }
}

/**
 * How long mail that a process held waits after `kill -9`, until the other one has begun the last of it: the longest of the
 * runs. SQL has no counterpart.
 */
export async function measureResume(stage: Stage): Promise<Figure> {
  const sink = fork(SINK);
  const [{ port }] = (await once(sink, 'message')) as [{ port: number }];
  const seconds: number[] = [];
  try {
    for (let run = 0; run < Math.min(stage.effort.runs, RUNS); run++) {
      stage.progress(`resume: ${run + 1}`);
      seconds.push(await killOne(stage, sink, { SMTP_URL: `smtp://127.0.0.1:${port}` }));
    }
    return figureOf({
      name: 'resume',
      unit: 's',
      ours: Math.max(...seconds),
      floor: null,
      target: TARGET_SECONDS,
      detail: { rounds: seconds.map(rounded) },
    });
  } finally {
    sink.disconnect();
  }
}

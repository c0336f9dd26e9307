import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { BenchServer } from './bench-server.js';
import { figureOf, median, rounded, type Figure } from './figure.rules.js';
import { memoryFigures } from './memory.js';
import type { Stage } from './stage.js';
import { withPostgres } from './turns.js';

const SINK = fileURLToPath(new URL('./mail-sink.child.js', import.meta.url));
/** As many as there are provinces, whose communes have their mailboxes there. */
const DOMAINS = 34;
const TARGET_PER_SECOND = 400;
const LOOK_MILLISECONDS = 50;
const RUNS = 3;

interface Run {
  seconds: number;
  messages: number;
  /** Processor time of a message in milliseconds, PostgreSQL's included; null where the system does not tell. */
  processorMs: number | null;
}

/** Starts a mail server of its own process. @returns it, and what tells a `serve` of it; it ends when it is disconnected */
export async function openSink(): Promise<{ sink: ChildProcess; smtp: { SMTP_URL: string } }> {
  const sink = fork(SINK);
  const [{ port }] = (await once(sink, 'message')) as [{ port: number }];
  return { sink, smtp: { SMTP_URL: `smtp://127.0.0.1:${port}` } };
}

/** What the sink has taken so far. */
export async function asked(sink: ChildProcess): Promise<{ mails: number; duplicates: number }> {
  const answer = once(sink, 'message');
  sink.send('count');
  const [said] = (await answer) as [{ mails: number; duplicates: number }];
  return said;
}

/** Gives every message of the last directive an address and lets it wait; what has none is as if it never were. */
export async function prepare(stage: Stage): Promise<number> {
  await stage.issue(await stage.draft());
  const { rows } = await stage.owner.query(
    `with mine as (select cascade_id, id, row_number() over () as n from message where state <> 'sent')
     update message m set state = 'queued', last_error = null, next_attempt_at = clock_timestamp() + interval '1 hour',
       to_address = 'xa-' || mine.n || '@tinh-' || mine.n % ${DOMAINS} || '.invalid'
     from mine where m.cascade_id = mine.cascade_id and m.id = mine.id returning 1`,
  );
  await stage.owner.query('analyze message');
  return rows.length;
}

/** From the moment at which all are due until the last is recorded. */
async function send(stage: Stage, messages: number, server: BenchServer): Promise<Run> {
  const meter = await withPostgres(stage, () => server.processorTime());
  const before = meter();
  await stage.owner.query(`update message set next_attempt_at = clock_timestamp() where state = 'queued'`);
  const begin = performance.now();
  for (;;) {
    const { rows } = await stage.owner.query(`select 1 from message where next_attempt_at is not null limit 1`);
    if (rows.length === 0) break;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
  }
  const seconds = (performance.now() - begin) / 1000;
  const after = meter();
  return { seconds, messages, processorMs: before === null || after === null ? null : (after - before) / messages };
}

/**
 * Messages a second through a server of the product to a mail server of its own process, records and facts included, from
 * the row that falls due to the last record. SQL has no counterpart.
 */
export async function measureMail(stage: Stage): Promise<Figure[]> {
  const { sink, smtp } = await openSink();
  const runs: Run[] = [];
  const memory: Figure[] = [];
  try {
    for (let run = 0; run < Math.min(stage.effort.runs, RUNS); run++) {
      stage.progress(`mail: ${run + 1}`);
      const messages = await prepare(stage);
      const server = await BenchServer.start(stage, smtp);
      try {
        runs.push(await send(stage, messages, server));
        memory.push(...memoryFigures(server.peakMegabytes(), []));
      } finally {
        await server.stop();
      }
    }
    const { mails, duplicates } = await asked(sink);
    const rates = runs.map(({ seconds, messages }) => messages / seconds);
    const mail = figureOf({
      name: 'mail',
      unit: 'per s',
      ours: median(rates),
      floor: null,
      target: TARGET_PER_SECOND,
      detail: {
        rounds: rates.map(rounded),
        messages: runs.map((run) => run.messages),
        processorMs: runs.map((run) => run.processorMs && rounded(run.processorMs)),
        taken: mails,
        duplicates,
        domains: DOMAINS,
        connections: stage.config.mail.connections,
      },
    });
    return [mail, ...memory];
  } finally {
    sink.disconnect();
  }
}

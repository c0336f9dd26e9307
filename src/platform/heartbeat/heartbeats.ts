import { Inject, Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { CONFIG, type Config } from '../config.js';
import { dbOf, rowsOf, sql } from '../database/sql.js';
import type { Words } from '../errors.js';
import { committing } from '../failpoints.js';
import { Readiness, type PartState } from '../readiness.js';
import { hasStopped, periodSeconds, roundSeconds, watched, type Job } from './jobs.rules.js';

/** What a round did, in counts by name; all zero, or nothing, where there was nothing to do. */
export type Done = Readonly<Record<string, number>>;

/** How a job stands, for the page and for `/readyz`. */
export interface JobState {
  job: Job;
  periodSeconds: number;
  /** Age of the last proof by the database's clock; null where there has never been one. */
  proofSeconds: number | null;
  /** Business instant of the last good round. */
  provedAt: Date | null;
  /** Business instant of the last good round that did something, and what. */
  workedAt: Date | null;
  /** Age of that by business time. */
  workedSeconds: number | null;
  done: Done;
  hasStopped: boolean;
}

interface Row {
  job: string;
  age: number;
  ranAt: Date;
  workedAt: Date | null;
  workedAge: number | null;
  detail: Done;
}

/** What a job says beside its proofs. */
interface About {
  stopped?: Words;
  more?: () => Promise<PartState>;
}

/** Proofs of one job that this process has not written down yet. */
interface Unwritten {
  writtenAt: number;
  done: Record<string, number>;
}

/** Every page asks whether all goes well: so long one answer serves. */
const KEPT_MILLISECONDS = 1000;
/** Of a period: often enough that one lost proof makes nobody late, seldom enough to cost nothing. */
const SHARE_OF_PERIOD = 1 / 4;

const STOPPED = {
  vi: 'Chưa chạy xong một lượt nào trong hai chu kỳ vừa qua.',
  en: 'No round has come to its end in the last two periods.',
};

/**
 * The proofs that jobs give of getting through their rounds, one row a job, whichever replica ran it. Judged by the
 * database's clock; a round that hangs gives none.
 */
@Injectable()
export class Heartbeats {
  private readonly jobs = new Map<Job, About>();
  private readonly unwritten = new Map<Job, Unwritten>();
  private readonly begun = new Map<Job, number>();
  private readonly since = performance.now();
  private read: { at: number; rows: Promise<ReadonlyMap<string, Row>> } | undefined;

  constructor(
    private readonly em: EntityManager,
    @Inject(CONFIG) private readonly config: Config,
    private readonly readiness: Readiness,
  ) {}

  /** Seconds within which a job must prove itself. */
  periodSeconds(job: Job): number {
    return periodSeconds(job, this.config.heartbeatSeconds);
  }

  /**
   * From now on the job is a part of `/readyz`.
   * @param about.stopped  what is to be done where it has stopped
   * @param about.more     what else the job says of itself; its `ok` counts too
   */
  watch(job: Job, about: About = {}): void {
    this.jobs.set(job, about);
    this.readiness.add(job, () => this.partState(job));
  }

  /** Whether the next round is to begin: for jobs that are woken more often than they run. Answers yes once a round. */
  isDue(job: Job): boolean {
    const now = performance.now();
    const before = this.begun.get(job);
    if (before !== undefined && now - before < roundSeconds(job, this.config.heartbeatSeconds) * 1000) return false;
    this.begun.set(job, now);
    return true;
  }

  /**
   * Proves that the job got through a round, or through a batch of a long one. Written at most four times a period;
   * what was done in between is added up.
   */
  async beat(job: Job, done: Done = {}): Promise<void> {
    const now = performance.now();
    const known = this.unwritten.get(job) ?? { writtenAt: -Infinity, done: {} };
    for (const [what, count] of Object.entries(done)) known.done[what] = (known.done[what] ?? 0) + count;
    this.unwritten.set(job, known);
    if (now - known.writtenAt < this.periodSeconds(job) * SHARE_OF_PERIOD * 1000) return;
    this.unwritten.set(job, { writtenAt: now, done: {} });
    await this.write(job, known.done);
  }

  /** Every watched job, in the order in which the slices named them. */
  async states(): Promise<JobState[]> {
    const rows = await this.rows();
    return [...this.jobs.keys()].map((job) => this.stateOf(job, rows));
  }

  /** One job. */
  async state(job: Job): Promise<JobState> {
    return this.stateOf(job, await this.rows());
  }

  private stateOf(job: Job, rows: ReadonlyMap<string, Row>): JobState {
    const row = rows.get(job);
    const period = this.periodSeconds(job);
    const upSeconds = (performance.now() - this.since) / 1000;
    return {
      job,
      periodSeconds: period,
      proofSeconds: row ? Math.round(row.age) : null,
      provedAt: row?.ranAt ?? null,
      workedAt: row?.workedAt ?? null,
      workedSeconds: row?.workedAge ?? null,
      done: row?.detail ?? {},
      hasStopped: hasStopped(row?.age ?? null, upSeconds, period),
    };
  }

  private async partState(job: Job): Promise<PartState> {
    const state = await this.state(job);
    const { stopped = STOPPED, more } = this.jobs.get(job)!;
    const own = (await more?.()) ?? { ok: true };
    const said = { ...own, lastRunSecondsAgo: state.proofSeconds, periodSeconds: state.periodSeconds };
    if (!state.hasStopped) return said;
    if (watched(job).canWait) return { ...said, degraded: { count: 1, since: state.provedAt, note: stopped } };
    return { ...said, ok: false, note: own.ok ? stopped : (own.note ?? stopped) };
  }

  private rows(): Promise<ReadonlyMap<string, Row>> {
    const now = performance.now();
    if (this.read && now - this.read.at < KEPT_MILLISECONDS) return this.read.rows;
    const reading = rowsOf(
      dbOf(this.em.fork()),
      sql<Row>`select job, extract(epoch from clock_timestamp() - recorded_at)::float as age, ran_at as "ranAt",
          worked_at as "workedAt", extract(epoch from business_now() - worked_at)::float as "workedAge", detail from job_heartbeat`,
    ).then((found) => new Map(found.map((row) => [row.job, row])));
    this.read = { at: now, rows: reading };
    // an answer that failed serves nobody else
    reading.catch(() => (this.read = undefined));
    return reading;
  }

  private async write(job: Job, done: Done): Promise<void> {
    const didSomething = Object.values(done).some((count) => count > 0);
    const db = dbOf(this.em.fork());
    const beating = sql`insert into job_heartbeat as h (job, ran_at, recorded_at, worked_at, detail)
      values (${job}, business_now(), clock_timestamp(), ${didSomething ? sql`business_now()` : null},
        ${JSON.stringify(done)}::jsonb)
      on conflict (job) do update set ran_at = excluded.ran_at, recorded_at = excluded.recorded_at,
        worked_at = coalesce(excluded.worked_at, h.worked_at),
        detail = case when excluded.worked_at is null then h.detail else excluded.detail end`;
    await committing(db, 'heartbeat.beaten', () => beating.execute(db));
  }
}

import pg from 'pg';
import { allRows, differing, idsIn, type Rows } from './all-rows.js';
import { BEGAN_AT, type CrashWorld } from './crash-world.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { RealProcess } from './real-process.js';

/** What was prepared, and a copy of it: one in which nothing happens to the processes, and one in which they are killed. */
export class CrashPair {
  private constructor(
    readonly calm: TestDatabase,
    readonly crashed: TestDatabase,
    private readonly known: ReadonlySet<string>,
  ) {}

  /** Ends the preparation, and copies it. */
  static async of({ app }: CrashWorld): Promise<CrashPair> {
    await app.app.close();
    const crashed = app.database as TestDatabase;
    const calm = await freshDatabase(crashed.name);
    return new CrashPair(calm, crashed, await idsIn(crashed));
  }

  /** Every row of one of them, as it compares with the other. */
  rows(of: TestDatabase): Promise<Rows> {
    return allRows(of, { beganAt: BEGAN_AT, known: this.known });
  }

  /** How the rows of the one in which processes are killed differ from these. */
  async differingFrom(rows: Rows): Promise<Rows | 'same'> {
    return differing(await this.rows(this.crashed), rows);
  }

  /** Runs a process in the one that is to die at a failpoint. @returns what ended it */
  async killedAt(failpoint: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
    const { ending, said } = await RealProcess.run(this.crashed, args, { failpoint, env });
    return ending[1] ?? said;
  }

  /** How many mails somebody has begun to send, as an act sees it that stops them. */
  async begunMails(): Promise<number> {
    const client = new pg.Client(this.crashed.ownerUrl);
    await client.connect();
    const { rowCount } = await client.query(`select 1 from message where begun_at is not null`);
    await client.end();
    return rowCount!;
  }

  /** Which jobs have proved that they run, in the database in which processes are killed. */
  async provenJobs(): Promise<string[]> {
    const client = new pg.Client(this.crashed.ownerUrl);
    await client.connect();
    const { rows } = await client.query<{ job: string }>('select job from job_heartbeat order by job');
    await client.end();
    return rows.map(({ job }) => job);
  }

  /** What is given to a job and not carried out yet comes to the queue of jobs that cannot be. */
  async jobsAreGivenUp(): Promise<void> {
    const client = new pg.Client(this.crashed.ownerUrl);
    await client.connect();
    await client.query(`with given as (delete from pgboss.job where name = 'mail' returning id, data)
      insert into pgboss.job (name, data, source_id) select 'mail-dead', data, id from given`);
    await client.end();
  }

  /** Lets real time pass for what a dead process left: its requests are free again, its leases are over. */
  async timePasses(): Promise<void> {
    const client = new pg.Client(this.crashed.ownerUrl);
    await client.connect();
    await client.query(`update idempotency_key set created_at = created_at - interval '61 seconds'`);
    await client.query(`update message set next_attempt_at = clock_timestamp() where next_attempt_at is not null`);
    await client.end();
  }

  async drop(): Promise<void> {
    for (const database of [this.calm, this.crashed]) await database.drop();
  }
}

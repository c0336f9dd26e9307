import pg from 'pg';
import { PgBoss } from 'pg-boss';

/** Where pg-boss keeps its jobs; its own tables, changed by its own migrations. */
export const JOB_SCHEMA = 'pgboss';

/** Makes or updates the tables of jobs, as the role that owns them. The caller keeps other processes out. */
export async function installJobs(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: JOB_SCHEMA,
    supervise: false,
    schedule: false,
    max: 1,
  });
  let failure: Error | undefined;
  boss.on('error', (error) => (failure = error));
  try {
    await boss.start();
  } finally {
    await boss.stop({ graceful: false });
  }
  if (failure) throw failure;
}

/** What the role that runs the product needs to make jobs and to carry them out; the tables stay the owner's. */
export async function grantJobs(client: pg.Client, role: string): Promise<void> {
  await client.query(`grant usage on schema ${JOB_SCHEMA} to ${role}`);
  await client.query(`grant select, insert, update, delete on all tables in schema ${JOB_SCHEMA} to ${role}`);
  await client.query(`grant usage, select on all sequences in schema ${JOB_SCHEMA} to ${role}`);
  await client.query(`grant execute on all functions in schema ${JOB_SCHEMA} to ${role}`);
}

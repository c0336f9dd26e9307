import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Column } from '../../src/ledger/index.js';
import { enqueue, enqueueEach, MAIL_ENTITIES, queueing, type Notice, type NoticeEach } from '../../src/mail/index.js';
import { outboxState } from '../../src/mail/mail.queries.js';
import { Message } from '../../src/mail/message.entity.js';
import { MikroORM } from '@mikro-orm/postgresql';
import { ormOptions } from '../../src/platform/database/orm-config.js';
import { dbOf, firstOf, rowsOf, sql, type Db } from '../../src/platform/database/sql.js';
import { freshDatabase } from '../support/database.js';

const CASCADE = '018e5f00-0000-7000-8000-000000000001';
const DIRECTIVE = '018e5f00-0000-7000-8000-000000000003';
const UNIT = '018e5f00-0000-7000-8000-000000000002';
const QUEUED_AT = new Date('2024-03-20T01:30:00Z');

let database: Awaited<ReturnType<typeof freshDatabase>>;
let orm: MikroORM;
let db: Db;

beforeAll(async () => {
  database = await freshDatabase();
  orm = await MikroORM.init(ormOptions(database.appUrl, MAIL_ENTITIES));
  db = dbOf(orm.em.fork());
});
afterAll(async () => {
  await orm.close(true);
  await database.drop();
});
beforeEach(() => sql`delete from message`.execute(db));

const notice = (change: Partial<Notice> = {}): Notice => ({
  cascadeId: CASCADE,
  key: `issue:${DIRECTIVE}:${UNIT}`,
  unitId: UNIT,
  template: 'issue',
  locale: 'vi',
  parameters: { directiveId: DIRECTIVE, dueOn: '2024-04-15' },
  toAddress: 'ubnd-cao-loc@langson.invalid',
  queuedAt: QUEUED_AT,
  ...change,
});
const text = (name: string): Column => new Column(name, 'text');
const unit = (n: number): string => `018e5f00-0000-7000-8000-00000000010${n}`;
/** Three units, one of them without an address. */
const recipients = sql`(select ('018e5f00-0000-7000-8000-0000000001' || lpad(n::text, 2, '0'))::uuid as unit_id,
    case when n < 3 then 'xa-' || n || '@langson.invalid' end as address, n, timestamptz '2024-03-20 08:30+07' as at
  from generate_series(1, 3) n)`;
const toEach: NoticeEach = {
  template: 'issue',
  key: ['issue', DIRECTIVE, text('unit_id')],
  cascadeId: CASCADE,
  unitId: text('unit_id'),
  locale: 'vi',
  parameters: {
    directiveId: DIRECTIVE,
    unitId: text('unit_id'),
    n: new Column('n', 'integer'),
    at: new Column('at', 'instant'),
  },
  toAddress: text('address'),
  queuedAt: QUEUED_AT,
};
const read = () =>
  rowsOf(
    db,
    sql<Record<string, unknown>>`
      select key, state, attempts, last_error as "lastError", parameters, to_address as "toAddress",
        next_attempt_at <= clock_timestamp() as due from message order by key`,
  );

describe('a notice', () => {
  it('is queued as codes and parameters, due at once, with an id of its instant', async () => {
    expect(await enqueue(db, [notice()])).toEqual({ queued: 1, withoutAddress: 0 });
    const row = await orm.em.fork().findOneOrFail(Message, { key: notice().key });
    expect(row).toMatchObject({
      cascadeId: CASCADE,
      unitId: UNIT,
      assignmentId: null,
      template: 'issue',
      locale: 'vi',
      state: 'queued',
      attempts: 0,
      machineVersion: 2,
      parameters: { directiveId: DIRECTIVE, dueOn: '2024-04-15' },
      queuedAt: QUEUED_AT,
      sentAt: null,
    });
    expect(row.id).toMatch(/^018e597a-bdc0-7/);
  });

  it('with a key that is there already changes nothing, in a batch or later', async () => {
    expect(await enqueue(db, [notice(), notice({ template: 'other' })])).toEqual({ queued: 1, withoutAddress: 0 });
    expect(await enqueue(db, [notice({ toAddress: 'other@langson.invalid' })])).toEqual({
      queued: 0,
      withoutAddress: 0,
    });
    expect(await read()).toMatchObject([{ toAddress: 'ubnd-cao-loc@langson.invalid' }]);
    expect(await enqueue(db, [])).toEqual({ queued: 0, withoutAddress: 0 });
  });

  it('to a unit whose address nobody knows is there, failed, so that counts add up', async () => {
    expect(await enqueue(db, [notice({ toAddress: null })])).toEqual({ queued: 0, withoutAddress: 1 });
    expect(await read()).toMatchObject([{ state: 'failed', lastError: 'no-address', due: null, attempts: 0 }]);
  });

  it('is gone with the transaction that queued it', async () => {
    const undone = orm.em.fork().transactional(async (em) => {
      await enqueue(dbOf(em), [notice()]);
      throw new Error('the act failed');
    });
    await expect(undone).rejects.toThrow('the act failed');
    expect(await read()).toEqual([]);
  });
});

describe('a notice to each row of a relation', () => {
  it('takes key, unit, address and parameters from the row', async () => {
    expect(await enqueueEach(db, recipients, toEach)).toEqual({ queued: 2, withoutAddress: 1 });
    expect(await read()).toMatchObject([
      {
        key: `issue:${DIRECTIVE}:${unit(1)}`,
        toAddress: 'xa-1@langson.invalid',
        state: 'queued',
        due: true,
        parameters: { directiveId: DIRECTIVE, unitId: unit(1), n: 1, at: '2024-03-20T01:30:00.000Z' },
      },
      { key: `issue:${DIRECTIVE}:${unit(2)}`, state: 'queued' },
      { key: `issue:${DIRECTIVE}:${unit(3)}`, state: 'failed', lastError: 'no-address' },
    ]);
  });

  it('is queued once, however often the act is repeated', async () => {
    await enqueueEach(db, recipients, toEach);
    expect(await enqueueEach(db, recipients, toEach)).toEqual({ queued: 0, withoutAddress: 0 });
  });

  it('may have no parameters', async () => {
    await enqueueEach(db, recipients, { ...toEach, parameters: {} });
    expect((await read())[0]).toMatchObject({ parameters: {} });
  });

  it('can be part of the statement that does the act', async () => {
    const done = await firstOf(
      db,
      sql<{ n: number }>`
        with acted as (select * from ${recipients} r where n = 1),
        ${queueing(toEach, sql`acted`)},
        ${queueing({ ...toEach, template: 'copy', key: ['copy', text('unit_id')] }, sql`acted`, 'copied')}
        select count(*)::int as n from acted`,
    );
    expect(done).toEqual({ n: 1 });
    expect((await read()).map(({ key }) => String(key).split(':')[0])).toEqual(['copy', 'issue']);
  });
});

describe('the state of a long queue', () => {
  it('is told of what is tried first, and that there is more', async () => {
    await enqueueEach(db, recipients, toEach);
    expect(await outboxState(db, 1)).toMatchObject({ queued: 1, hasMore: true });
    const whole = await outboxState(db, 2);
    expect(whole).toMatchObject({ queued: 2, hasMore: false, lastError: null });
    expect(whole.oldestUntriedSeconds).toBeGreaterThan(0);
  });

  it('tells how long one waits for its first answer, however many refused ones are to be tried before it', async () => {
    await enqueueEach(db, recipients, toEach);
    await sql`update message set attempts = 1, next_attempt_at = clock_timestamp() - interval '1 hour'
      where unit_id = ${unit(2)} and state = 'queued'`.execute(db);
    expect((await outboxState(db, 0)).oldestUntriedSeconds).toBeGreaterThan(0);
  });

  it('has what the server said last of those that are tried last', async () => {
    await enqueueEach(db, recipients, toEach);
    await sql`update message set attempts = 1, last_error = '450', next_attempt_at = clock_timestamp() + interval '1 hour'
      where unit_id = ${unit(2)} and state = 'queued'`.execute(db);
    expect(await outboxState(db, 1)).toMatchObject({ queued: 1, hasMore: true, lastError: '450' });
  });
});

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { rowsOf, sql, type Db } from '../../src/platform/database/sql.js';
import { readingTogether } from '../../src/platform/database/together.js';
import { testApp, type TestApp } from '../support/app.js';

let app: TestApp;
let ids: string[];
beforeAll(async () => {
  app = await testApp();
  const owner = new pg.Client(app.database.ownerUrl);
  await owner.connect();
  await owner.query('create table thing (id uuid primary key, code text not null)');
  await owner.query('grant all on thing to thongsuot_app');
  await owner.query(`insert into thing select gen_random_uuid(), 'mã ' || n from generate_series(1, 3) n`);
  await owner.end();
  ids = (await rowsOf(app.db, sql<{ id: string }>`select id from thing order by code`)).map(({ id }) => id);
});
afterAll(() => app.close());

/** A reader of things, and how many statements it has made. */
function reader() {
  const made = { statements: 0 };
  const read = readingTogether<{ id: string; code: string }>((among) => {
    made.statements++;
    return sql`select id, code from thing where id = ${among}`;
  });
  return { made, read };
}

it('rows that are asked for at the same moment are one statement; each asker gets its own', async () => {
  const { made, read } = reader();
  const found = await Promise.all([...ids, ids[0]!].map((id) => read(app.db, id)));
  expect(found.map((row) => row?.id)).toEqual([...ids, ids[0]]);
  expect(made.statements).toBe(1);
});

it('what is not there is undefined, beside others that are', async () => {
  const { read } = reader();
  const missing = '01890000-0000-7000-8000-000000000000';
  const [there, not] = await Promise.all([read(app.db, ids[0]!), read(app.db, missing)]);
  expect(there?.id).toBe(ids[0]);
  expect(not).toBeUndefined();
});

it('who asks after a statement was sent is answered by another, with what was written meanwhile', async () => {
  const { made, read } = reader();
  await read(app.db, ids[0]!);
  await sql`update thing set code = 'đổi-rồi' where id = ${ids[0]}`.execute(app.db);
  expect((await read(app.db, ids[0]!))?.code).toBe('đổi-rồi');
  expect(made.statements).toBe(2);
});

it('a transaction reads on its own, and sees what it has written', async () => {
  const { made, read } = reader();
  const seen = await app.db.transaction().execute(async (db: Db) => {
    await sql`update thing set code = 'trong-giao-dịch' where id = ${ids[1]}`.execute(db);
    const [inside, outside] = await Promise.all([read(db, ids[1]!), read(app.db, ids[1]!)]);
    return [inside?.code, outside?.code];
  });
  expect(seen).toEqual(['trong-giao-dịch', 'mã 2']);
  expect(made.statements).toBe(2);
});

it('a statement that fails fails all who asked, and nobody after', async () => {
  let fails = true;
  const read = readingTogether<{ id: string }>((among) =>
    fails ? sql`select 1 / 0 as id from thing where id = ${among}` : sql`select id from thing where id = ${among}`,
  );
  const both = await Promise.allSettled([read(app.db, ids[0]!), read(app.db, ids[1]!)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  fails = false;
  expect((await read(app.db, ids[0]!))?.id).toBe(ids[0]);
});

import { beforeAll, describe, expect, it } from '@jest/globals';
import { observeStatements } from '../../src/bench/index.js';
import { EXCEPTIONS, NOT_SPREAD, writesOf } from '../../src/bench/routing.rules.js';
import { readConfig } from '../../src/platform/config.js';

const TABLES = new Set(['assignment', 'ledger_entry', 'message']);
const routedOf = (statement: string) =>
  writesOf(statement, TABLES).map(({ verb, table, routed }) => [verb, table, routed]);

describe('a write to a table of cascades', () => {
  it.each([
    ['names its cascade', 'update assignment a set work = $1 where a.cascade_id = $2 and a.id = $3'],
    ['is an INSERT of one', 'insert into message (cascade_id, id) select $1::uuid, m.id from roster m'],
    ['is an INSERT of values', 'insert into ledger_entry (cascade_id, id) values ($1, $2)'],
  ])('is routed where it %s', (_, statement) => {
    expect(routedOf(statement)).toEqual([[expect.any(String), expect.any(String), 'one-cascade']]);
  });

  it('is routed where it takes its rows from one that is', () => {
    const statement = `with moved as (update assignment a set work = $1 where a.cascade_id = $2 returning a.*),
      recorded as (insert into ledger_entry (cascade_id, id) select f.cascade_id, f.id from moved f) select 1`;
    expect(routedOf(statement)).toEqual([
      ['update', 'assignment', 'one-cascade'],
      ['insert', 'ledger_entry', 'one-cascade'],
    ]);
  });

  it.each([
    [
      'rows of several',
      'update assignment a set work = $1 from unnest($2::uuid[]) k (id) where a.cascade_id = k.cascade_id',
    ],
    ['a row by its id alone', 'update message set state = $1 where id = $2'],
    ['rows of all', 'delete from message where next_attempt_at < $1'],
    ['what it finds anywhere', 'insert into message (cascade_id, id) select a.cascade_id, a.id from assignment a'],
  ])('is astray where it writes %s', (_, statement) => {
    expect(routedOf(statement)).toEqual([[expect.any(String), expect.any(String), null]]);
  });

  it('is no row lock, no part of an ON CONFLICT, and no read', () => {
    expect(routedOf('select 1 from assignment for update of assignment')).toEqual([]);
    expect(routedOf('insert into unit (id) values ($1) on conflict (id) do update set code = $2')).toEqual([]);
  });
});

describe('the statements of every act', () => {
  let observed: Awaited<ReturnType<typeof observeStatements>>;
  beforeAll(async () => {
    observed = await observeStatements(readConfig({}), () => undefined);
  }, 170_000);

  it('are routed by one cascade, or stand on the short list of those that are not', () => {
    const astray = observed.statements.filter(({ writes }) => writes.some(({ routed }) => routed === null));
    expect(astray.map(({ statement }) => statement.replaceAll(/\s+/g, ' ').slice(0, 400))).toEqual([]);
  });

  it('write every table of cascades that an act writes', () => {
    const written = new Set(observed.statements.flatMap(({ writes }) => writes.map(({ table }) => table)));
    for (const table of ['assignment', 'ledger_entry', 'message', 'report', 'question', 'extension'])
      expect(written).toContain(table);
    expect(observed.statements.length).toBeGreaterThan(30);
  });

  it('need each exception on the list', () => {
    const used = new Set(observed.statements.flatMap(({ writes }) => writes.map(({ routed }) => routed)));
    expect(EXCEPTIONS.map(({ reason }) => reason).filter((reason) => !used.has(reason))).toEqual([]);
  });

  it('spread every table that has the column, but for those with a reason', () => {
    expect(observed.unexplained).toEqual([]);
    expect(Object.keys(NOT_SPREAD).filter((table) => observed.tables.includes(table))).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { testApp, type TestApp } from '../support/app.js';

interface Column {
  table: string;
  column: string;
  type: string;
  nullable: boolean;
}

/** Written by the migrator, and nobody else's business. */
const NOT_OURS = ['mikro_orm_migrations'];

/** Types that hold the same values under several names; lengths and precisions are the migration's business. */
const FAMILIES: Readonly<Record<string, string>> = {
  varchar: 'text',
  'character varying': 'text',
  int: 'integer',
  int4: 'integer',
  int2: 'smallint',
  int8: 'bigint',
  bool: 'boolean',
  'double precision': 'double',
  'timestamp with time zone': 'timestamptz',
  json: 'jsonb',
  array: 'text[]',
};
const familyOf = (type: string): string => {
  const plain = type
    .toLowerCase()
    .replaceAll(/\(\d+(,\s*\d+)?\)/g, '')
    .trim();
  return FAMILIES[plain] ?? plain;
};

function columnsOfEntities(em: EntityManager): Column[] {
  const all = [...em.getMetadata().getAll().values()];
  return all.flatMap((entity) =>
    entity.props.flatMap((property) =>
      (property.fieldNames ?? []).map((column, i) => ({
        table: entity.tableName,
        column,
        type: familyOf(property.columnTypes[i] ?? ''),
        nullable: property.nullable ?? false,
      })),
    ),
  );
}

/** Tables and their columns; partitions are copies of their parent and are left out. */
const columnsOfTables = async (db: TestApp['db']): Promise<Column[]> =>
  (
    await rowsOf<Column>(
      db,
      sql`select c.relname as "table", a.attname as "column", format_type(a.atttypid, null) as type, not a.attnotnull as nullable
        from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
          and a.attnum > 0 and not a.attisdropped`,
    )
  )
    .filter(({ table }) => !NOT_OURS.includes(table))
    .map((column) => ({ ...column, type: familyOf(column.type) }));

const lineOf = ({ table, column, type, nullable }: Column): string =>
  `${table}.${column} ${type}${nullable ? '' : ' not null'}`;

/** What only one side has, column by column. */
function differences(
  entities: readonly Column[],
  tables: readonly Column[],
): { onlyEntity: string[]; onlyTable: string[] } {
  const [left, right] = [entities.map(lineOf), tables.map(lineOf)];
  return {
    onlyEntity: left.filter((line) => !right.includes(line)).toSorted(),
    onlyTable: right.filter((line) => !left.includes(line)).toSorted(),
  };
}

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

describe('the entities and the migrated tables', () => {
  it('have the same columns: name, type and whether they may be empty', async () => {
    const [entities, tables] = [columnsOfEntities(app.get(EntityManager)), await columnsOfTables(app.db)];
    expect(entities.length).toBeGreaterThan(100);
    expect(differences(entities, tables)).toEqual({ onlyEntity: [], onlyTable: [] });
  });

  it('that differ are found by this guard, on either side', async () => {
    const tables = await columnsOfTables(app.db);
    const note = { table: 'report', column: 'review_note', type: 'text', nullable: true };
    const changed = tables.map((c) => (lineOf(c) === lineOf(note) ? { ...c, nullable: false } : c));
    const invented = { table: 'report', column: 'mood', type: 'text', nullable: true };
    expect(differences([...changed, invented], tables)).toEqual({
      onlyEntity: ['report.mood text', 'report.review_note text not null'],
      onlyTable: ['report.review_note text'],
    });
  });
});

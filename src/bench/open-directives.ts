import type { Stage } from './stage.js';

/** What each copied row gets of its own; all else is as the product wrote it. */
const OWN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  directive: {
    id: 'm.cascade_id',
    cascade_id: 'm.cascade_id',
    number: 'null',
    dispatch_id: 'null',
    provisional: 'null',
  },
  assignment: { cascade_id: 'm.cascade_id', id: 'm.id', directive_id: 'm.cascade_id' },
  ledger_entry: {
    cascade_id: 'm.cascade_id',
    id: 'uuid_v7(t.at)',
    directive_id: 'm.cascade_id',
    assignment_id: 'm.id',
  },
  message: {
    cascade_id: 'm.cascade_id',
    id: 'uuid_v7(t.queued_at)',
    assignment_id: 'm.id',
    key: `concat_ws(':', 'issue', m.id, 1)`,
  },
};

/** The rows of one directive, and the keys of their copies. */
const FROM: Readonly<Record<string, string>> = {
  directive: `public.directive t join copied_cascade m on t.id = $1`,
  assignment: `public.assignment t join copied_assignment m on m.was = t.id where t.cascade_id = $1`,
  ledger_entry: `public.ledger_entry t join copied_assignment m on m.was = t.assignment_id where t.cascade_id = $1`,
  message: `public.message t join copied_assignment m on m.was = t.assignment_id where t.cascade_id = $1`,
};

/**
 * Issues national directives until there are as many as asked for: one through the product, the others as copies of its
 * rows under ids of their own (directive, assignments, facts and messages), which takes a third of the time. The bytes of
 * copied facts still name the first; nothing here reads them.
 */
export async function openDirectives(stage: Stage, wanted: number): Promise<void> {
  const { owner } = stage;
  const count = async () =>
    (await owner.query('select count(*)::int as n from directive where issued_at is not null')).rows[0].n as number;
  if ((await count()) === 0) await stage.issue(await stage.draft());
  const missing = wanted - (await count());
  if (missing > 0) await openMore(stage, missing);
  await owner.query('analyze');
}

const UNTOUCHED = `select id from directive d where issued_at is not null and id = cascade_id
  and not exists (select 1 from assignment a where a.cascade_id = d.id and a.receipt <> 'sent') order by issued_at limit 1`;

/** So many directives more, as copies of one that nobody has answered yet; where there is none it is the first of them. */
async function openMore(stage: Stage, directives: number): Promise<void> {
  const { owner, progress } = stage;
  const isNew = (await owner.query(UNTOUCHED)).rowCount === 0;
  if (isNew) await stage.issue(await stage.draft());
  const copies = directives - (isNew ? 1 : 0);
  const id = (await owner.query(UNTOUCHED)).rows[0].id as string;
  progress(`directives: ${copies} copies`);
  await owner.query(
    `create temp table copied_cascade as select uuid_v7(business_now()) as cascade_id from generate_series(1, ${copies})`,
  );
  await owner.query(
    `create temp table copied_assignment as select c.cascade_id, a.id as was, uuid_v7(a.opened_at) as id
     from copied_cascade c cross join public.assignment a where a.cascade_id = '${id}'`,
  );
  await owner.query('analyze copied_cascade, copied_assignment');
  for (const table of Object.keys(OWN)) await copyRows(owner, table, id);
  await owner.query('drop table copied_cascade, copied_assignment');
}

async function copyRows(owner: Stage['owner'], table: string, id: string): Promise<void> {
  const { rows } = await owner.query(
    `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1
     and is_generated = 'NEVER' order by ordinal_position`,
    [table],
  );
  const names = rows.map(({ name }) => `"${name}"`).join(', ');
  const values = rows.map(({ name }) => OWN[table]![name] ?? `t."${name}"`).join(', ');
  await owner.query(
    `insert into public.${table} (${names}) select ${values} from ${FROM[table]!.replaceAll('$1', `'${id}'`)}`,
  );
}

/** How many assignments are open: sent and not yet acknowledged. */
export async function openAssignmentsOf({ owner }: Stage): Promise<number> {
  return (
    await owner.query(`select count(*)::int as n from assignment where receipt = 'sent' and standing = 'inForce'`)
  ).rows[0].n;
}

/** Enough national directives that at least so many assignments are open. */
export async function openAtLeast(stage: Stage, assignments: number): Promise<void> {
  await openDirectives(stage, 1);
  const { rows } = await stage.owner.query(
    'select count(*)::int as n from assignment group by cascade_id order by 1 desc limit 1',
  );
  const missing = assignments - (await openAssignmentsOf(stage));
  if (missing > 0) await openMore(stage, Math.ceil(missing / rows[0].n));
  await stage.owner.query('analyze');
}

/** Open assignments in an order that is the same in every run on the same rows, and has nothing to do with where they lie. */
export async function drawnOpen({ owner }: Stage, count: number): Promise<Drawn[]> {
  const { rows } = await owner.query<Drawn>(
    `select id, unit_id as "unitId" from assignment
     where receipt = 'sent' and standing = 'inForce' and next_chase_at > business_now()
     order by md5(id::text) limit $1`,
    [count],
  );
  return rows;
}

export interface Drawn {
  id: string;
  unitId: string;
}

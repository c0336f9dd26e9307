import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { moveDuties, OPEN_DUTY, type MovedDuties } from '../assignments/index.js';
import { calendarsOfUnits, loadCalendar } from '../calendar/index.js';
import { Column } from '../ledger/index.js';
import { enqueueEach } from '../mail/index.js';
import { SYSTEM } from '../platform/caller.js';
import { planForSets } from '../platform/database/planning.js';
import { dbOf, firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { ProductError } from '../platform/errors.js';
import { committing, transactional } from '../platform/failpoints.js';
import { vnDate } from '../platform/vn-time.js';
import { beginReorganisation } from './begin-reorganisation.js';
import { dutiesConcerned, edgesOf, endedOf } from './duties.queries.js';
import { reorganisationById, type ReorganisationRow } from './reorganisation.queries.js';
import { stepReorganisation } from './step-reorganisation.js';

/** What one step did: the tree was changed, one cascade moved, all is done; or why nothing was. */
export type CarriedOut = 'begun' | 'moved' | 'finished' | 'stopped' | 'busy' | 'over';

/**
 * Carries an approved reorganisation out: the tree in one transaction, then the duties, one cascade a transaction. It can
 * end anywhere and go on anywhere, in several processes at once: what is left is in the rows.
 */
@Injectable()
export class CarryOutReorganisation {
  constructor(private readonly em: EntityManager) {}

  /**
   * Goes on until all is done, or it is told to stop.
   * @param progress  told after every step how many cascades are done
   * @throws ProductError `not-found`, `not-possible-now` (not approved, before its day), `invalid` (the register has changed)
   */
  async execute(
    id: string,
    { progress = () => undefined }: { progress?: (done: number, of: number) => unknown } = {},
  ): Promise<CarriedOut> {
    for (;;) {
      const done = await this.step(id).catch((error: unknown) => this.blocked(id, error));
      if (done !== 'begun' && done !== 'moved') return done;
      const counts = await progressOfMoving(dbOf(this.em.fork()), id);
      await progress(counts.done, counts.of);
    }
  }

  /** Keeps why an approved plan cannot begin, for who opens it, and says so to who asked. */
  private async blocked(id: string, error: unknown): Promise<never> {
    if (error instanceof ProductError && error.code === 'invalid') {
      const db = dbOf(this.em.fork());
      const blocking = sql`update reorganisation set blocked_at = business_now(), blocked_reason = ${JSON.stringify(error.words)}::jsonb
        where id = ${id} and state = 'approved'`;
      await committing(db, 'reorganisation.blocked', () => blocking.execute(db));
    }
    throw error;
  }

  /** One transaction of the work. @throws as {@link execute} */
  step(id: string): Promise<CarriedOut> {
    return transactional(this.em, 'reorganisation.stepped', async (em) => {
      const db = dbOf(em);
      const row = await reorganisationById(db, id);
      if (row.state === 'done' || row.state === 'cancelled') return 'over';
      if (row.state !== 'running') return begin(db, id);
      if (row.stopAskedAt !== null) return 'stopped';
      const next = await firstOf(
        db,
        sql<{ cascadeId: string }>`select cascade_id as "cascadeId" from reorganisation_cascade
          where reorganisation_id = ${id} and done_at is null order by cascade_id limit 1 for update skip locked`,
      );
      if (!next) return finish(db, id);
      await moveCascade(db, row, next.cascadeId);
      return 'moved';
    });
  }
}

async function begin(db: Db, id: string): Promise<CarriedOut> {
  const { repeated } = await beginReorganisation(db, id);
  if (repeated) return 'begun';
  await planForSets(db);
  await sql`with ${dutiesConcerned(id)}
    insert into reorganisation_cascade (reorganisation_id, cascade_id)
    select distinct ${id}::uuid, ${CLOSING}`.execute(db);
  return 'begun';
}

/** The cascades in which something is to be moved still, of {@link dutiesConcerned}. */
const CLOSING = sql`o.cascade_id from old o
  where o.unit_id in (select unit_id from ending) or o.id in (select from_id from pair)`;

async function moveCascade(db: Db, row: ReorganisationRow, cascadeId: string): Promise<MovedDuties> {
  const moved = await moveDuties(db, cascadeId, {
    reorganisationId: row.id,
    effectiveOn: row.effectiveOn,
    at: row.now,
    startedAt: row.startedAt!,
    clock: row.clock,
    edges: edgesOf(row.id),
    ended: endedOf(row.id),
    calendar: await loadCalendar(db),
    ownCalendars: await calendarsOfUnits(db, sql`(select to_id as unit_id from ${edgesOf(row.id)} e)`),
    by: SYSTEM,
  });
  await sql`
    insert into reorganisation_cascade as c (reorganisation_id, cascade_id, done_at, superseded, opened)
    values (${row.id}, ${cascadeId}, ${row.now}, ${moved.superseded}, ${moved.opened})
    on conflict (reorganisation_id, cascade_id) do update set done_at = coalesce(c.done_at, excluded.done_at),
      superseded = c.superseded + excluded.superseded, opened = c.opened + excluded.opened`.execute(db);
  return moved;
}

/**
 * The last transaction: whatever was passed on while the rest was moved, the new state, and one mail to each unit that
 * took duties over, however many.
 */
async function finish(db: Db, id: string): Promise<CarriedOut> {
  const row = await reorganisationById(db, id, true);
  if (row.state !== 'running') return 'over';
  const { done, of } = await progressOfMoving(db, id);
  if (done < of) return 'busy'; // another process has the rest
  await planForSets(db);
  const late = await rowsOf<{ cascadeId: string }>(
    db,
    sql`with ${dutiesConcerned(id)} select distinct cascade_id as "cascadeId" from (select ${CLOSING}) left_over`,
  );
  for (const { cascadeId } of late) await moveCascade(db, row, cascadeId);
  const counts = await firstOf(
    db,
    sql<MovedDuties>`select coalesce(sum(superseded), 0)::int as superseded, coalesce(sum(opened), 0)::int as opened
      from reorganisation_cascade where reorganisation_id = ${id}`,
  );
  await stepReorganisation(db, row, 'FINISH', {
    by: SYSTEM,
    set: sql`done_at = ${row.now}`,
    payload: { cascades: of + late.length, superseded: counts!.superseded, opened: counts!.opened },
  });
  await tellSuccessors(db, row);
  return 'finished';
}

/** How many cascades were to be moved, and how many are. */
export async function progressOfMoving(db: Db, id: string): Promise<{ done: number; of: number }> {
  const row = await firstOf(
    db,
    sql<{ done: number; of: number }>`select count(*)::int as of, count(done_at)::int as done
      from reorganisation_cascade where reorganisation_id = ${id}`,
  );
  return row!;
}

/** Messages of a reorganisation belong to no cascade: its own id, which is as old as it, routes them. */
async function tellSuccessors(db: Db, row: ReorganisationRow): Promise<void> {
  await enqueueEach(
    db,
    sql`(select n.unit_id, n.duties, n.joined, m.address, coalesce(m.locale, 'vi') as locale
      from (select t.unit_id, count(distinct t.id)::int as duties,
          (count(distinct t.id) filter (where t.reorganisation_id is distinct from ${row.id}))::int as joined
        from assignment_succession s
        join assignment t on t.cascade_id = s.cascade_id and t.id = s.to_id
        join assignment a on a.cascade_id = s.cascade_id and a.id = s.from_id
        where s.reorganisation_id = ${row.id} and s.cascade_id in (
          select cascade_id from reorganisation_cascade where reorganisation_id = ${row.id})
          and (t.reorganisation_id = ${row.id} or a.standing = 'superseded' or ${OPEN_DUTY})
        group by t.unit_id) n
      left join mailbox_on(${vnDate(row.now)}::date) m on m.unit_id = n.unit_id)`,
    {
      template: 'reorganised',
      key: ['reorganised', row.id, new Column('unit_id', 'text')],
      cascadeId: row.id,
      unitId: new Column('unit_id', 'text'),
      locale: new Column('locale', 'text'),
      parameters: {
        reorganisation: row.id,
        duties: new Column('duties', 'integer'),
        joined: new Column('joined', 'integer'),
      },
      toAddress: new Column('address', 'text'),
      queuedAt: row.now,
    },
  );
}

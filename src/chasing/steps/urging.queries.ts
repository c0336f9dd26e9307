import { firstOf, rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { namedOn, officeName, type Level } from '../../units/index.js';
import { owedIn } from '../stage-owed.js';
import type { Round } from './round.rules.js';

/** A unit whose step a letter was, under the paper that the signing office sent it. */
export interface UrgedUnit {
  assignment: string;
  senderId: string;
  /** The code of that office. */
  sender: string;
  name: string;
  /** It has done meanwhile what it was late with, or owes it no more. */
  settled: boolean;
}

const KINDS = ['assignment.reminded', 'assignment.escalated', 'assignment.relaySilent'];

const OWED = owedIn((column) => sql`(a.${sql.ref(column)} is null or a.${sql.ref(column)} <= business_now())`);

/** The units whose step it was, by the history, of those that an office sent the paper to. One statement, however many. */
export async function urgedIn(
  db: Db,
  directiveId: string,
  round: Round,
  senders: readonly string[],
): Promise<UrgedUnit[]> {
  const rows = await rowsOf<UrgedUnit & { level: Level }>(
    db,
    sql`with step as (
        select e.cascade_id, e.assignment_id from directive d join ledger_entry e on e.cascade_id = d.cascade_id
        where d.id = ${directiveId} and e.directive_id = d.id and e.kind = any(${KINDS}::text[])
          and (e.at at time zone 'Asia/Ho_Chi_Minh')::date = ${round.on}::date
          and convert_from(e.bytes, 'UTF8')::jsonb #>> '{payload,stage}' = ${round.stage}
          and convert_from(e.bytes, 'UTF8')::jsonb #>> '{payload,step}' = ${String(round.step)}
        group by 1, 2)
      select a.id as assignment, a.sender_id as "senderId", s.code as sender, p.name, p.level,
        not (a.standing = 'inForce' and ${OWED[round.stage]}) as settled
      from step k join assignment a on a.cascade_id = k.cascade_id and a.id = k.assignment_id join unit s on s.id = a.sender_id
        join directive d on d.id = a.directive_id join unit u on u.id = a.unit_id
        join ${namedOn('a.unit_id', sql`d.roster_on`, 'p')}
      where a.sender_id = any(${[...senders]}::uuid[]) order by settled, u.code`,
  );
  return rows.map((row) => ({ ...row, name: officeName(row) }));
}

/** When the letter of a round was made; undefined: not yet. */
export async function madeAtOf(
  db: Db,
  directiveId: string,
  senderId: string,
  { stage, step, on }: Round,
): Promise<Date | undefined> {
  const row = await firstOf(
    db,
    sql<{ madeAt: Date }>`select made_at as "madeAt" from urging_letter
      where directive_id = ${directiveId} and sender_id = ${senderId} and stage = ${stage} and step = ${step} and on_date = ${on}::date`,
  );
  return row?.madeAt;
}

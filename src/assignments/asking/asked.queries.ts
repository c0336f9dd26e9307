import { sql, type RawBuilder } from '../../platform/database/sql.js';
import { namedOn } from '../../units/index.js';

/** What a question and a request for more time have in common: who asks whom, about which assignment. */
export interface Asked {
  cascadeId: string;
  id: string;
  directiveId: string;
  assignmentId: string;
  subject: string;
  unitId: string;
  unitCode: string;
  unitName: string;
  toUnitId: string;
  toUnitCode: string;
  toUnitName: string;
  machineVersion: number;
  askedAt: Date;
  version: number;
  now: Date;
}

/** Columns of {@link Asked}; the row is `q`, its assignment `a`. */
export const ASKED = sql`q.cascade_id as "cascadeId", q.id, q.directive_id as "directiveId",
  q.assignment_id as "assignmentId", d.subject, q.unit_id as "unitId", u.code as "unitCode", un.name as "unitName",
  q.to_unit_id as "toUnitId", t.code as "toUnitCode", tn.name as "toUnitName", q.machine_version as "machineVersion",
  q.asked_at as "askedAt", q.version, n.now`;

const nameOn = (unit: string, as: string): RawBuilder<unknown> =>
  sql`join ${namedOn(
    unit,
    sql`case when a.reorganisation_id is null then d.roster_on else (a.opened_at at time zone 'Asia/Ho_Chi_Minh')::date end`,
    as,
  )}`;

export const ASKED_JOINS = sql`join assignment a on a.cascade_id = q.cascade_id and a.id = q.assignment_id
  join directive d on d.id = q.directive_id
  join unit u on u.id = q.unit_id ${nameOn('q.unit_id', 'un')}
  join unit t on t.id = q.to_unit_id ${nameOn('q.to_unit_id', 'tn')}
  cross join (select business_now() as now) n`;

/** The duty has ended: nobody is to answer any more. */
export const HAS_ENDED = sql`a.standing in ('recalled', 'superseded', 'closed')`;

export interface AskedSearch {
  /** Asked of these units, or by them. */
  unitIds: readonly string[];
  side: 'to' | 'of';
  limit: number;
  cursor?: string | undefined;
}

export const sideOf = ({ side, unitIds }: AskedSearch): RawBuilder<unknown> =>
  sql`${side === 'to' ? sql`q.to_unit_id` : sql`q.unit_id`} = any(${unitIds}::uuid[])`;

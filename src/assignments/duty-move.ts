import type { Calendar } from '../calendar/index.js';
import type { Caller } from '../platform/caller.js';
import { sql, type RawBuilder } from '../platform/database/sql.js';
import type { IsoDate } from '../platform/vn-time.js';
import { OPEN_RECEIPT, OPEN_WORK, WAITING_WORK } from './assignment-list.queries.js';
import type { DutyClock } from './successor-clock.js';

/** A reorganisation as far as duties are concerned. */
export interface DutyMove {
  reorganisationId: string;
  effectiveOn: IsoDate;
  /** Business instant of this batch. */
  at: Date;
  /** When the reorganisation began: deadlines of successors count from here, in whichever batch they are opened. */
  startedAt: Date;
  clock: { receipt: DutyClock; work: DutyClock };
  /**
   * Who takes over from whom: relation in brackets with `from_id`, `to_id`, `main`, `extent`, and the filters `issuers`
   * (codes) and `directives` (ids), null where a row is for every duty.
   */
  edges: RawBuilder<unknown>;
  /** Units that end: relation in brackets with `unit_id`. Their open duties close even where nobody takes over. */
  ended: RawBuilder<unknown>;
  calendar: Calendar;
  /** Units that take over and work by a calendar of their own. */
  ownCalendars: readonly { calendar: Calendar; unitIds: readonly string[] }[];
  by: Caller;
}

export interface MovedDuties {
  superseded: number;
  opened: number;
}

/** What a unit still owes of a row, also what is only expected yet: to receive it, or to do it. */
export const OPEN_DUTY = sql`(${OPEN_RECEIPT} or ${OPEN_WORK} or ${WAITING_WORK} or a.standing = 'inForce' and a.receipt = 'expected')`;

/** The one-word state of a row in force: what {@link stateOf} says of it. */
export const STATE_IN_FORCE = sql`case when a.receipt <> 'acknowledged' then a.receipt
  when a.work <> 'notStarted' then a.work when a.relay = 'silent' then 'silentRelay' else 'acknowledged' end`;

/** `edge` and `ending`: who takes over from whom and who ends, read once for the statement. */
export const edgesAndEnding = ({ edges, ended }: DutyMove): RawBuilder<unknown> => sql`
  edge as materialized (select * from ${edges} e),
  ending as materialized (select unit_id from ${ended} x)`;

/** Rows of the units that end or hand over, in force; not what they took over by the same reorganisation themselves. */
export const concerned = (cascadeId: string, { reorganisationId }: DutyMove): RawBuilder<unknown> => sql`
  a.cascade_id = ${cascadeId} and a.standing = 'inForce' and a.reorganisation_id is distinct from ${reorganisationId}
  and a.unit_id in (select from_id from edge union select unit_id from ending)`;

/** Rows of the units that take over, in force. */
export const taking = (cascadeId: string): RawBuilder<unknown> => sql`
  a.cascade_id = ${cascadeId} and a.standing = 'inForce' and a.unit_id in (select to_id from edge)`;

/** Deadlines that rows to be moved have, with those of their successors. */
export interface Term {
  directiveId: string;
  receiptDueAt: Date | null;
  workDueAt: Date | null;
  receipt: Date;
  work: Date | null;
  /** The same for successors that work by a calendar of their own. */
  own: readonly { unitIds: readonly string[]; receipt: Date; work: Date | null }[];
}

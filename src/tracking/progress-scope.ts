import type { DirectiveRow } from '../directives/index.js';
import { sql, type RawBuilder } from '../platform/database/sql.js';
import { namedOn } from '../units/index.js';
import type { StateCount } from './progress.rules.js';

/** States of one unit directly below the node looked at, with all below it. */
export interface CountedRow {
  top: string;
  states: StateCount[];
  waiting: number;
}

/** Which rows are looked at, and from where. */
export interface Scope {
  rows: RawBuilder<unknown>;
  directive: DirectiveRow;
  /** The assignment looked at; null at the top, where only what belongs to this directive counts. */
  nodeId: string | null;
  /** The day whose names units bear. */
  namesOn: string;
  /** The rows are of the counters: those looked at alone. */
  counters: boolean;
}

export const isTop = ({ directive, nodeId }: Scope): RawBuilder<unknown> =>
  nodeId === null
    ? sql`a.directive_id = ${directive.id} and (a.parent_id is null
        or a.parent_id not in (select p.id from a p where p.directive_id = ${directive.id}))`
    : sql`a.parent_id = ${nodeId}::uuid`;

/** The unit looked at counts with its branch, as it does in the list of the level above. */
export const isItself = ({ nodeId }: Scope): RawBuilder<unknown> =>
  nodeId === null ? sql`false` : sql`a.id = ${nodeId}::uuid`;

/** Names as of a day; a unit that is not there yet or any more has its nearest. */
export const nameOn = (day: string) =>
  sql`join unit u on u.id = a.unit_id join ${namedOn('a.unit_id', sql`${day}::date`, 'p')}`;

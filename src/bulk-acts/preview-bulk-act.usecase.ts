import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import type { AssignmentContext, AssignmentEvent, AssignmentRegions, DirectiveEvent } from '../../workflows/index.js';
import { ASSIGNMENT_CASES } from '../assignments/index.js';
import { whenMailed, type WhenMailed } from '../chasing/index.js';
import { DIRECTIVE_CASES } from '../directives/index.js';
import { advance } from '../durable/index.js';
import type { Caller } from '../platform/caller.js';
import { dbOf, rowsOf, sql, type Db, type RawBuilder } from '../platform/database/sql.js';
import { headed } from '../platform/text.js';
import { namedOn } from '../units/index.js';
import { mustBeAllowed } from './bulk-rights.js';
import { IS_TIED, selectedBy } from './selected.queries.js';
import { isDirectiveAct, type AssignmentAct, type BulkActAsked, type DirectiveAct } from './selection.rules.js';

/** What a bulk act would do: to how many rows, and how many their state does not allow it. */
export interface BulkPreview {
  total: number;
  would: number;
  wouldRefuse: number;
  /** Units that would be concerned: the assignments of the directives, or of the selection. */
  units: number;
  /** When the mails leave, where it urges. */
  mails: WhenMailed | null;
  /** The first of the rows, for a look. */
  sample: { directive: string; subject: string; assignment: string | null; unit: string | null }[];
}

/** The event that an act is, for the machine of its rows; of an issue, the step that is next. */
export const ASSIGNMENT_EVENT: Readonly<Record<AssignmentAct, AssignmentEvent>> = {
  remind: { type: 'URGE' },
  reassign: { type: 'ASSIGN' },
};
const DIRECTIVE_EVENTS: Readonly<Record<DirectiveAct, readonly DirectiveEvent['type'][]>> = {
  issue: ['SIGN', 'NUMBER', 'ISSUE'],
  pause: ['PAUSE'],
  resume: ['RESUME'],
  recall: ['RECALL'],
  close: ['CLOSE'],
};

const SAMPLE = 20;

/** Counts what an act over a selection would do; writes nothing. */
@Injectable()
export class PreviewBulkAct {
  constructor(private readonly em: EntityManager) {}

  /** @throws ProductError `not-permitted` */
  async execute(asked: BulkActAsked, by: Caller): Promise<BulkPreview> {
    mustBeAllowed(asked.act, by);
    const db = dbOf(this.em.fork());
    const selected = await selectedBy(db, asked, by);
    const { act } = asked;
    const counts = isDirectiveAct(act) ? await ofDirectives(db, selected, act) : await ofAssignments(db, selected, act);
    const mails = act === 'remind' ? await whenMailed(db, selected) : null;
    return { ...counts, wouldRefuse: counts.total - counts.would, mails, sample: await sampleOf(db, selected) };
  }
}

interface Counts {
  total: number;
  would: number;
  units: number;
}

async function ofAssignments(db: Db, selected: RawBuilder<unknown>, act: AssignmentAct): Promise<Counts> {
  const groups = await rowsOf<AssignmentRegions & { machineVersion: number; context: AssignmentContext; n: number }>(
    db,
    sql`select a.machine_version as "machineVersion", a.receipt, a.relay, a.work, a.standing, a.context, count(*)::int as n
      from assignment a join ${selected} s on s.cascade_id = a.cascade_id and s.assignment_id = a.id
      group by 1, 2, 3, 4, 5, 6`,
  );
  const sum = (counted: readonly { n: number }[]): number => counted.reduce((total, { n }) => total + n, 0);
  const would = groups.filter((group) => advance(ASSIGNMENT_CASES, group, ASSIGNMENT_EVENT[act]).accepted);
  return { total: sum(groups), would: sum(would), units: sum(groups) };
}

async function ofDirectives(db: Db, selected: RawBuilder<unknown>, act: DirectiveAct): Promise<Counts> {
  const groups = await rowsOf<{ machineVersion: number; state: string; isTied: boolean; n: number; units: number }>(
    db,
    sql`select d.machine_version as "machineVersion", d.state, ${IS_TIED} as "isTied", count(*)::int as n,
        coalesce(sum((select count(*) from ${act === 'issue' ? sql`roster_entry` : sql`assignment`} x
          where x.directive_id = d.id)), 0)::int as units
      from directive d join ${selected} s on s.directive_id = d.id group by 1, 2, 3`,
  );
  const accepts = (group: (typeof groups)[number]): boolean =>
    !(act === 'issue' && group.isTied) &&
    DIRECTIVE_EVENTS[act].some((type) => advance(DIRECTIVE_CASES, group, { type }).accepted);
  return groups.reduce<Counts>(
    (total, group) => ({
      total: total.total + group.n,
      would: total.would + (accepts(group) ? group.n : 0),
      units: total.units + group.units,
    }),
    { total: 0, would: 0, units: 0 },
  );
}

async function sampleOf(db: Db, selected: RawBuilder<unknown>): Promise<BulkPreview['sample']> {
  const rows = await rowsOf<BulkPreview['sample'][number]>(
    db,
    sql`select s.directive_id as directive, d.subject, s.assignment_id as assignment, p.name as unit
      from ${selected} s join directive d on d.id = s.directive_id
      left join assignment a on a.cascade_id = s.cascade_id and a.id = s.assignment_id left join ${namedOn('a.unit_id', sql`d.roster_on`, 'p')}
      order by s.sort, s.directive_id, s.assignment_id limit ${SAMPLE}`,
  );
  return rows.map((row) => ({ ...row, subject: headed(row.subject) }));
}

import { mayDo } from '../../access/index.js';
import type { AssignmentPart } from '../../assignments/index.js';
import { keptVersionsOf, type DirectivePart } from '../../directives/index.js';
import { actsFor } from '../../platform/caller.js';
import { rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { changesSeenBy, type SeenChanges } from './seen-changes.queries.js';
import { UnitChanges, type OwnTask } from './unit-changes.view.js';
import { AmendDoor, Versions } from './versions.view.js';

/** The door to amending, for whoever may. */
export const amendPart: DirectivePart = {
  place: 'acts',
  draw: async ({ directive, caller, frame, isWhole }) =>
    isWhole &&
    directive.state === 'issued' &&
    actsFor(caller, directive.issuerId) &&
    mayDo(caller.role, 'directives.issue')
      ? AmendDoor({ directive: directive.id, locale: frame.locale })
      : '',
};

/** The versions of an amended directive. */
export const versionsPart: DirectivePart = {
  place: 'section',
  draw: async ({ db, directive, frame, isWhole }) =>
    isWhole && directive.contentVersion > 1
      ? Versions({ directive: directive.id, versions: await keptVersionsOf(db, directive.id), locale: frame.locale })
      : '',
};

/** What an amendment changed for the unit: first while it is to acknowledge it, later below the paper. */
const unitChanges = (place: 'state' | 'section'): AssignmentPart => ({
  place,
  draw: async ({ db, assignment, frame, allowed }) => {
    if (assignment.sentVersion === 1 || assignment.standing !== 'inForce') return '';
    const duty = { cascadeId: assignment.cascadeId, assignmentId: assignment.id };
    const seen = (await changesSeenBy(db, [duty])).get(assignment.id);
    if (!seen || seen.acknowledged !== (place === 'section')) return '';
    const own = await ownTasks(db, assignment, seen);
    return UnitChanges({
      assignment: assignment.id,
      seen,
      mayAcknowledge: allowed.includes('acknowledge'),
      own,
      locale: frame.locale,
    });
  },
});
export const newChangesPart = unitChanges('state');
export const knownChangesPart = unitChanges('section');

/** Tasks below that carry on what was changed or taken away, of papers that were not amended since. */
const ownTasks = (
  db: Db,
  { id, cascadeId }: { id: string; cascadeId: string },
  { changes, madeAt }: SeenChanges,
): Promise<OwnTask[]> =>
  rowsOf(
    db,
    sql`select d.id as directive, d.subject, t.label, t.text from directive d join directive_task t on t.directive_id = d.id
      where d.cascade_id = ${cascadeId} and d.parent_assignment_id = ${id} and d.state in ('issued', 'paused')
        and t.parent_task = any(${[...changes.changed, ...changes.removed].map(({ n }) => n)}::smallint[])
        and coalesce(d.amended_at, d.issued_at) < ${madeAt} order by d.issued_at, t.n limit 100`,
  );

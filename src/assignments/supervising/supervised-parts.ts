import type { DirectivePart } from '../../directives/index.js';
import { unitsOf } from '../../platform/caller.js';
import type { AssignmentPart } from '../assignment-part.js';
import { taskName } from '../tasks/tasks.view.js';
import { countSupervised, listSupervised } from './supervised.queries.js';
import { SupervisedSection, SupervisedSummary } from './supervised.view.js';

const SHOWN = 50;

/** The third parties of a duty, on its page. */
export const supervisedPart: AssignmentPart = {
  place: 'section',
  draw: async ({ db, assignment, frame, allowed }) => {
    const search = { cascadeId: assignment.cascadeId, assignmentId: assignment.id };
    const counts = await countSupervised(db, search);
    const mayAdd = allowed.includes('supervise');
    if (counts.units === 0 && !mayAdd) return '';
    const { items, nextCursor } = await listSupervised(db, { ...search, limit: SHOWN });
    const tasks = assignment.tasks.map((task) => ({ n: task.n, label: taskName(task) }));
    const props = {
      id: assignment.id,
      rows: items,
      labels: new Map(tasks.map(({ n, label }) => [n, label])),
      counts,
      tasks,
      mayAdd,
      actionOf: mayAdd
        ? ({ unitCode }: { unitCode: string }) => `/assignments/${assignment.id}/supervised/${unitCode}`
        : null,
      moreHref: nextCursor && `/assignments/${assignment.id}/supervised?cursor=${encodeURIComponent(nextCursor)}`,
    };
    return SupervisedSection({ props, locale: frame.locale });
  },
};

/** How many third parties are left under a directive, on its page. */
export const supervisedDirectivePart: DirectivePart = {
  place: 'section',
  draw: async ({ db, directive, caller, frame, sight, isWhole }) => {
    if (!isWhole) return '';
    const counts = await countSupervised(db, {
      cascadeId: directive.cascadeId,
      directiveId: directive.id,
      ...(sight === 'all' ? {} : { byUnitIds: unitsOf(caller) }),
    });
    return SupervisedSummary({ id: directive.id, counts, locale: frame.locale });
  },
};

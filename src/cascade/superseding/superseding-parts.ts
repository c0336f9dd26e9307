import { mayDo } from '../../access/index.js';
import type { AssignmentPart } from '../../assignments/index.js';
import { papersOf, sightOf, type DirectivePart } from '../../directives/index.js';
import { unitsOf, type Caller } from '../../platform/caller.js';
import type { Option } from '../../platform/components/form.js';
import { paperWords } from '../../platform/components/paper.js';
import { firstOf, rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { vnDate } from '../../platform/vn-time.js';
import { isAbove } from './above.queries.js';
import { ReplacedBy, SupersedeForm, Supersession, type LinkedPaper } from './superseding.view.js';

/** Later papers that are offered; more are found by their number at the command line. */
const OFFERED = 50;

/** Papers by their names, each with a link where the caller sees it. */
async function linked(db: Db, caller: Caller, ids: readonly string[]): Promise<LinkedPaper[]> {
  const papers = await papersOf(db, ids);
  const links: LinkedPaper[] = [];
  for (const id of ids) {
    const paper = papers.get(id)!;
    const isSeen = (await sightOf(db, caller, id)) !== 'none';
    links.push({
      name: `${paperWords(paper, caller.locale)}: ${paper.subject}`,
      href: isSeen ? `/directives/${id}` : null,
    });
  }
  return links;
}

/** Putting a later paper in the place of this one, for its issuer or a superior that has issued one since. */
export const supersedePart: DirectivePart = {
  place: 'acts',
  draw: async ({ db, directive, caller, frame, isWhole }) => {
    const isOpen = directive.state === 'issued' || directive.state === 'paused';
    if (!isWhole || !isOpen || caller.unitId === null || !mayDo(caller.role, 'directives.issue')) return '';
    if (!(await isAbove(db, caller.unitId, directive.issuerId, vnDate(directive.now)))) return '';
    const ids = await laterPapers(db, directive.id, caller);
    const papers = await papersOf(db, ids);
    const later = ids.map((id): Option => {
      const paper = papers.get(id)!;
      return { value: id, label: `${paperWords(paper, frame.locale)}: ${paper.subject.slice(0, 80)}` };
    });
    return SupersedeForm({ directive: directive.id, later, locale: frame.locale });
  },
};

const laterPapers = async (db: Db, id: string, caller: Caller): Promise<string[]> =>
  (
    await rowsOf<{ id: string }>(
      db,
      sql`select d.id from directive d where d.issuer_id = any(${unitsOf(caller)}::uuid[]) and d.state = 'issued'
        and d.issued_at > (select issued_at from directive where id = ${id}) and d.id <> ${id}
        order by d.issued_at desc limit ${OFFERED}`,
    )
  ).map((row) => row.id);

/** What this paper replaced, and whether the one that it carries on was replaced. */
export const supersessionPart: DirectivePart = {
  place: 'state',
  draw: async ({ db, directive, caller, frame }) => {
    const replaced = await rowsOf<{ id: string }>(
      db,
      sql`select id from directive where superseded_by = ${directive.id} order by superseded_at desc limit ${OFFERED}`,
    );
    const papers = await linked(
      db,
      caller,
      replaced.map(({ id }) => id),
    );
    const basisReplacedBy = await basisOf(db, directive.parentAssignmentId, caller);
    return Supersession({ replaced: papers, basisReplacedBy, locale: frame.locale });
  },
};

async function basisOf(db: Db, parentAssignmentId: string | null, caller: Caller): Promise<LinkedPaper | null> {
  if (parentAssignmentId === null) return null;
  const basis = await firstOf(
    db,
    sql<{ by: string | null }>`select d.superseded_by as by from assignment a join directive d on d.id = a.directive_id
      where a.id = ${parentAssignmentId}`,
  );
  if (!basis?.by) return null;
  const [later] = await linked(db, caller, [basis.by]);
  return later!;
}

/** Which paper took the place of the one that a duty was under, with the unit's own duty under that. */
export const replacedPart: AssignmentPart = {
  place: 'state',
  draw: async ({ db, assignment, caller, frame }) => {
    const { supersededBy, standing, unitId } = assignment;
    if (standing !== 'superseded' || supersededBy === null) return '';
    const own = await firstOf(
      db,
      sql<{ id: string }>`select a.id from directive d join assignment a on a.cascade_id = d.cascade_id
          and a.directive_id = d.id and a.unit_id = ${unitId} and a.receipt <> 'expected'
        where d.id = ${supersededBy} limit 1`,
    );
    const [later] = await linked(db, caller, [supersededBy]);
    return ReplacedBy({ later: later!, own: own ? `/assignments/${own.id}` : null, locale: frame.locale });
  },
};

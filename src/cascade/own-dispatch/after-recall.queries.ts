import type { HeldAssignment } from '../../assignments/index.js';
import { rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { notPossibleNow } from '../../platform/errors.js';
import { vnDate } from '../../platform/vn-time.js';
import { unitsByIds } from '../../units/index.js';

/** A unit that had the paper of a duty only with an own dispatch, which was recalled since. */
export interface AfterRecall {
  unitId: string;
  /** It had waited for the paper itself: that duty ended with the own dispatch, and a unit has one under a paper once. */
  waited: boolean;
  /** It has not answered yet whether it gives the own dispatch back. */
  isAsked: boolean;
}

/** The units of today below a duty that have nothing of its paper any more, or are asked to give back all they have. */
export const afterRecall = (db: Db, { cascadeId, id, directiveId, now }: HeldAssignment): Promise<AfterRecall[]> =>
  rowsOf(
    db,
    sql<AfterRecall>`select a.unit_id as "unitId", bool_or(a.directive_id = ${directiveId}) as waited,
        bool_or(a.standing = 'recallRequested') as "isAsked"
      from assignment a join unit_on(${vnDate(now)}::date) o on o.unit_id = a.unit_id
      where a.cascade_id = ${cascadeId} and a.parent_id = ${id} group by 1
      having bool_and(a.standing in ('recalled', 'recallRequested', 'superseded'))
        and bool_or(a.standing in ('recalled', 'recallRequested') and a.directive_id <> ${directiveId})`,
  );

/** How many units a refusal names. */
const NAMED = 10;

/** What is said where a paper cannot go as it is to units whose own dispatch was recalled. */
export async function onlyAnew(db: Db, row: HeldAssignment, units: readonly string[]) {
  const named = await unitsByIds(db, units.slice(0, NAMED), vnDate(row.now));
  const names = named.map(({ name }) => name).join('; ') + (units.length > NAMED ? '; …' : '');
  return notPossibleNow(
    `Đơn vị sau đã nhận văn bản triển khai nay bị thu hồi, nên không chuyển nguyên văn được nữa; hãy ban hành văn bản triển khai mới cho các đơn vị này: ${names}.`,
    `These units got the paper with an own dispatch that was recalled, so it does not go to them as it is any more; issue a new own dispatch to them: ${names}.`,
    { assignment: row.id, units: named.map(({ code, name }) => ({ code, name })) },
  );
}

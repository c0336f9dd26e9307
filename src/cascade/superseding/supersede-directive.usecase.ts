import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { actOnMany } from '../../assignments/index.js';
import { directiveById, mayFinishFor, moveDirective, type DirectiveRow } from '../../directives/index.js';
import { untilSent, withdrawMessages } from '../../mail/index.js';
import { actingFor, type Caller } from '../../platform/caller.js';
import { dbOf, sql, type Db } from '../../platform/database/sql.js';
import { invalid, notPermitted, notPossibleNow } from '../../platform/errors.js';
import { transactional } from '../../platform/failpoints.js';
import { isUuid } from '../../platform/ids.js';
import { vnDate } from '../../platform/vn-time.js';
import { needsSecondPerson } from '../approving/second-person.js';
import { endStandstill } from '../pausing/end-standstill.js';
import { isAbove } from './above.queries.js';

export interface Superseded {
  directive: DirectiveRow;
  /** Duties that ended with it. */
  superseded: number;
  /** Mails that had not gone out yet. */
  withdrawn: number;
  /** Mails that were on their way before and are not through after ten seconds; 0: no more go out. */
  stillSending: number;
  repeated: boolean;
}

type Written = Omit<Superseded, 'stillSending'>;

/**
 * Puts a later directive in the place of an earlier one. Its duties end as they stand, with their reports; what units
 * issued below it is another authority's and stays in force.
 */
@Injectable()
export class SupersedeDirective {
  constructor(private readonly em: EntityManager) {}

  /**
   * A paper is replaced by whoever issued it or by a superior of that unit (Law 80/2015, article 12), with a paper that
   * came later; the issuer of the later one, or who succeeds it, says so. The same again is a repeat.
   * @param by  id of the later directive
   * @throws ProductError `not-found`, `not-permitted`, `not-possible-now`, `invalid`
   */
  async execute(id: string, by: string, caller: Caller): Promise<Superseded> {
    const done = await transactional(this.em, 'directive.superseded', async (em): Promise<Written> => {
      const db = dbOf(em);
      await hold(db, [id, by]);
      const row = await directiveById(db, id);
      const later = await directiveById(db, by);
      mayFinishFor(caller, later.issuerId);
      if (row.state === 'superseded' && row.supersededBy === later.id)
        return { directive: row, superseded: 0, withdrawn: 0, repeated: true };
      await mustReplace(db, row, later);
      return supersede(db, row, later, actingFor(caller, later.issuerId));
    });
    const which = { cascadeId: done.directive.cascadeId, directiveIds: [id] };
    return { ...done, stillSending: await untilSent(dbOf(this.em.fork()), which) };
  }
}

/** Both directives, always in the same order: two that would replace each other wait, and the second is refused. */
const hold = (db: Db, ids: readonly string[]) =>
  sql`select 1 from directive where id = any(${ids.filter(isUuid)}::uuid[]) order by id for update`.execute(db);

/** The version of the directive machine from which on one can be superseded. */
const FIRST_THAT_ENDS_SO = 2;

/** @throws ProductError `invalid`, `not-permitted`, `not-possible-now` */
async function mustReplace(db: Db, row: DirectiveRow, later: DirectiveRow): Promise<void> {
  if (row.machineVersion < FIRST_THAT_ENDS_SO)
    throw notPossibleNow(
      'Văn bản chạy theo quy trình phiên bản cũ; hãy nhờ người vận hành chạy "thongsuot machines migrate" trước.',
      'The directive runs on an earlier version of the machine; have the operator run "thongsuot machines migrate" first.',
    );
  if (row.id === later.id)
    throw invalid('Văn bản không tự thay thế mình.', 'A directive does not replace itself.', { field: 'by' });
  if (later.state !== 'issued' || row.issuedAt === null || later.issuedAt! <= row.issuedAt)
    throw notPossibleNow(
      'Văn bản thay thế phải đang có hiệu lực và được ban hành sau văn bản bị thay thế.',
      'What replaces it must be in force and have been issued after it.',
      { by: later.id },
    );
  if (needsSecondPerson(row, 'issue') && !needsSecondPerson(later, 'issue'))
    throw notPossibleNow(
      'Văn bản này do hai người ban hành; văn bản thay thế cũng phải được ban hành theo chính sách hai người.',
      'Two persons issued this directive; what replaces it has to be issued under a policy of two persons as well.',
      { by: later.id },
    );
  if (!(await isAbove(db, later.issuerId, row.issuerId, vnDate(row.now))))
    throw notPermitted(
      'Chỉ cơ quan đã ban hành hoặc cơ quan cấp trên của cơ quan đó mới thay thế được văn bản.',
      'A directive is replaced by its issuer or by a superior of its issuer.',
    );
}

async function supersede(db: Db, row: DirectiveRow, later: DirectiveRow, by: Caller): Promise<Written> {
  const { cascadeId, id, now } = row;
  await endStandstill(db, row, by);
  const { row: directive } = await moveDirective(db, row, { type: 'SUPERSEDE' }, by, {
    set: sql`superseded_at = ${now}, superseded_by = ${later.id}`,
    payload: { by: later.id },
  });
  await sql`select 1 from assignment where cascade_id = ${cascadeId} and directive_id = ${id}
    and standing = 'inForce' order by id for update`.execute(db);
  const withdrawn = await withdrawMessages(db, { cascadeId, directiveIds: [id] }, now);
  const source = sql`(select cascade_id, id from assignment
    where cascade_id = ${cascadeId} and directive_id = ${id} and standing = 'inForce')`;
  const { moved } = await actOnMany(db, source, {
    event: { type: 'SUPERSEDE' },
    by,
    at: now,
    cascadeId,
    kind: () => 'assignment.replaced',
    payload: () => ({ by: later.id }),
    set: sql`closed_at = ${now}`,
  });
  return {
    directive: { ...directive, supersededAt: now, supersededBy: later.id },
    superseded: moved,
    withdrawn,
    repeated: false,
  };
}

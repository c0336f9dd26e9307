import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { CURRENT, machineOf, start } from '../../workflows/index.js';
import type { DueOperator } from '../calendar/index.js';
import {
  emptyDispatch,
  emptyReading,
  keepDispatch,
  mustBeOpen,
  paperOf,
  readOpenText,
  secretRefusal,
  storedText,
  storePaper,
  toDispatch,
  type Dispatch,
  type Reading,
} from '../dispatches/index.js';
import { record } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { dbOf, sql, type Db } from '../platform/database/sql.js';
import { conflict, invalid } from '../platform/errors.js';
import { transactional } from '../platform/failpoints.js';
import { uuidv7 } from '../platform/ids.js';
import { madeOnce } from '../platform/made-once.js';
import { folded } from '../platform/text.js';
import { vnDate } from '../platform/vn-time.js';
import { findUnit, type UnitOn } from '../units/index.js';
import { datedTermOf, type DatedTerm } from './dated-term.rules.js';
import { addresseesOf, type AddresseeDraft } from './directive.rules.js';
import { mustBeNear } from './directive.schemas.js';
import { mayDraftFor } from './draft-rights.js';
import { PapersAbove, type PaperAbove } from './papers-above.js';
import { directiveOfPaper } from './papers.queries.js';
import { urgencyOf } from './ladder.rules.js';
import { policyOf } from './policy.queries.js';
import { giveProvisional } from './provisional-identity.js';
import { writeRoster } from './roster.js';

/** What a clerk hands in; everything but issuer and subject may be absent while it is a draft. */
export interface DirectiveDraft {
  issuer: string;
  dispatch?: Dispatch | undefined;
  /** The paper's text: read where `dispatch` is absent, kept beside the fields where both are given. */
  text?: string | undefined;
  fileName?: string | undefined;
  /** A paper that was handed in before, instead of a text. */
  paperId?: string | undefined;
  subject?: string | undefined;
  rosterOn?: string | undefined;
  actBy?: 'direct' | 'superior' | undefined;
  addressees?: AddresseeDraft[] | undefined;
  tasks?: { label: string; text: string; addressees: string[] }[] | undefined;
  acknowledgeBy?: string | null | undefined;
  dueOn?: string | null | undefined;
  dueOperator?: DueOperator | undefined;
  /** `HH:mm` in Asia/Ho_Chi_Minh; without it the close of business. */
  dueHour?: string | null | undefined;
  policy?: string | undefined;
  /** The duty whose paper it carries on, as the unit's own dispatch below it. */
  below?: string | undefined;
}

/** Where a draft stands in a cascade: its own root, or what a unit passes on of an assignment. */
export interface InCascade {
  /** Of a draft that is issued later: its own, until it is. */
  cascadeId?: string | undefined;
  parentAssignmentId: string;
}

interface Paper {
  id: string;
  /** As stored. */
  text: string;
  dispatch: Dispatch;
  reading: Reading;
}

/** Makes a draft of a dispatch: its fields, its tasks, and the roster its addressees mean on the day. */
@Injectable()
export class DraftDirective {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly above: PapersAbove,
  ) {}

  /**
   * The same request again, where it came with a key, answers the draft that it made.
   * @returns the id of the draft
   * @throws ProductError `secret-document`, `invalid` (no subject), `not-found` (issuer, duty), `not-permitted`,
   *   `not-possible-now` (the duty that it is to carry on)
   */
  execute(draft: DirectiveDraft, by: Caller): Promise<string> {
    return transactional(this.em, 'directive.drafted', (em) =>
      madeOnce(dbOf(em), () => this.within(dbOf(em), draft, by)),
    );
  }

  /** The same inside the caller's transaction, and in a cascade that is there already. */
  async within(db: Db, given: DirectiveDraft, by: Caller, where?: InCascade): Promise<string> {
    const at = await this.clock.now(db);
    mustBeNear(given, vnDate(at));
    const rosterOn = given.rosterOn ?? vnDate(at);
    const issuer = await findUnit(db, given.issuer, rosterOn);
    mayDraftFor(by, issuer.id);
    const above = given.below === undefined ? undefined : await this.above.of(db, given.below, by);
    if (above && above.issuerId !== issuer.id) throw anotherIssuer();
    const place = where ?? (above && { parentAssignmentId: above.assignment });
    const paper = await paperFor(db, given, { issuer, by, at });
    const draft = above ? { ...given, ...termBelow(given, paper, above) } : given;
    const subject = folded(draft.subject ?? paper.dispatch.subject ?? '');
    if (subject === '')
      throw invalid('Văn bản chưa có trích yếu; hãy nhập `subject`.', 'The directive has no subject; give `subject`.');
    const id = uuidv7(at);
    const tasks = draft.tasks ?? paper.dispatch.tasks;
    await keepDispatch(db, paper, { ...paper.dispatch, subject, tasks });
    await insertDirective(db, {
      id,
      place,
      issuer,
      subject,
      rosterOn,
      at,
      dispatchId: paper.id,
      draft,
      dispatch: paper.dispatch,
    });
    await insertTasks(db, id, tasks);
    await writeRoster(db, { id, issuerId: issuer.id, rosterOn }, addresseesIn(draft, paper.dispatch));
    const provisional = await giveProvisional(db, id, at);
    await record(db, [
      {
        kind: 'directive.drafted',
        at,
        by,
        unitId: issuer.id,
        cascadeId: place?.cascadeId ?? id,
        directiveId: id,
        payload: { dispatch: paper.id, rosterOn, ...(provisional ? { provisional } : {}) },
      },
    ]);
    return id;
  }
}

const anotherIssuer = () =>
  invalid(
    'Văn bản triển khai phải do chính đơn vị được giao ban hành.',
    'What carries a paper on is issued by the unit that was given it.',
    { field: 'below' },
  );

/** The deadline of what carries a paper on: as given, else what its text says, else that of the paper. */
function termBelow(given: DirectiveDraft, { reading }: Paper, { term }: PaperAbove): Partial<DatedTerm> {
  return given.dueOn === undefined ? (datedTermOf(reading) ?? term ?? {}) : {};
}

/**
 * The paper of a draft: one that was handed in before, or the text or fields given now, stored.
 * @throws ProductError `secret-document`, `not-found`, `not-possible-now`, `conflict` (a draft was made of it already)
 */
async function paperFor(
  db: Db,
  draft: DirectiveDraft,
  { issuer, by, at }: { issuer: UnitOn; by: Caller; at: Date },
): Promise<Paper> {
  if (draft.dispatch?.secrecy) throw secretRefusal();
  if (draft.paperId === undefined) {
    const reading = draft.text === undefined ? emptyReading() : readOpenText(draft.text);
    const id = await storePaper(db, {
      unitId: issuer.id,
      text: draft.text ?? '',
      fileName: draft.fileName,
      reading,
      at,
    });
    return {
      id,
      text: storedText(draft.text ?? ''),
      reading,
      dispatch: draft.dispatch ?? (draft.text === undefined ? emptyDispatch() : toDispatch(reading)),
    };
  }
  const paper = await paperOf(db, draft.paperId, by, true);
  mustBeOpen(paper);
  if (paper.unitId !== issuer.id)
    throw invalid('Văn bản do đơn vị khác nạp vào.', 'The paper was handed in by another unit.');
  const known = await directiveOfPaper(db, paper.id);
  if (known)
    throw conflict('Văn bản này đã được lập dự thảo.', 'A draft was made of this paper already.', { directive: known });
  return {
    id: paper.id,
    text: paper.text,
    reading: paper.reading,
    dispatch: draft.dispatch ?? toDispatch(paper.reading),
  };
}

function addresseesIn(draft: DirectiveDraft, dispatch: Dispatch): AddresseeDraft[] {
  const through = draft.actBy === 'superior' ? 'superior' : null;
  return (draft.addressees ?? addresseesOf(dispatch)).map((addressee) => ({
    ...addressee,
    text: folded(addressee.text),
    through: addressee.through ?? through,
  }));
}

interface NewDirective {
  id: string;
  place: InCascade | undefined;
  issuer: UnitOn;
  subject: string;
  rosterOn: string;
  at: Date;
  dispatchId: string;
  draft: DirectiveDraft;
  dispatch: Dispatch;
}

async function insertDirective(db: Db, it: NewDirective): Promise<void> {
  const policy = await policyOf(db, it.draft.policy ?? 'default');
  const { dispatch, draft } = it;
  await sql`insert into directive (id, cascade_id, dispatch_id, parent_assignment_id, issuer_id, kind, number, symbol, subject,
      place, dated_on, roster_on, act_by, acknowledge_by, due_on, due_operator, due_hour, policy_code, policy_version, policy,
      urgency, machine_version, state, created_at)
    values (${it.id}, ${it.place?.cascadeId ?? it.id}, ${it.dispatchId}, ${it.place?.parentAssignmentId ?? null},
      ${it.issuer.id}, ${dispatch.kind || 'CV'}, ${dispatch.number}, ${dispatch.symbol}, ${it.subject}, ${dispatch.place},
      ${dispatch.date}::date, ${it.rosterOn}::date, ${draft.actBy ?? 'direct'}, ${draft.acknowledgeBy ?? null}::timestamptz,
      ${draft.dueOn ?? null}::date, ${draft.dueOn ? (draft.dueOperator ?? 'on') : null}, ${draft.dueOn ? (draft.dueHour ?? null) : null},
      ${policy.code}, ${policy.version}, ${JSON.stringify(policy.rules)}::jsonb,
      nullif(${urgencyOf(dispatch.urgency, draft.dueOn ? draft.dueHour : null)}::text, 'ordinary'), ${CURRENT.directive}, ${start(machineOf('directive', CURRENT.directive)).value}, ${it.at})`.execute(
    db,
  );
}

async function insertTasks(
  db: Db,
  id: string,
  tasks: { label: string; text: string; addressees: string[] }[],
): Promise<void> {
  const rows = tasks.map((task, i) => ({ n: i + 1, ...task, text: folded(task.text) }));
  await sql`insert into directive_task (directive_id, n, label, text, addressees)
    select ${id}, n, label, text, addressees from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as t (n smallint, label text, text text, addressees jsonb)`.execute(db);
}

import { AcknowledgeAssignment } from '../assignments/index.js';
import { record, type Fact } from '../ledger/index.js';
import type { Caller } from '../platform/caller.js';
import { sql, type Db } from '../platform/database/sql.js';
import { ProductError } from '../platform/errors.js';
import { uuidv7 } from '../platform/ids.js';
import { isForged, type SenderChecks } from './authentication.rules.js';
import { isFromUnit, type Duty, type NamedDuty } from './duty-of-mail.js';
import type { Examined, ReportFile } from './examine-files.js';
import type { Followed } from './inbound-mail.js';
import type { Sorted } from './mail-kind.rules.js';

/** An answer, looked at from every side before the transaction. */
export interface Answer {
  mailId: string;
  at: Date;
  from: string | null;
  sorted: Exclude<Sorted, { kind: 'bounce' }>;
  checks: SenderChecks;
  named: NamedDuty;
  /** What its sender wrote. */
  written: string;
  examined: Examined;
}

/** The bearer of a reply address stands for the unit's mailbox; the person stays unknown. */
const writerOf = ({ unitId }: Duty): Caller => ({
  actor: 'reply',
  role: 'officer',
  unitId,
  capacity: 'by-reply',
  locale: 'vi',
});

/**
 * What an answer leads to. Only one that came to a reply address of ours, from the unit that it was made for, under a
 * name that the receiving server did not find false, does anything by itself; everything else waits for people.
 */
export async function followAnswer(db: Db, answer: Answer, acknowledging: AcknowledgeAssignment): Promise<Followed> {
  const { named, sorted } = answer;
  const about = aboutOf(named);
  if (sorted.kind === 'auto-reply') return { state: 'done', outcome: 'automatic', ...about };
  const against = await objection(db, answer);
  if (against !== undefined || named.by !== 'token')
    return { state: 'waiting', outcome: against ?? 'unclear', ...about };
  const acknowledges = sorted.kind === 'acknowledgement' || (sorted.kind === 'report' && sorted.acknowledges);
  const received = acknowledges ? await acknowledge(db, answer, named, acknowledging) : undefined;
  if (sorted.kind !== 'report') return { ...received!, ...about };
  if ('refused' in answer.examined) return { state: 'waiting', outcome: 'files-refused', ...about };
  await draftReport(db, answer, named.duty, answer.examined.files);
  // what could not be acknowledged is said first: the draft stands on the page of the duty anyway
  return received?.state === 'waiting' ? { ...received, ...about } : { state: 'done', outcome: 'draft-made', ...about };
}

const aboutOf = ({ duty, contentVersion }: NamedDuty): Partial<Followed> =>
  duty === null
    ? {}
    : {
        cascadeId: duty.cascadeId,
        directiveId: duty.directiveId,
        assignmentId: duty.assignmentId,
        unitId: duty.unitId,
        contentVersion,
      };

/** Why an answer does nothing by itself; undefined where nothing is against it. */
async function objection(db: Db, { named, checks, from, sorted, at }: Answer): Promise<string | undefined> {
  if (named.by !== 'token') return OBJECTION[named.by];
  if (isForged(checks)) return 'sender-failed';
  if (!(await isFromUnit(db, from, named.duty, at))) return 'sender-unknown';
  return sorted.kind === 'other' ? 'unclear' : undefined;
}

const OBJECTION = {
  forged: 'reply-address-forged',
  expired: 'reply-address-expired',
  hint: 'no-reply-address',
  nothing: 'no-reply-address',
} as const;

async function acknowledge(
  db: Db,
  { mailId, checks }: Answer,
  { duty, contentVersion }: Extract<NamedDuty, { by: 'token' }>,
  acknowledging: AcknowledgeAssignment,
): Promise<Pick<Followed, 'state' | 'outcome'>> {
  const payload = { reply: mailId, ...checks };
  const came = { within: db, payload };
  try {
    const seen = { contentVersion, linkGeneration: duty.linkGeneration };
    const done = await acknowledging.execute(duty.assignmentId, seen, writerOf(duty), came);
    return { state: 'done', outcome: done.repeated ? 'acknowledged-before' : 'acknowledged' };
  } catch (error) {
    if (error instanceof ProductError && error.code === 'not-possible-now')
      return { state: 'waiting', outcome: 'not-possible' };
    throw error;
  }
}

/** A draft that the unit looks at and sends itself; the mail alone reports nothing. */
async function draftReport(
  db: Db,
  { mailId, at, written, checks }: Answer,
  duty: Duty,
  files: readonly ReportFile[],
): Promise<void> {
  const id = uuidv7(at);
  await sql`insert into report_draft (id, inbound_mail_id, cascade_id, directive_id, assignment_id, unit_id, text, state, made_at)
    values (${id}, ${mailId}, ${duty.cascadeId}, ${duty.directiveId}, ${duty.assignmentId}, ${duty.unitId}, ${written},
      'open', ${at})`.execute(db);
  await sql`insert into report_draft_file (draft_id, n, name, bytes, sha256, content)
    select ${id}::uuid, f.n, f.name, length(f.content), f.sha256, f.content
    from unnest(${files.map(({ name }) => name)}::text[], ${files.map(({ sha256 }) => sha256)}::bytea[],
      ${files.map(({ bytes }) => Buffer.from(bytes))}::bytea[]) with ordinality f (name, sha256, content, n)`.execute(
    db,
  );
  const fact: Fact = {
    kind: 'report.drafted',
    at,
    by: writerOf(duty),
    unitId: duty.unitId,
    cascadeId: duty.cascadeId,
    directiveId: duty.directiveId,
    assignmentId: duty.assignmentId,
    payload: { draft: id, reply: mailId, files: files.length, ...checks },
  };
  await record(db, [fact]);
}

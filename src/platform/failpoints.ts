import type { EntityManager } from '@mikro-orm/postgresql';
import type { Db } from './database/sql.js';
import { tryingAgain } from './trying-again.js';

/**
 * Every commit of the product, by what has happened once it is there. Each has a failpoint before it and one after it; a
 * guard test compares this list with the source. A single act on an assignment is named by the kind of its fact.
 */
export const COMMITS = [
  'access.accountCreated',
  'access.keyMade',
  'access.mandateDelegated',
  'access.mandateEnded',
  'access.mandateGiven',
  'access.signInCodeMade',
  'access.signInNoted',
  'access.tokenCreated',
  'access.tokenRevoked',
  'assignment.forwarded',
  'assignment.lateAttempt',
  'assignment.recallAgreed',
  'assignment.taskMarked',
  'balance.checked',
  'bulk.asked',
  'bulk.cancelled',
  'bulk.itemNoted',
  'bulk.stepped',
  'bulk.stopped',
  'calendar.revoked',
  'calendar.changed',
  'calendar.deadlinesMoved',
  'calendar.discarded',
  'calendar.drafted',
  'calendar.seeded',
  'chase.batchChased',
  'chase.digestHourSet',
  'chase.digestsMade',
  'chase.noticesLeftOut',
  'chase.noticesSlotted',
  'chase.rehearsed',
  'chase.urgingLetterMade',
  'chase.summariesMade',
  'chase.summariesWanted',
  'code.forgotten',
  'code.given',
  'code.made',
  'code.tried',
  'demo.clockMoved',
  'demo.mailboxShared',
  'demo.told',
  'demo.unitsSeeded',
  'directive.addresseeSettled',
  'directive.amended',
  'directive.approvalDecided',
  'directive.closed',
  'directive.drafted',
  'directive.issued',
  'directive.numbered',
  'directive.paused',
  'directive.placed',
  'directive.recalled',
  'directive.reconciled',
  'directive.resumed',
  'directive.superseded',
  'dispatch.batchBegun',
  'dispatch.batchCancelled',
  'dispatch.batchFinished',
  'dispatch.batchGoesOn',
  'dispatch.discarded',
  'dispatch.kept',
  'dispatch.readAgain',
  'dispatch.takenIn',
  'forecast.graded',
  'forecast.made',
  'heartbeat.beaten',
  'import.begun',
  'import.failed',
  'import.finished',
  'import.forgotten',
  'import.givenUp',
  'import.progressed',
  'import.taken',
  'ledger.yearAttached',
  'ledger.yearDetached',
  'link.revoked',
  'machine.batchMigrated',
  'machine.rehearsed',
  'message.batchBegun',
  'message.batchClaimed',
  'message.batchGivenBack',
  'message.batchRecorded',
  'message.batchOutdated',
  'message.batchReleased',
  'message.jobGivenUp',
  'message.jobsMade',
  'message.sentAgain',
  'people.handOverConfirmed',
  'people.handedOver',
  'policy.set',
  'progress.counted',
  'register.arrivalEntered',
  'register.seriesSet',
  'reorganisation.blocked',
  'reorganisation.decided',
  'reorganisation.drafted',
  'reorganisation.paused',
  'reorganisation.revised',
  'reorganisation.stepped',
  'reorganisation.submitted',
  'reply.decided',
  'reply.draftDecided',
  'reply.mailboxRevived',
  'reply.readingBegun',
  'reply.readingEnded',
  'reply.taken',
  'request.answered',
  'request.claimed',
  'request.forgotten',
  'request.noted',
  'request.purged',
  'request.retaken',
  'signature.rootRemoved',
  'signature.rootTrusted',
  'signature.verified',
  'supervised.added',
  'supervised.marked',
  'supervised.removed',
  'unit.amended',
  'unit.groupSaved',
  'units.listCarriedOut',
  'units.treeSeeded',
] as const;

/** What a commit is called: on the list above, or the kind of the fact that an act on an assignment records. */
export type Commit = (typeof COMMITS)[number] | `assignment.${string}`;

/** `<commit>:before` or `<commit>:after`. */
type Failpoint = `${Commit}:${'before' | 'after'}`;

type Watch = (point: Failpoint) => void | Promise<void>;
let passing: Watch | undefined;

/** Tells `watch` of every failpoint that is passed, and waits for its answer; undefined ends it. */
export function watchFailpoints(watch: Watch | undefined): void {
  passing = watch;
}

/**
 * Arms the failpoints that `THONGSUOT_FAILPOINT` names: the process that passes one dies as by `kill -9`. Where it names
 * several, whatever comes to one of them stays there until the last of them is reached: one death meets them all.
 * @param named  `<commit>:before` or `<commit>:after`, with `#n` for the n-th passing, or several of them, divided by
 *   commas; none where it is undefined
 */
export function armFailpoint(named: string | undefined): void {
  const armed = (named?.split(',') ?? []).map((one) => {
    const [point, nth] = one.split('#');
    return { point, left: Number(nth ?? 1) };
  });
  const dieOrStay = (passed: string): void | Promise<void> => {
    const met = armed.find(({ point }) => point === passed);
    if (!met || --met.left > 0) return undefined;
    armed.splice(armed.indexOf(met), 1);
    if (armed.length === 0) process.kill(process.pid, 'SIGKILL');
    return new Promise(() => {});
  };
  watchFailpoints(armed.length === 0 ? undefined : dieOrStay);
}

/**
 * Runs `work` in a transaction of its own, with a failpoint on either side of its commit. It is run again where the
 * database gave it up for another (a deadlock): what it keeps outside the transaction it sets anew each time.
 */
export async function transactional<Answer>(
  em: EntityManager,
  commit: Commit,
  work: (em: EntityManager) => Promise<Answer>,
): Promise<Answer> {
  const answer = await tryingAgain(() =>
    em.fork().transactional(async (within) => {
      const done = await work(within);
      if (passing) await passing(`${commit}:before`);
      return done;
    }),
  );
  if (passing) await passing(`${commit}:after`);
  return answer;
}

/**
 * Runs one writing statement, with a failpoint on either side of it where it is a commit of its own; inside a transaction
 * it is none. Where the database gave it up for another it is run again.
 * @param isSeveral  it is several statements, which get a transaction where there is none
 */
export async function committing<Answer>(
  db: Db,
  commit: Commit,
  write: (db: Db) => Promise<Answer>,
  isSeveral = false,
): Promise<Answer> {
  if (db.isTransaction) return write(db);
  if (!isSeveral && passing) await passing(`${commit}:before`);
  const answer = await tryingAgain(() =>
    isSeveral ? db.transaction().execute((within) => lastly(write(within), commit)) : write(db),
  );
  if (passing) await passing(`${commit}:after`);
  return answer;
}

async function lastly<Answer>(work: Promise<Answer>, commit: Commit): Promise<Answer> {
  const done = await work;
  if (passing) await passing(`${commit}:before`);
  return done;
}

import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import {
  failWithoutAddress,
  gatherAt,
  gatherInto,
  letGo,
  readdress,
  waitAgain,
  withdrawNotices,
} from '../../mail/index.js';
import { Clock } from '../../platform/clock.js';
import { dbOf, type Db } from '../../platform/database/sql.js';
import { transactional } from '../../platform/failpoints.js';
import { vnDate } from '../../platform/vn-time.js';
import { officeHoursOf, type OfficeHours } from './office-hours.js';
import { unsaidOf } from './owed.js';
import { letGoOf, type Passing } from './passing.rules.js';
import { digestAfter, isDigestTime, tomorrow } from './slot.rules.js';
import {
  claimDue,
  claimLeft,
  claimNew,
  countOnDays,
  holdDays,
  mailboxesOf,
  NO_CALENDAR,
  recipientsDue,
  type DayOf,
  type Mailbox,
  type Recipient,
  type WaitingNotice,
} from './waiting.queries.js';

/** Notices, and recipients, that one transaction takes: few enough that nobody waits long for its locks. */
const NOTICES = 2000;
const RECIPIENTS = 500;

/** What a run did. */
export interface Gathered {
  at: Date;
  /** Let go at once, since their papers are urgent. */
  atOnce: number;
  /** Urgent ones over the limit of the day: they wait for the next digest. */
  deferred: number;
  digests: number;
  /** Notices that these digests say. */
  gathered: number;
  /** Not sent, since what they ask was settled meanwhile. */
  leftOut: number;
}

type Counts = Omit<Gathered, 'at'>;
const NONE: Counts = { atOnce: 0, deferred: 0, digests: 0, gathered: 0, leftOut: 0 };

/**
 * Makes the mails of the chase few: what is urgent goes at once while the office's mails of the day last; all else waits
 * for the hour of the office on its next working day, and is then one mail. The day of an office is a row: whoever holds
 * it makes the digest, once.
 */
@Injectable()
export class GatherNotices {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * @param at       business instant; now where it is not given
   * @param stepped  told after every transaction that another of its kind follows: what fails round after round tells nothing
   */
  async execute(at?: Date, stepped?: () => Promise<void>): Promise<Gathered> {
    const total: Gathered = { at: at ?? (await this.clock.now()), ...NONE };
    let more = true;
    while (more) {
      const done = await transactional(this.em, 'chase.noticesSlotted', (em) => passOn(dbOf(em), total.at));
      add(total, done);
      more = done.claimed === NOTICES;
      if (more) await stepped?.();
    }
    for (more = true; more;) {
      const done = await transactional(this.em, 'chase.digestsMade', (em) => makeDigests(dbOf(em), total.at));
      add(total, done);
      more = done.recipients === RECIPIENTS && done.moved > 0;
      if (more) await stepped?.();
    }
    return total;
  }
}

function add(total: Counts, done: Counts): void {
  for (const count of ['atOnce', 'deferred', 'digests', 'gathered', 'leftOut'] as const) total[count] += done[count];
}

/** Leaves out what is no longer owed. @returns the rest */
async function owedOf(db: Db, notices: readonly WaitingNotice[], at: Date): Promise<WaitingNotice[]> {
  const unsaid = await unsaidOf(db, notices);
  await withdrawNotices(
    db,
    notices.filter(({ id }) => unsaid.get(id) === 'settled').map(({ id }) => id),
    at,
  );
  // their directive stands still: they are looked at again when it goes on
  await waitAgain(
    db,
    notices.filter(({ id }) => unsaid.get(id) === 'held'),
  );
  return notices.filter(({ id }) => !unsaid.has(id));
}

/** Lets go at once what is urgent, and says of the rest when it is gathered. */
async function passOn(db: Db, at: Date): Promise<Counts & { claimed: number }> {
  const on = vnDate(at);
  await readdress(db, await claimLeft(db, at));
  const claimed = await claimNew(db, NOTICES);
  const owed = await owedOf(db, claimed, at);
  const nobody = await withoutReader(
    db,
    owed.filter(({ atOnce }) => atOnce),
    at,
  );
  await failWithoutAddress(db, nobody, at);
  const urgent = owed.filter((notice) => notice.atOnce && !nobody.includes(notice));
  const days = await holdDays(db, urgent, on);
  const together = byRecipient(urgent);
  // what goes to one recipient in one moment is one mail
  const passing: Passing = letGoOf(
    together.map(([first]) => first!),
    days,
  );
  const passes = new Set(passing.now.map(keyOf));
  const [now, deferred] = [true, false].map((is) => together.filter(([first]) => passes.has(keyOf(first!)) === is));
  const isOne = (of: readonly WaitingNotice[]): boolean => of.length === 1;
  const apart = await bundle(
    db,
    now!.filter((of) => !isOne(of)),
    at,
  );
  await letGo(db, [...now!.filter(isOne).flat(), ...apart]);
  const over = new Map(deferred!.map((of) => [keyOf(of[0]!), of.length]));
  await countOnDays(
    db,
    passing.days.map((day) => ({ ...day, deferred: over.get(keyOf(day)) ?? 0 })),
    on,
  );
  const hours = await officeHoursOf(
    db,
    owed.map(({ unitId }) => unitId),
  );
  const late = new Set(deferred!.flat().map(({ id }) => id));
  const waiting = owed.filter(({ atOnce, id }) => !atOnce || late.has(id));
  await gatherAt(
    db,
    waiting.map((notice) => ({
      ...notice,
      ...slotOf(hours.get(notice.unitId), notice.queuedAt, at),
      ...(late.has(notice.id) ? { deferredOn: on } : {}),
    })),
  );
  return {
    ...NONE,
    claimed: claimed.length,
    atOnce: now!.flat().length,
    deferred: late.size,
    leftOut: claimed.length - owed.length,
  };
}

/** What is wrong with a calendar is somebody's to mend; until then its offices alone wait. */
const CALENDAR_AGAIN_MILLISECONDS = 3_600_000;

/** When a notice is gathered by the hours of its office, from an instant on. */
function slotOf(hours: OfficeHours | undefined, from: Date, at: Date): { at: Date; error?: string } {
  const slot = hours && digestAfter(from, hours);
  return slot ? { at: slot } : { at: new Date(at.getTime() + CALENDAR_AGAIN_MILLISECONDS), error: NO_CALENDAR };
}

const keyOf = ({ unitId, person }: Recipient): string => `${unitId} ${person}`;

/** Notices by whom they go to, in the order in which each recipient comes first. */
function byRecipient(notices: readonly WaitingNotice[]): WaitingNotice[][] {
  const groups = new Map<string, WaitingNotice[]>();
  for (const notice of notices) groups.set(keyOf(notice), [...(groups.get(keyOf(notice)) ?? []), notice]);
  return [...groups.values()];
}

/** Notices for a person who is not written to any more, and whose office has no mailbox. */
async function withoutReader(db: Db, notices: readonly WaitingNotice[], at: Date): Promise<WaitingNotice[]> {
  const personal = notices.filter(({ person }) => person !== '');
  if (personal.length === 0) return [];
  const reached = new Set((await mailboxesOf(db, personal, at)).map(keyOf));
  return personal.filter((notice) => !reached.has(keyOf(notice)));
}

/** One mail for all that one recipient is to hear of urgent papers now. @returns what goes on its own: nobody reads there */
async function bundle(db: Db, groups: readonly WaitingNotice[][], at: Date): Promise<WaitingNotice[]> {
  if (groups.length === 0) return [];
  const mailboxes = await mailboxesOf(
    db,
    groups.map(([first]) => first!),
    at,
  );
  const of = new Map(groups.map((group) => [keyOf(group[0]!), group]));
  const named = mailboxes.map((mailbox) => {
    const group = of.get(keyOf(mailbox))!;
    return { ...mailOf(mailbox, vnDate(at)), key: `urgent:${group[0]!.id}`, group };
  });
  const rows = named.flatMap(({ key, group }) => group.map((row) => ({ ...row, key })));
  await gatherInto(db, named, { rows, at });
  const reached = new Set(mailboxes.map(keyOf));
  return groups.filter((group) => !reached.has(keyOf(group[0]!))).flat();
}

/** The mail to a recipient that says what others say. */
const mailOf = ({ unitId, isOwn, address, locale }: Mailbox, on: string) => ({
  unitId,
  locale,
  parameters: { on, ...(isOwn ? { person: true } : {}) },
  toAddress: address,
});

/** Makes the digests of recipients whose hour has come. What was for those who left has its new address from `passOn`. */
async function makeDigests(db: Db, at: Date): Promise<Counts & { recipients: number; moved: number }> {
  const on = vnDate(at);
  const due = await recipientsDue(db, at, RECIPIENTS);
  const nothing = { ...NONE, recipients: due.length, moved: 0 };
  if (due.length === 0) return nothing;
  const hours = await officeHoursOf(
    db,
    due.map(({ unitId }) => unitId),
  );
  const isTime = ({ unitId }: Recipient): boolean => {
    const of = hours.get(unitId);
    return of !== undefined && isDigestTime(at, of.hour, of.calendar);
  };
  const held = await holdDays(db, due, on);
  const [mine, others] = [
    held.filter((day) => isTime(day) && !day.hasDigest),
    held.filter((day) => !isTime(day) || day.hasDigest),
  ];
  const putOff = await claimDue(db, others, at);
  await gatherAt(
    db,
    putOff.map((notice) => ({
      ...notice,
      ...slotOf(hours.get(notice.unitId), isTime(notice) ? tomorrow(at) : at, at),
    })),
  );
  const made = await digestsOf(db, mine, at);
  return { ...nothing, ...made, moved: putOff.length + made.moved };
}

async function digestsOf(db: Db, days: readonly DayOf[], at: Date): Promise<Counts & { moved: number }> {
  const on = vnDate(at);
  const claimed = await claimDue(db, days, at);
  const owed = await owedOf(db, claimed, at);
  const wanted = new Map(owed.map((notice) => [keyOf(notice), notice]));
  const mailboxes = await mailboxesOf(db, [...wanted.values()], at);
  const reached = new Map(mailboxes.map((mailbox) => [keyOf(mailbox), mailbox]));
  const rows = owed.filter((notice) => reached.has(keyOf(notice)));
  await failWithoutAddress(
    db,
    owed.filter((notice) => !reached.has(keyOf(notice))),
    at,
  );
  const mails = mailboxes.map((mailbox) => ({
    ...mailOf(mailbox, on),
    key: `digest:${mailbox.unitId}:${on}${mailbox.person === '' ? '' : `:${mailbox.person}`}`,
    mailbox: keyOf(mailbox),
  }));
  const keys = new Map(mails.map(({ mailbox, key }) => [mailbox, key]));
  const ids = await gatherInto(db, mails, { rows: rows.map((row) => ({ ...row, key: keys.get(keyOf(row))! })), at });
  await countOnDays(
    db,
    mailboxes.map((of) => ({ ...of, mails: 1, deferred: 0, digestId: ids.get(keys.get(keyOf(of))!)! })),
    on,
  );
  return {
    ...NONE,
    digests: mails.length,
    gathered: rows.length,
    leftOut: claimed.length - owed.length,
    moved: claimed.length,
  };
}

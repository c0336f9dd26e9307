import { Injectable, Logger } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { dbOf, firstOf, rowsOf, sql, type Db } from '../platform/database/sql.js';
import { committing } from '../platform/failpoints.js';
import { Heartbeats, type Done } from '../platform/heartbeat/heartbeats.js';
import { ReplyMailbox, type Folder, type LyingMail, type OpenMailbox } from './reply-mailbox.js';
import { TakeMail } from './take-mail.usecase.js';

/** What one reading did. */
export interface MailboxRead {
  /** False: no mailbox is configured, or another process reads it at this moment. */
  read: boolean;
  taken: number;
  /** Of those, what waits for people. */
  waiting: number;
  /** Met again, and only moved. */
  before: number;
  failed: number;
}

/** A national paper may bring thousands of answers: a reading takes some, the next one the rest. */
const MAILS_AT_ONCE = 200;
/** A file of 20 MB is a third longer as a mail. */
const MAIL_BYTES_AT_MOST = 30 * 1024 * 1024;
/** Longer than a reading takes; a process that dies holds the mailbox up for no longer. */
const LEASE_SECONDS = 300;
/** A reading ends before its lease does. */
const BEGIN_SECONDS = 200;

const NOTHING: MailboxRead = { read: false, taken: 0, waiting: 0, before: 0, failed: 0 };

/**
 * Reads the mailbox: takes each mail, then moves it to the folder of what is done or of what waits for people. A process
 * that dies between the two leaves a mail that the next reading knows by its UID and only moves.
 */
@Injectable()
export class ReadMailbox {
  private readonly log = new Logger(ReadMailbox.name);

  constructor(
    private readonly em: EntityManager,
    private readonly mailbox: ReplyMailbox,
    private readonly taking: TakeMail,
    private readonly heartbeats: Heartbeats,
  ) {}

  /** Once. @throws Error where the mailbox cannot be opened */
  async execute(): Promise<MailboxRead> {
    const { name } = this.mailbox;
    const db = dbOf(this.em.fork());
    if (name === undefined || !(await this.lease(db, name))) return NOTHING;
    const done: MailboxRead = { ...NOTHING, read: true };
    try {
      const open = await this.mailbox.open();
      try {
        await this.takeAll(db, open, name, done);
      } finally {
        await open.close();
      }
    } finally {
      await this.end(db, name);
    }
    await this.heartbeats.beat('inbox');
    return done;
  }

  private async takeAll(db: Db, open: OpenMailbox, mailbox: string, done: MailboxRead): Promise<void> {
    const giveUp = AbortSignal.timeout(BEGIN_SECONDS * 1000);
    const lying = await open.list();
    const known = await knownOf(db, { mailbox, uidValidity: open.uidValidity, lying });
    for (const [folder, uids] of known.folders) await open.move(uids, folder);
    done.before = known.uids.size;
    const left = lying.filter(({ uid }) => !known.uids.has(uid)).slice(0, MAILS_AT_ONCE);
    for (const mail of left) {
      if (giveUp.aborted) break;
      try {
        await this.heartbeats.beat('inbox', await this.takeOne(open, mailbox, mail, done));
      } catch (error) {
        // it stays where it is for the next reading, and holds up none behind it
        done.failed++;
        this.log.error({ msg: 'a mail was not taken', uid: mail.uid, error: String(error) });
      }
    }
  }

  private async takeOne(
    open: OpenMailbox,
    mailbox: string,
    { uid, bytes: size }: LyingMail,
    done: MailboxRead,
  ): Promise<Done> {
    const bytes = size > MAIL_BYTES_AT_MOST ? null : await open.fetch(uid);
    if (bytes === undefined) return {};
    const { uidValidity } = open;
    const { state, repeated } = await this.taking.execute({ mailbox, uidValidity, uid, size, bytes });
    await open.move([uid], folderOf(state));
    if (repeated) {
      done.before++;
      return {};
    }
    done.taken++;
    if (state === 'waiting') done.waiting++;
    return { taken: 1, waiting: state === 'waiting' ? 1 : 0 };
  }

  /** One process reads at once; who dies holds it until the lease is over. */
  private async lease(db: Db, name: string): Promise<boolean> {
    const leasing = sql`insert into reply_mailbox as m (name, leased_until)
      values (${name}, statement_timestamp() + make_interval(secs => ${LEASE_SECONDS}))
      on conflict (name) do update set leased_until = excluded.leased_until
        where m.leased_until is null or m.leased_until < statement_timestamp() returning 1`;
    return (await committing(db, 'reply.readingBegun', () => firstOf(db, leasing))) !== undefined;
  }

  private async end(db: Db, name: string): Promise<void> {
    const ending = sql`update reply_mailbox set leased_until = null where name = ${name}`;
    await committing(db, 'reply.readingEnded', () => ending.execute(db));
  }
}

const folderOf = (state: string): Folder => (state === 'waiting' ? 'Odd' : 'Done');

/** What lies there and was taken before, by the folder that it belongs into. */
async function knownOf(
  db: Db,
  { mailbox, uidValidity, lying }: { mailbox: string; uidValidity: bigint; lying: readonly LyingMail[] },
): Promise<{ uids: ReadonlySet<number>; folders: ReadonlyMap<Folder, number[]> }> {
  const rows = await rowsOf(
    db,
    sql<{ uid: string; state: string }>`select uid, state from inbound_mail where mailbox = ${mailbox}
      and uid_validity = ${String(uidValidity)}::bigint and uid = any(${lying.map(({ uid }) => uid)}::bigint[])`,
  );
  const folders = new Map<Folder, number[]>();
  for (const { uid, state } of rows) {
    const folder = folderOf(state);
    folders.set(folder, [...(folders.get(folder) ?? []), Number(uid)]);
  }
  return { uids: new Set(rows.map(({ uid }) => Number(uid))), folders };
}

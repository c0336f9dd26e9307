import { Inject, Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { InstallationKey } from '../access/index.js';
import { AcknowledgeAssignment } from '../assignments/index.js';
import { isMarkedBeside, isMarkedName, readDispatch } from '../dispatches/index.js';
import { record } from '../ledger/index.js';
import { Notices } from '../mail/index.js';
import { SYSTEM } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { transactional } from '../platform/failpoints.js';
import { sentFiles, type ArrivedMail } from './arrived-mail.rules.js';
import { checksOf, NO_CHECKS, type SenderChecks } from './authentication.rules.js';
import { dutyOfMail } from './duty-of-mail.js';
import { examineFiles, type Examined } from './examine-files.js';
import { followAnswer } from './follow-answer.js';
import { followBounce } from './follow-bounce.js';
import { keepMail, noteFollowed, stateOfTaken, type Followed, type KeptMail, type LyingBytes } from './inbound-mail.js';
import { sortOf, type Sorted } from './mail-kind.rules.js';
import { readArrived } from './read-arrived.js';
import type { InboundState } from './reply.entity.js';
import { writtenLines } from './written-text.rules.js';

const EXCERPT_CHARACTERS = 2000;
const REPORT_CHARACTERS = 20_000;
const SUBJECT_CHARACTERS = 300;

/** A mail that was looked at, before anything is written. */
type Looked =
  | { kept: KeptMail; followed: Followed }
  | { kept: KeptMail; mail: ArrivedMail; sorted: Sorted; written: string; examined: Examined };

const NOTHING_KEPT = { messageId: null, from: null, subject: null, excerpt: null, checks: NO_CHECKS };

/** Takes one mail out of the mailbox: what it is, what follows from it, and the facts of both in one transaction. */
@Injectable()
export class TakeMail {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly key: InstallationKey,
    private readonly notices: Notices,
    private readonly acknowledging: AcknowledgeAssignment,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Again, under whichever UID it is met, it changes nothing.
   * @returns what became of it: `waiting` is for people
   */
  async execute(lying: LyingBytes): Promise<{ state: InboundState; repeated: boolean }> {
    const looked = await this.look(lying);
    return transactional(this.em, 'reply.taken', async (em) => {
      const db = dbOf(em);
      const at = await this.clock.now(db);
      const id = await keepMail(db, lying, looked.kept, at);
      if (id === undefined) return { state: await stateOfTaken(db, lying, looked.kept.messageId), repeated: true };
      const followed = 'followed' in looked ? looked.followed : await this.follow(db, id, looked, at);
      await noteFollowed(db, id, followed);
      await this.tell(db, id, { kept: looked.kept, followed, at });
      return { state: followed.state, repeated: false };
    });
  }

  private async look(lying: LyingBytes): Promise<Looked> {
    if (lying.bytes === null) return unread('too-large');
    const mail = await readArrived(lying.bytes).catch(() => undefined);
    if (!mail) return unread('broken');
    const sorted = sortOf(mail);
    const { messageId } = mail;
    // the child process opens files of answers only: a bounce carries our own mail back
    const examined: Examined = sorted.kind === 'report' ? await examineFiles(sentFiles(mail)) : { files: [] };
    if (isSecret(mail) || ('refused' in examined && examined.refused === 'secret')) {
      const kept: KeptMail = { ...NOTHING_KEPT, kind: 'secret', messageId };
      return { kept, followed: { state: 'waiting', outcome: 'secret' } };
    }
    const checks: SenderChecks = checksOf(mail.headers.get('authentication-results') ?? [], this.config.authservId);
    const written = writtenLines(mail.text).join('\n').slice(0, REPORT_CHARACTERS);
    const excerpt = (sorted.kind === 'bounce' ? mail.text : written).slice(0, EXCERPT_CHARACTERS);
    const { from } = mail;
    const kept = {
      kind: sorted.kind,
      messageId,
      from,
      subject: mail.subject.slice(0, SUBJECT_CHARACTERS),
      excerpt,
      checks,
    };
    return { kept, mail, sorted, written, examined };
  }

  private async follow(
    db: Db,
    mailId: string,
    { kept, mail, sorted, written, examined }: Extract<Looked, { mail: ArrivedMail }>,
    at: Date,
  ): Promise<Followed> {
    const host = new URL(this.config.publicUrl).hostname;
    if (sorted.kind === 'bounce')
      return followBounce(db, sorted.bounce, { mailId, at, host, listeners: this.notices.listeners });
    const { replyAddress } = this.config;
    const named = await dutyOfMail(db, mail, { key: this.key, replyAddress, host, now: at });
    const answer = { mailId, at, from: mail.from, sorted, checks: kept.checks, named, written, examined };
    return followAnswer(db, answer, this.acknowledging);
  }

  private async tell(
    db: Db,
    id: string,
    { kept, followed, at }: { kept: KeptMail; followed: Followed; at: Date },
  ): Promise<void> {
    const { cascadeId, directiveId, assignmentId, unitId, state, outcome } = followed;
    await record(db, [
      {
        kind: 'reply.taken',
        at,
        by: SYSTEM,
        unitId: unitId ?? null,
        ...(cascadeId ? { cascadeId } : {}),
        ...(directiveId ? { directiveId } : {}),
        ...(assignmentId ? { assignmentId } : {}),
        payload: { reply: id, is: kept.kind, state, outcome, ...kept.checks },
        ...(kept.from ? { sealed: { from: kept.from } } : {}),
      },
    ]);
  }
}

const unread = (kind: 'too-large' | 'broken'): Looked => ({
  kept: { ...NOTHING_KEPT, kind },
  followed: { state: 'waiting', outcome: kind },
});

/** Marked anywhere: in its subject, its text, the names of its files. What its files hold is looked at with them. */
const isSecret = (mail: ArrivedMail): boolean =>
  isMarkedBeside(mail.subject) ||
  readDispatch(mail.text).secrecy.value !== null ||
  mail.files.some(({ name }) => isMarkedName(name));

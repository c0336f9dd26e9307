import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { AcknowledgeLink, forUnit } from '../../cascade/index.js';
import {
  DIGEST,
  NoticeComposer,
  Notices,
  waitAgain,
  withdrawNotices,
  type Composed,
  type MessageRow,
  type Outdated,
  type Ready,
} from '../../mail/index.js';
import { Clock } from '../../platform/clock.js';
import { dbOf, rowsOf, sql, type Db } from '../../platform/database/sql.js';
import { transactional } from '../../platform/failpoints.js';
import { ChasingNotices } from '../chasing-notices.js';
import { itemsOfDigests, type ItemsOf } from './digest-items.queries.js';
import type { DigestItem } from './digest.rules.js';
import { digestNotice, type ItemLink } from './digest.view.js';
import { unsaidOf } from './owed.js';

/** Writes the one mail of an office and a day. Whatever is no longer owed is left out, until the moment it is sent. */
@Injectable()
export class DigestNotices extends NoticeComposer implements OnModuleInit {
  readonly templates = [DIGEST];

  constructor(
    private readonly em: EntityManager,
    private readonly notices: Notices,
    private readonly single: ChasingNotices,
    private readonly links: AcknowledgeLink,
    private readonly clock: Clock,
  ) {
    super();
  }

  onModuleInit(): void {
    this.notices.composedBy(this);
  }

  async compose(messages: readonly MessageRow[]): Promise<ReadonlyMap<string, Composed>> {
    const ids = messages.map(({ id }) => id);
    await transactional(this.em, 'chase.noticesLeftOut', (em) => this.leaveOut(dbOf(em), ids));
    const said = await itemsOfDigests(dbOf(this.em.fork()), ids);
    const composed = new Map<string, Composed>();
    for (const message of messages) {
      const of = said.get(message.id);
      if (of) composed.set(message.id, await this.one(message, of));
    }
    return composed;
  }

  /** A mail whose notices are not all owed any more is composed anew; one of which nothing is left is withdrawn. */
  override async outdated(db: Db, ready: readonly Ready[]): Promise<ReadonlyMap<string, Outdated>> {
    const gathered = await gatheredIn(
      db,
      ready.map(({ message }) => message.id),
    );
    const unsaid = await unsaidOf(db, gathered);
    const found = new Map<string, Outdated>();
    for (const { message, mail } of ready) {
      const owed = gathered.filter(({ of, id }) => of === message.id && !unsaid.has(id)).map(({ id }) => id);
      const all = gathered.filter(({ of }) => of === message.id);
      if (all.length === 0) found.set(message.id, 'withdraw');
      else if (owed.length < all.length || (mail?.says ?? []).some((id) => !owed.includes(id)))
        found.set(message.id, 'again');
    }
    return found;
  }

  private async leaveOut(db: Db, digests: readonly string[]): Promise<void> {
    const gathered = await gatheredIn(db, digests);
    const unsaid = await unsaidOf(db, gathered);
    const settled = gathered.filter(({ id }) => unsaid.get(id) === 'settled').map(({ id }) => id);
    await withdrawNotices(db, settled, await this.clock.now(db));
    await waitAgain(
      db,
      gathered.filter(({ id }) => unsaid.get(id) === 'held'),
    );
  }

  private async one(message: MessageRow, { items, total }: ItemsOf): Promise<Composed> {
    const says = items.map(({ id }) => id);
    const [first] = items as [DigestItem];
    if (total === 1) {
      const alone = await this.single.compose([
        { ...message, ...keyOf(first), template: first.template, parameters: first.parameters },
      ]);
      const composed = alone.get(first.id);
      if (!composed) throw new Error(`the notice ${first.id} could not be composed`);
      return { ...composed, says };
    }
    const { locale, parameters } = message;
    const mail = digestNotice({
      locale,
      on: String(parameters['on']),
      unitName: first.facts.toUnitName,
      toLeader: parameters['person'] === true,
      items,
      links: await this.linksOf(items),
      dutyLink: (id) => this.links.page(`/assignments/${id}`),
      inboxLink: this.links.page('/assignments'),
      unlisted: total - items.length,
      now: first.facts.now,
    });
    const subject = first.facts.shared ? forUnit(mail.subject, first.facts.toUnitName, locale) : mail.subject;
    return { ...mail, subject, says };
  }

  /** Where each notice leads; those that acknowledge have their codes made together. */
  private async linksOf(items: readonly DigestItem[]): Promise<ReadonlyMap<string, ItemLink>> {
    const own = items.filter(({ template }) => template === 'reminder');
    const links = await Promise.all(
      own.map(async ({ id, stage, facts }): Promise<[string, ItemLink]> => {
        if (stage !== 'receipt' && stage !== 'delivery')
          return [id, { href: this.links.page(`/assignments/${facts.assignmentId}`), code: null }];
        const { link, code } = await this.links.of(facts);
        return [id, { href: link, code }];
      }),
    );
    return new Map(links);
  }
}

const keyOf = ({ id, cascadeId, facts }: DigestItem) => ({ id, cascadeId, assignmentId: facts.assignmentId });

/** The notices that mails stand for and that have not ended. */
const gatheredIn = (db: Db, digests: readonly string[]): Promise<{ of: string; cascadeId: string; id: string }[]> =>
  rowsOf(
    db,
    sql`select m.gathered_into as "of", m.cascade_id as "cascadeId", m.id from message m
      where m.gathered_into = any(${[...digests]}::uuid[]) and m.state = 'queued'`,
  );

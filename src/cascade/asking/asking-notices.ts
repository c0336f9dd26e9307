import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { Notices, type Composed, type MessageRow } from '../../mail/index.js';
import { dbOf } from '../../platform/database/sql.js';
import { AcknowledgeLink } from '../acknowledge-link.js';
import { AssignmentNotices } from '../assignment-notices.js';
import type { NoticeFacts } from '../notice-facts.queries.js';
import { askedFactsOf, type AskedFacts } from './asked.queries.js';
import { answerNotice, extensionAskedNotice, extensionNotice, questionNotice } from './asking-notices.view.js';

type Writer = (about: Parameters<typeof answerNotice>[0], asked: AskedFacts, facts: NoticeFacts) => Composed;

const WRITERS: Readonly<Record<string, Writer>> = {
  question: (about, { askedAt, answerDueAt }, { unitName }) =>
    questionNotice({ ...about, by: unitName, askedAt, answerDueAt: answerDueAt ?? askedAt }),
  answer: (about) => answerNotice(about),
  extensionAsked: (about, { askedAt, dueOn, text }, { unitName }) =>
    extensionAskedNotice({ ...about, by: unitName, askedAt, dueOn: dueOn!, reason: text }),
  extension: (about, { state, dueOn, refusal }) =>
    extensionNotice({ ...about, granted: state === 'granted', dueOn: dueOn!, refusal }),
};
/** Where whoever answers goes; the unit that asked goes to its assignment. */
const LISTS: Readonly<Record<string, string>> = { question: '/questions', extensionAsked: '/extensions' };

/** Writes the mails about questions and requests for more time. */
@Injectable()
export class AskingNotices extends AssignmentNotices {
  readonly templates = Object.keys(WRITERS);
  private readonly asked = new WeakMap<MessageRow, AskedFacts>();

  constructor(
    private readonly db: EntityManager,
    notices: Notices,
    private readonly links: AcknowledgeLink,
  ) {
    super(db, notices);
  }

  /** What was asked is read for the whole batch at once; a message whose question is not there is not written. */
  override async compose(messages: readonly MessageRow[]): Promise<ReadonlyMap<string, Composed>> {
    const found = new Map(
      (await askedFactsOf(dbOf(this.db.fork()), messages)).map((facts) => [facts.messageId, facts]),
    );
    const known = messages.filter(({ id }) => found.has(id));
    for (const message of known) this.asked.set(message, found.get(message.id)!);
    return super.compose(known);
  }

  protected async one(message: MessageRow, facts: NoticeFacts): Promise<Composed> {
    const asked = this.asked.get(message)!;
    const { template, locale } = message;
    const { paper, toUnitName, senderName, workDueAt, assignmentId } = facts;
    const link = this.links.page(LISTS[template] ?? `/assignments/${assignmentId}`);
    const about = { locale, paper, unitName: toUnitName, by: senderName, link, workDueAt };
    return WRITERS[template]!({ ...about, question: asked.text, answer: asked.answer ?? '' }, asked, facts);
  }
}

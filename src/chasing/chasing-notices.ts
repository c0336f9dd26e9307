import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { AcknowledgeLink, AssignmentNotices, type NoticeFacts } from '../cascade/index.js';
import { Notices, type Composed, type MessageRow, type Outdated, type Ready } from '../mail/index.js';
import type { Locale } from '../platform/caller.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { waitingNames as namesBelow } from './digests/waiting-names.queries.js';
import { unsaidOf } from './digests/owed.js';
import { reroutedNotice } from './rerouted.view.js';
import { ofNoStep, stepMail } from './steps/step-mail.js';
import { stepsSaid, type StepSaid } from './steps/step-said.queries.js';

/** Writes reminders and escalations, when they are sent. */
@Injectable()
export class ChasingNotices extends AssignmentNotices {
  readonly templates = ['reminder', 'escalation', 'rerouted'];
  /** The steps of the messages that are being composed. */
  private readonly said = new WeakMap<MessageRow, StepSaid>();

  constructor(
    em: EntityManager,
    notices: Notices,
    private readonly links: AcknowledgeLink,
  ) {
    super(em, notices);
  }

  override async compose(messages: readonly MessageRow[]): Promise<ReadonlyMap<string, Composed>> {
    const said = await stepsSaid(dbOf(this.em.fork()), messages);
    for (const [message, step] of said) this.said.set(message, step);
    return super.compose(messages);
  }

  protected async one(message: MessageRow, facts: NoticeFacts): Promise<Composed> {
    const { template, locale, parameters } = message;
    if (template === 'rerouted') return this.rerouted(locale, parameters['stage'], facts);
    const said = this.said.get(message) ?? ofNoStep(message, facts);
    const waitingNames = facts.waiting > 0 ? await this.namesOf(facts) : [];
    return stepMail({ message, facts, said, links: this.links, waitingNames });
  }

  /** What was settled between composing and sending is not sent. */
  override async outdated(db: Db, ready: readonly Ready[]): Promise<ReadonlyMap<string, Outdated>> {
    const unsaid = await unsaidOf(
      db,
      ready.map(({ message }) => message),
    );
    return new Map([...unsaid].map(([id, why]) => [id, why === 'held' ? 'again' : 'withdraw']));
  }

  /** Who waits below an office: few offices hold others up, so this is asked for each of them. */
  private async namesOf(facts: NoticeFacts): Promise<readonly string[]> {
    return (await namesBelow(dbOf(this.em.fork()), [facts])).get(facts.assignmentId) ?? [];
  }

  /** To the superior, where the reminder itself can reach nobody. */
  private rerouted(locale: Locale, stage: unknown, facts: NoticeFacts): Composed {
    return reroutedNotice({
      locale,
      paper: facts.paper,
      unitName: facts.toUnitName,
      silentUnitName: facts.unitName,
      stage: stage === 'work' || stage === 'relay' ? stage : 'receipt',
      link: this.links.page(`/assignments/${facts.assignmentId}`),
    });
  }
}

import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { AcknowledgeLink, AssignmentNotices, type NoticeFacts } from '../cascade/index.js';
import { Notices, type Composed, type MessageRow, type Outdated, type Ready } from '../mail/index.js';
import type { Locale } from '../platform/caller.js';
import { dbOf, type Db } from '../platform/database/sql.js';
import { waitingNames as namesBelow } from './digests/waiting-names.queries.js';
import { unsaidOf } from './digests/owed.js';
import { escalationNotice, reminderNotice } from './notices.view.js';
import { reroutedNotice } from './rerouted.view.js';
import { silentRelayEscalation, silentRelayReminder } from './silent-relay.view.js';
import { stepMail } from './steps/step-mail.js';
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
    const said = this.said.get(message);
    if (said) {
      const waitingNames = facts.waiting > 0 ? await this.namesOf(facts) : [];
      return stepMail({ message, facts, said, links: this.links, waitingNames });
    }
    return this.byHand(message, facts);
  }

  /** What somebody sends by hand, and what was queued before there were ladders. */
  private async byHand({ template, locale, parameters }: MessageRow, facts: NoticeFacts): Promise<Composed> {
    if (parameters['stage'] === 'relay') return this.ofRelay(template, locale, facts);
    const stage = parameters['stage'] === 'work' ? 'work' : 'receipt';
    const reminders = stage === 'receipt' ? facts.receiptReminders : facts.workReminders;
    const dueAt = (stage === 'receipt' ? facts.receiptDueAt : facts.workDueAt) ?? facts.now;
    const duty = this.links.page(`/assignments/${facts.assignmentId}`);
    const about = { locale, paper: facts.paper, unitName: facts.toUnitName, stage, dueAt, now: facts.now } as const;
    if (template === 'escalation')
      return escalationNotice({
        ...about,
        link: duty,
        lateUnitName: facts.unitName,
        reminders,
        waiting: facts.waiting,
      });
    const linked = stage === 'receipt' ? await this.links.of(facts) : undefined;
    return reminderNotice({
      ...about,
      link: linked?.link ?? duty,
      linkExpiresAt: linked?.expiresAt ?? null,
      code: linked?.code ?? null,
      replyTo: linked?.replyTo ?? null,
      ordinal: Math.max(reminders, 1),
      remindersLeft: Math.max(facts.reminderLimit - reminders, 0),
      ...(facts.waiting > 0 ? { waiting: { count: facts.waiting, names: await this.namesOf(facts) } } : {}),
    });
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

  /** What a unit that sits on a paper is told, and its superior after it. */
  private async ofRelay(template: string, locale: Locale, facts: NoticeFacts): Promise<Composed> {
    const about = {
      locale,
      paper: facts.paper,
      unitName: facts.toUnitName,
      acknowledgedAt: facts.acknowledgedAt,
      workingDays: facts.relayDays,
      waiting: facts.waiting,
      waitingNames: await this.namesOf(facts),
      link: this.links.page(`/assignments/${facts.assignmentId}`),
    };
    return template === 'escalation'
      ? silentRelayEscalation({ ...about, silentUnitName: facts.unitName })
      : silentRelayReminder(about);
  }
}

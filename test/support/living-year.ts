import {
  AcknowledgeAssignment,
  assignmentById,
  DecideExtension,
  RequestExtension,
  ReturnAssignment,
  WorkOnAssignment,
} from '../../src/assignments/index.js';
import { MarkDelivered } from '../../src/assignments/mark-delivered.js';
import { ConfirmChange, DraftChange, MoveDeadlines } from '../../src/calendar-changes/index.js';
import { changeSchema, type ChangeAsked } from '../../src/calendar-changes/change.rules.js';
import {
  AmendDirective,
  ForwardAssignment,
  IssueDirective,
  PauseDirective,
  RecallDirective,
  ResumeDirective,
} from '../../src/cascade/index.js';
import { DraftDirective } from '../../src/directives/index.js';
import { emptyDispatch } from '../../src/dispatches/index.js';
import { SubmitReport } from '../../src/reports/index.js';
import type { TestApp } from './app.js';
import { DAYS, STORM, type Deed, type Paper } from './chased-year.js';
import { operator } from './issued.js';
import { dutyOf } from './story.js';

const instantOf = (time: string, seconds = '00'): string =>
  new Date(`${time.replace(' ', 'T')}:${seconds}+07:00`).toISOString();

/** Does in the product what {@link PAPERS} and {@link DEEDS} tell. */
export class LivingYear {
  private readonly papers = new Map<string, string>();

  constructor(private readonly app: TestApp) {}

  /** The yearly notices, as the calendar's clerk enters them. */
  async announce(): Promise<void> {
    for (const [year, days] of Object.entries(DAYS))
      await this.enter({
        kind: 'notice',
        year: Number(year),
        days: Object.entries(days).map(([on, kind]) => ({ on, kind })),
      });
  }

  async storm(): Promise<void> {
    await this.app.setClock(instantOf(STORM.enteredAt));
    const days = STORM.days.map((on) => ({ on, kind: 'stop', name: 'Bão số 9' }));
    for (const scope of STORM.provinces) await this.enter({ kind: 'stop', scope, days });
  }

  private async enter(given: object): Promise<void> {
    const asked: ChangeAsked = changeSchema.parse({ legalBasis: 'Thông báo 1/TB-BNV', ...given });
    const { id } = await this.app.get(DraftChange).execute(asked, operator);
    await this.app.get(ConfirmChange).execute(id, undefined, operator);
    await this.app.get(MoveDeadlines).execute(id);
  }

  async send({ name, issuer, policy, isUrgent, sentAt, due, to }: Paper): Promise<void> {
    await this.app.setClock(instantOf(sentAt, isUrgent ? '30' : '00'));
    const id = await this.app.get(DraftDirective).execute(
      {
        issuer,
        subject: name,
        policy,
        dueOn: due,
        ...(isUrgent ? { dispatch: { ...emptyDispatch(), subject: name, urgency: 'KHẨN' } } : {}),
        tasks: [{ label: '1', text: 'rà soát', addressees: [] }],
        addressees: Object.entries(to).map(([text, as]) => ({
          text,
          role: as === 'info' ? ('information' as const) : ('action' as const),
          ...(as === 'below' ? { through: 'superior' as const } : {}),
        })),
      },
      operator,
    );
    await this.app.get(IssueDirective).execute(id, operator);
    this.papers.set(name, id);
  }

  async act({ at, paper, office, what, on }: Deed): Promise<void> {
    await this.app.setClock(instantOf(at));
    const directive = this.papers.get(paper)!;
    const { app } = this;
    if (what === 'pause') await app.get(PauseDirective).execute(directive, { reason: 'chờ căn cứ' }, operator);
    else if (what === 'resume') await app.get(ResumeDirective).execute(directive, operator);
    else if (what === 'recall') await app.get(RecallDirective).execute(directive, { reason: 'nhầm' }, operator);
    else if (what === 'amend')
      await app.get(AmendDirective).execute(directive, { reason: 'bổ sung', tasks: [{ label: '1', text: 'rà soát lại', addressees: [] }] }, operator); // prettier-ignore
    else await this.ofDuty(await dutyOf(app, directive, office), what, new Date(instantOf(at)), on);
  }

  private async ofDuty(duty: string, what: Deed['what'], at: Date, on: string | undefined): Promise<void> {
    const { app } = this;
    if (what === 'acknowledge') await app.get(AcknowledgeAssignment).execute(duty, {}, operator);
    else if (what === 'return') await app.get(ReturnAssignment).execute(duty, { reason: 'wrong-addressee' }, operator);
    else if (what === 'start') await app.get(WorkOnAssignment).execute(duty, 'start', undefined, operator);
    else if (what === 'report') await app.get(SubmitReport).execute(duty, { nil: true }, operator);
    else if (what === 'pass-on') await app.get(ForwardAssignment).execute(duty, { to: [] }, operator);
    else if (what === 'arrive') await this.arrive(duty, at);
    else {
      const asked = await app.get(RequestExtension).execute(duty, { dueOn: on!, reason: 'chờ số liệu' }, operator);
      await app.get(DecideExtension).grant(asked.extension, undefined, operator);
    }
  }

  /** The unit's mail server has taken the mail. */
  private async arrive(assignmentId: string, at: Date): Promise<void> {
    const message = { template: 'issue', assignmentId, cascadeId: await this.cascadeOf(assignmentId) };
    await this.app.get(MarkDelivered).onDelivered(this.app.db, [message as never], at);
  }

  private async cascadeOf(id: string): Promise<string> {
    return (await assignmentById(this.app.db, id)).cascadeId;
  }
}

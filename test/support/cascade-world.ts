import {
  AmendDirective,
  AnswerRecall,
  CloseDirective,
  ForwardAssignment,
  IssueDirective,
  PauseDirective,
  RecallDirective,
  ResumeDirective,
  SupersedeDirective,
} from '../../src/cascade/index.js';
import { ChaseDue } from '../../src/chasing/index.js';
import { DraftDirective } from '../../src/directives/index.js';
import { firstOf, sql } from '../../src/platform/database/sql.js';
import { amendmentOf, sent } from './amendments.js';
import { mustBe, type StoredDuty } from './cascade-rows.js';
import type { ModelDuty, ModelTask, Outcome } from './model-duty.js';
import { DutyWorld, type Doing } from './duty-world.js';
import { operator } from './issued.js';
import { closeAtLatest, DAY, isoDay } from './model-calendar.js';

/** What is done with papers and whole directives, in the database and in the model. */
export class CascadeWorld extends DutyWorld {
  private papers = 0;
  /** Directives that took the place of others. */
  private readonly later: string[] = [];

  /** All cascades that there are of this world. */
  get cascades(): string[] {
    return [...(this.root ? [this.root] : []), ...this.later];
  }

  /** Passes a paper on as it is: to units by code, or to everybody who waits. */
  async passOn(duty: ModelDuty, to: readonly string[]): Promise<void> {
    const { outcome, opens } = this.model.passOn(duty, to);
    const words = `pass on ${duty.unit} to ${to.join(' ') || 'all'}`;
    this.story.push(`${words} → ${outcome}`);
    const answer = await this.outcomeOf(() => this.app.get(ForwardAssignment).execute(duty.id, { to }, operator));
    mustBe({ act: words, answer }, { act: words, answer: outcome });
    this.told(outcome);
    await this.check(await this.opened(duty, opens, () => duty.line));
  }

  private async opened(
    duty: ModelDuty,
    opens: readonly string[],
    lineOf: (unit: string) => string,
  ): Promise<StoredDuty[] | undefined> {
    if (opens.length === 0) return undefined;
    const units: string[] = [];
    const rows = await this.learn(({ unit }) => {
      units.push(unit);
      return { line: lineOf(unit), role: 'action', workDue: duty.workDue, waits: false };
    });
    mustBe({ of: duty.unit, opened: units.toSorted() }, { of: duty.unit, opened: opens.toSorted() });
    return rows;
  }

  /** Passes a paper on with the unit's own dispatch. */
  async passOnOwn(duty: ModelDuty, to: readonly string[]): Promise<void> {
    const not = this.model.mayPassOn(duty) ?? (duty.pausedAt === null ? undefined : 'not-possible-now');
    const words = `own dispatch of ${duty.unit} to ${to.join(' ')}`;
    this.story.push(`${words} → ${not ?? 'done'}`);
    const tasks: ModelTask[] = [{ text: `thực hiện phần ${++this.papers}`, lines: [] }];
    const own = { to, text: `Đề nghị ${tasks[0]!.text}.`, subject: `triển khai ${this.papers}`, tasks: sent(tasks) };
    const answer = await this.outcomeOf(() => this.app.get(ForwardAssignment).execute(duty.id, own, operator));
    mustBe({ act: words, answer }, { act: words, answer: not ?? 'done' });
    this.told(not ?? 'done');
    if (not) return this.check();
    await this.learnDirective(duty, tasks);
    const rows = await this.opened(duty, to, (unit) => unit);
    this.model.passOnOwn(duty, to);
    return this.check(rows);
  }

  private async learnDirective({ id: of, unit, workDue }: ModelDuty, tasks: readonly ModelTask[]): Promise<void> {
    const row = await firstOf<{ id: string }>(
      this.app.db,
      sql`select id from directive where parent_assignment_id = ${of} order by id desc limit 1`,
    );
    const terms = { dueOn: workDue === null ? null : isoDay(workDue), workDue, followDays: null };
    this.model.issued({ id: row!.id, root: this.root, issuer: unit, of, tasks, ...terms });
  }

  async sweep(): Promise<void> {
    const before = this.last;
    this.model.sweep();
    this.story.push('sweep');
    await this.app.get(ChaseDue).execute();
    await this.check();
    this.told(this.last.join() === before.join() ? 'repeated' : 'done');
  }

  private readonly onDirective = (id: string, what: string, wanted: () => Outcome, doing: Doing): Promise<void> =>
    this.act(`${what} ${id === this.root ? 'the directive' : 'an own dispatch'}`, wanted, doing, {
      table: 'directive',
      id,
    });

  /** Acts on a whole directive. */
  readonly onWhole: Readonly<Record<'close' | 'pause' | 'resume' | 'recall', (id: string) => Promise<void>>> = {
    close: (id) =>
      this.onDirective(
        id,
        'close',
        () => this.model.close(id),
        () => this.app.get(CloseDirective).execute(id, operator),
      ),
    pause: (id) =>
      this.onDirective(
        id,
        'pause',
        () => this.model.pause(id),
        () => this.app.get(PauseDirective).execute(id, { reason: 'chờ hướng dẫn' }, operator),
      ),
    resume: (id) =>
      this.onDirective(
        id,
        'resume',
        () => this.model.resume(id),
        () => this.app.get(ResumeDirective).execute(id, operator),
      ),
    recall: (id) =>
      this.onDirective(
        id,
        'recall',
        () => this.model.recall(id),
        () => this.app.get(RecallDirective).execute(id, { reason: 'sai sót' }, operator),
      ),
  };

  amend(id: string, n: readonly number[]): Promise<void> {
    const directive = this.model.directives.get(id)!;
    const lines = [...new Set(this.model.under(id).map(({ line }) => line))];
    const due = this.model.now + (20 + (n[2]! % 20)) * DAY;
    const anew = { text: `việc sửa ${++this.papers}`, lines, due: { on: isoDay(due), at: closeAtLatest(due) } };
    const amendment = amendmentOf(directive, n, anew);
    const { tasks, due: term } = amendment;
    const sending = { reason: 'đổi', ...(tasks ? { tasks: sent(tasks) } : {}), ...(term ? { dueOn: term.on } : {}) };
    return this.onDirective(
      id,
      `amend ${JSON.stringify(amendment)}:`,
      () => this.model.amend(id, amendment),
      () => this.app.get(AmendDirective).execute(id, sending, operator),
    );
  }

  /** A new directive of the office at the top takes the place of one. */
  async supersede(id: string): Promise<void> {
    const [top, ...rest] = this.units;
    const by = await this.app.get(DraftDirective).execute(
      {
        issuer: top!.code,
        subject: 'thay thế',
        policy: 'model',
        addressees: [{ text: rest[0]!.code, role: 'information' }],
      },
      operator,
    );
    await this.app.get(IssueDirective).execute(by, operator);
    this.later.push(by);
    await this.onDirective(
      id,
      'supersede',
      () => this.model.supersede(id, by),
      () => this.app.get(SupersedeDirective).execute(id, by, operator),
    );
  }

  agree(duty: ModelDuty): Promise<void> {
    return this.onDuty(
      duty,
      `${duty.unit} gives it back`,
      () => this.model.agree(duty),
      () => this.app.get(AnswerRecall).agree(duty.id, {}, operator),
    );
  }

  declineRecall(duty: ModelDuty): Promise<void> {
    return this.onDuty(
      duty,
      `${duty.unit} keeps it`,
      () => this.model.declineRecall(duty),
      () => this.app.get(AnswerRecall).refuse(duty.id, { reason: 'đã thực hiện' }, operator),
    );
  }
}

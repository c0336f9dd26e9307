import {
  AnswerRecall,
  CloseDirective,
  ForwardAssignment,
  PauseDirective,
  RecallDirective,
  ResumeDirective,
} from '../../src/cascade/index.js';
import { ChaseDue } from '../../src/chasing/index.js';
import { firstOf, sql } from '../../src/platform/database/sql.js';
import { mustBe } from './cascade-rows.js';
import type { ModelDuty, Outcome } from './model-duty.js';
import { DutyWorld, type Doing } from './duty-world.js';
import { operator } from './issued.js';

/** What is done with papers and whole directives, in the database and in the model. */
export class CascadeWorld extends DutyWorld {
  private papers = 0;

  /** Passes a paper on as it is: to units by code, or to everybody who waits. */
  async passOn(duty: ModelDuty, to: readonly string[]): Promise<void> {
    const { outcome, opens } = this.model.passOn(duty, to);
    const words = `pass on ${duty.unit} to ${to.join(' ') || 'all'}`;
    this.story.push(`${words} → ${outcome}`);
    const answer = await this.outcomeOf(() => this.app.get(ForwardAssignment).execute(duty.id, { to }, operator));
    mustBe({ act: words, answer }, { act: words, answer: outcome });
    await this.opened(duty, opens, duty.directive);
    await this.check();
  }

  private async opened(duty: ModelDuty, opens: readonly string[], directive: string | null): Promise<void> {
    const units: string[] = [];
    if (opens.length > 0)
      await this.learn((row) => {
        units.push(row.unit);
        return { role: 'action', workDue: duty.workDue, waits: false };
      });
    mustBe(
      { of: duty.unit, directive, opened: units.toSorted() },
      { of: duty.unit, directive, opened: opens.toSorted() },
    );
  }

  /** Passes a paper on with the unit's own dispatch. */
  async passOnOwn(duty: ModelDuty, to: readonly string[]): Promise<void> {
    const not = this.model.mayPassOn(duty) ?? (duty.pausedAt === null ? undefined : 'not-possible-now');
    const words = `own dispatch of ${duty.unit} to ${to.join(' ')}`;
    this.story.push(`${words} → ${not ?? 'done'}`);
    const own = {
      to,
      text: `Đề nghị các đơn vị thực hiện phần ${++this.papers}.`,
      subject: `triển khai ${this.papers}`,
    };
    const answer = await this.outcomeOf(() => this.app.get(ForwardAssignment).execute(duty.id, own, operator));
    mustBe({ act: words, answer }, { act: words, answer: not ?? 'done' });
    if (!not) {
      await this.learnDirective(duty);
      await this.opened(duty, to, null);
      this.model.passOnOwn(duty, to);
    }
    await this.check();
  }

  private async learnDirective({ id }: ModelDuty): Promise<void> {
    const row = await firstOf<{ id: string }>(
      this.app.db,
      sql`select id from directive where parent_assignment_id = ${id} order by id desc limit 1`,
    );
    this.model.directives.set(row!.id, { id: row!.id, of: id, state: 'issued', followDays: null });
  }

  async sweep(): Promise<void> {
    this.model.sweep();
    this.story.push('sweep');
    await this.app.get(ChaseDue).execute();
    await this.check();
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

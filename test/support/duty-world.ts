import {
  AcknowledgeAssignment,
  AnswerQuestion,
  AskQuestion,
  DecideExtension,
  RequestExtension,
  ReturnAssignment,
  WorkOnAssignment,
} from '../../src/assignments/index.js';
import { IssueDirective } from '../../src/cascade/index.js';
import { DraftDirective } from '../../src/directives/index.js';
import { firstOf, sql } from '../../src/platform/database/sql.js';
import { ProductError } from '../../src/platform/errors.js';
import { ReviewReport, SubmitReport } from '../../src/reports/index.js';
import type { TestApp } from './app.js';
import { cutShort, type Cut, type Held } from './cut.js';
import { mustBe, rowsOfCascade, textOfDuty, type StoredDuty } from './cascade-rows.js';
import { ROLES } from './reorganisation-model.js';
import type { ModelDuty, Outcome } from './model-duty.js';
import { Outcomes } from './outcomes.js';
import { firstTasks, sent } from './amendments.js';
import { operator } from './issued.js';
import { closeAtLatest, DAY, FIRST_MIDNIGHT, isoDay } from './model-calendar.js';
import type { SmallUnit } from './small-tree.js';
import type { TreeModel } from './tree-model.js';

const NINE = 9 * 3_600_000;
export const FOLLOW_DAYS = 4;

export type Doing = () => Promise<{ repeated?: boolean } | undefined>;

/** A small tree with one cascade in it, in the database and in the model; every act does both and compares. */
export class DutyWorld {
  root = '';
  private day = 0;
  readonly story: string[] = [];
  /** What is being done: the name under which its outcome is counted. */
  doing = 'issue';
  /** How the next act that changes something is cut. */
  cut: Cut | undefined;
  /** The rows as they were found last. */
  protected last: readonly string[] = [];

  constructor(
    readonly app: TestApp,
    public units: readonly SmallUnit[],
    readonly model: TreeModel,
    private readonly outcomes = new Outcomes(),
  ) {}

  told(outcome: Outcome, doing = this.doing): void {
    this.outcomes.add(doing, outcome);
  }

  get duties(): ModelDuty[] {
    return [...this.model.duties.values()];
  }

  /** Moves both clocks to nine o'clock of a later day. */
  async forward(days: number): Promise<void> {
    this.day += days;
    this.model.now = FIRST_MIDNIGHT + this.day * DAY + NINE;
    await this.app.setClock(new Date(this.model.now).toISOString());
  }

  protected get today(): string {
    return isoDay(this.model.now);
  }

  /** Issues a directive to every office and to some of what is below, directly or through the office. */
  async issue(choice: (i: number) => { in: boolean; role: number; through: boolean }): Promise<void> {
    const [top, ...rest] = this.units;
    const lines = rest.flatMap(({ code, parent }, i) => {
      if (parent === top!.code) return [{ code, parent, role: ROLES[0]!, through: false }];
      const { in: isIn, role, through } = choice(i);
      return isIn ? [{ code, parent, role: ROLES[role % 3]!, through }] : [];
    });
    const tasks = firstTasks(lines.map(({ code }) => code));
    const due = this.model.now + 30 * DAY;
    this.root = await this.app.get(DraftDirective).execute(
      {
        issuer: top!.code,
        subject: 'thử nghiệm',
        dueOn: isoDay(due),
        policy: 'model',
        tasks: sent(tasks),
        addressees: lines.map(({ code, role, through }) => ({
          text: code,
          role,
          ...(through ? { through: 'superior' } : {}),
        })),
      },
      operator,
    );
    await this.app.get(IssueDirective).execute(this.root, operator);
    const terms = { dueOn: isoDay(due), workDue: closeAtLatest(due), followDays: FOLLOW_DAYS };
    this.model.issued({ id: this.root, root: this.root, issuer: top!.code, of: null, tasks, ...terms });
    const rows = await this.learn((row) => {
      const line = lines.find(({ code }) => code === row.unit)!;
      const above = lines.find(({ code }) => code === line.parent);
      mustBe({ unit: row.unit, above: row.parentUnit }, { unit: row.unit, above: line.through ? above!.code : null });
      return { line: row.unit, role: line.role, waits: line.through, workDue: closeAtLatest(due) };
    });
    for (const duty of this.duties) if (this.model.waiting(duty).length > 0) duty.relay = 'owed';
    this.story.push(
      `issue ${lines.map(({ code, role, through }) => `${code}/${role}${through ? '/through' : ''}`).join(' ')}`,
    );
    this.told('done');
    await this.check(rows);
  }

  /** The rows as they are, and those that the model does not know yet, in an order that is the same each time. */
  protected async look(): Promise<{ rows: StoredDuty[]; unknown: StoredDuty[] }> {
    const rows = await rowsOfCascade(this.app.db, this.root);
    const papers = [...this.model.directives.keys()];
    const unknown = rows
      .filter(({ id }) => !this.model.duties.has(id))
      .toSorted((a, b) => papers.indexOf(a.directive) - papers.indexOf(b.directive) || (a.unit < b.unit ? -1 : 1));
    return { rows, unknown };
  }

  /** Takes rows that an act has opened into the model. @returns all rows, as they are */
  protected async learn(
    opened: (row: {
      unit: string;
      parentUnit: string | null;
    }) => Pick<ModelDuty, 'line' | 'role' | 'workDue'> & { waits: boolean },
  ): Promise<StoredDuty[]> {
    const { rows, unknown } = await this.look();
    for (const row of unknown) {
      const { id, directive, unit, parent } = row;
      this.model.open({ id, directive, unit, parent, ...opened(row) });
    }
    return rows;
  }

  /** What an act answers: refusals of the closed family are answers; anything else is a defect. */
  protected async outcomeOf(doing: Doing): Promise<Outcome> {
    try {
      return (await doing())?.repeated ? 'repeated' : 'done';
    } catch (error) {
      if (error instanceof ProductError && ['not-possible-now', 'invalid'].includes(error.code))
        return error.code as Outcome;
      throw error;
    }
  }

  /**
   * Does an act, and compares its answer and every row with the model. Where it is to be cut it is tried twice: the first
   * time it happens wholly or not at all, the second time it answers as the model does.
   * @param wanted  does the act in the model, and answers what it comes to
   */
  async act(words: string, wanted: () => Outcome, doing: Doing, held: Held): Promise<void> {
    const { cut } = this;
    const first = wanted();
    this.told(first);
    this.story.push(`${words} → ${first}${cut && first === 'done' ? `, cut ${cut}` : ''}`);
    if (cut && first === 'done') {
      this.cut = undefined;
      this.told('done', `cut ${cut}`);
      await cutShort(this.app, cut, held, doing);
      if (cut === 'after') {
        await this.check();
        return this.act(`${words} again`, wanted, doing, held);
      }
      mustBe(await this.lines(), this.last);
    }
    mustBe({ act: words, answer: await this.outcomeOf(doing) }, { act: words, answer: first });
    await this.check();
  }

  /** Does an act on one duty. */
  protected onDuty(duty: ModelDuty, words: string, wanted: () => Outcome, doing: Doing): Promise<void> {
    return this.act(words, wanted, doing, { table: 'assignment', id: duty.id });
  }

  acts: Readonly<Record<string, (duty: ModelDuty) => Promise<void>>> = {
    acknowledge: (duty) =>
      this.onDuty(
        duty,
        `acknowledge ${duty.unit}`,
        () => this.model.acknowledge(duty),
        () => this.app.get(AcknowledgeAssignment).execute(duty.id, {}, operator),
      ),
    return: (duty) =>
      this.onDuty(
        duty,
        `return ${duty.unit}`,
        () => this.model.giveBack(duty),
        () => this.app.get(ReturnAssignment).execute(duty.id, { reason: 'duplicate' }, operator),
      ),
    start: (duty) =>
      this.onDuty(
        duty,
        `start ${duty.unit}`,
        () => this.model.start(duty),
        () => this.work(duty, 'start'),
      ),
    complete: (duty) =>
      this.onDuty(
        duty,
        `complete ${duty.unit}`,
        () => this.model.complete(duty),
        () => this.work(duty, 'complete'),
      ),
    decline: (duty) =>
      this.onDuty(
        duty,
        `not applicable ${duty.unit}`,
        () => this.model.decline(duty),
        () => this.work(duty, 'not-applicable'),
      ),
    accept: (duty) => this.review(duty, 'accepted'),
    'send-back': (duty) => this.review(duty, 'sentBack'),
    ask: (duty) =>
      this.onDuty(
        duty,
        `ask ${duty.unit}`,
        () => this.model.ask(duty),
        () => this.app.get(AskQuestion).execute(duty.id, 'Nộp ở đâu?', operator),
      ),
  };

  private work = (duty: ModelDuty, what: 'start' | 'complete' | 'not-applicable') =>
    this.app.get(WorkOnAssignment).execute(duty.id, what, undefined, operator);

  report(duty: ModelDuty, text: string): Promise<void> {
    return this.onDuty(
      duty,
      `report ${duty.unit}: ${text}`,
      () => this.model.reportOn(duty, text),
      () => this.app.get(SubmitReport).execute(duty.id, { text }, operator),
    );
  }

  private async review(duty: ModelDuty, state: 'accepted' | 'sentBack'): Promise<void> {
    if (!duty.report) return;
    const { id } = (await firstOf<{ id: string }>(
      this.app.db,
      sql`select id from report where assignment_id = ${duty.id}`,
    ))!;
    const what = state === 'accepted' ? 'accept' : 'send-back';
    await this.onDuty(
      duty,
      `${what} ${duty.unit}`,
      () => this.model.review(duty, state),
      () => this.app.get(ReviewReport).execute(id, what, 'làm lại', operator),
    );
  }

  async answer(duty: ModelDuty): Promise<void> {
    if (!duty.asked) return;
    const question = await this.waitingOf('question', duty, 'open');
    await this.onDuty(
      duty,
      `answer ${duty.unit}`,
      () => this.model.answer(duty),
      () => this.app.get(AnswerQuestion).execute(question, 'Nộp tại Sở.', operator),
    );
  }

  async wantMore(duty: ModelDuty, days: number): Promise<void> {
    const on = this.model.now + (30 + days) * DAY;
    await this.onDuty(
      duty,
      `${duty.unit} wants until ${isoDay(on)}`,
      () => this.model.wantMore(duty, isoDay(on), closeAtLatest(on)),
      () =>
        this.app.get(RequestExtension).execute(duty.id, { dueOn: isoDay(on), reason: `đến ${isoDay(on)}` }, operator),
    );
  }

  async grant(duty: ModelDuty): Promise<void> {
    if (duty.wants === null) return;
    const extension = await this.waitingOf('extension', duty, 'asked');
    await this.onDuty(
      duty,
      `grant ${duty.unit}`,
      () => this.model.grant(duty),
      () => this.app.get(DecideExtension).grant(extension, undefined, operator),
    );
  }

  private async waitingOf(table: 'question' | 'extension', { id }: ModelDuty, state: string): Promise<string> {
    const row = await firstOf<{ id: string }>(
      this.app.db,
      sql`select id from ${sql.ref(table)} where assignment_id = ${id} and state = ${state}`,
    );
    return row!.id;
  }

  private lines = async (rows?: readonly StoredDuty[]): Promise<string[]> =>
    (rows ?? (await rowsOfCascade(this.app.db, this.root))).map(({ text }) => text).toSorted();

  /** Every row is as the model has it, with what falls due of it and its facts. @param rows  where they were just read */
  async check(rows?: readonly StoredDuty[]): Promise<void> {
    this.last = await this.lines(rows);
    mustBe(this.last, this.duties.map((duty) => textOfDuty(duty, this.model.nextOf(duty))).toSorted());
  }
}

import { AcknowledgeAssignment, ReturnAssignment, WorkOnAssignment } from '../../src/assignments/index.js';
import { ForwardAssignment, IssueDirective } from '../../src/cascade/index.js';
import { DraftDirective } from '../../src/directives/index.js';
import type { Caller } from '../../src/platform/caller.js';
import { rowsOf, sql } from '../../src/platform/database/sql.js';
import { ProductError } from '../../src/platform/errors.js';
import { ReviewReport, SubmitReport } from '../../src/reports/index.js';
import { progressOf } from '../../src/tracking/index.js';
import type { TestApp } from './app.js';
import * as stored from './reorganisation-stored.js';
import { mustBe } from './reorganisation-stored.js';
import {
  afterAct,
  FACT_OF,
  heirOf,
  movedBy,
  owedOf,
  ROLES,
  type ModelDirective,
  type ModelDuty,
  type ModelUnit,
  type Moved,
} from './reorganisation-model.js';
import type { PlannedChange } from './reorganisation-plans.js';
import { approvedPlan, carryOut, idsOf, plantUnits, smallTree } from './small-tree.js';

const FIRST_DAY = Date.parse('2026-03-02T01:00:00Z');
const DAY = 86_400_000;
const HALF_AN_HOUR = 1_800_000;

export type Act = keyof typeof FACT_OF;

/** A small tree with directives in it, in the database and in the model; every command does both and compares. */
export class World {
  readonly units = new Map<string, ModelUnit>();
  readonly duties = new Map<string, ModelDuty>();
  readonly directives = new Map<string, ModelDirective>();
  private ids = new Map<string, string>();
  private day = 0;
  readonly story: string[] = [];

  /** The plan that opened a duty, by its id. */
  private readonly openedBy = new Map<string, string>();

  private constructor(
    readonly app: TestApp,
    readonly root: string,
  ) {}

  static async make(app: TestApp, root: string): Promise<World> {
    const world = new World(app, root);
    const units = smallTree(root);
    world.ids = await plantUnits(app, units);
    for (const unit of units)
      world.units.set(unit.code, { ...unit, kind: unit.kind as ModelUnit['kind'], alive: true, heir: null });
    await world.forward(0);
    return world;
  }

  get today(): string {
    return new Date(FIRST_DAY + this.day * DAY).toISOString().slice(0, 10);
  }

  /** Units that are there, without the root. */
  get alive(): ModelUnit[] {
    return [...this.units.values()].filter(({ alive, code }) => alive && code !== this.root);
  }

  async forward(days: number): Promise<void> {
    this.day += days;
    await this.app.setClock(new Date(FIRST_DAY + this.day * DAY).toISOString());
  }

  /** Whoever may act for a unit: itself, or who stands for it since it ended. */
  private async callerFor(code: string): Promise<Caller | undefined> {
    const heir = heirOf(this.units, code);
    if (heir === null) return undefined;
    const before = [...this.units.values()].filter((u) => !u.alive && heirOf(this.units, u.code) === heir);
    return {
      actor: 'test',
      role: 'clerk',
      unitId: this.ids.get(heir)!,
      alsoFor: before.map((unit) => this.ids.get(unit.code)!),
      capacity: 'own-office',
      locale: 'vi',
    };
  }

  /** Refusals of the closed family are answers; anything else is a defect. */
  private async attempt(act: () => Promise<unknown>): Promise<ProductError | undefined> {
    try {
      await act();
      return undefined;
    } catch (error) {
      if (error instanceof ProductError) return error;
      throw error;
    }
  }

  async issue(to: readonly { unit: string; role: number; through: boolean }[]): Promise<void> {
    this.story.push(`issue ${to.map((t) => `${t.unit}/${t.role % 3}/${t.through}`).join(' ')}`);
    const by = (await this.callerFor(this.root))!;
    const directive = await this.app.get(DraftDirective).execute(
      {
        issuer: this.root,
        subject: 'thử nghiệm',
        dueOn: new Date(FIRST_DAY + (this.day + 30) * DAY).toISOString().slice(0, 10),
        addressees: to.map(({ unit, role, through }) => ({
          text: unit,
          role: ROLES[role % 3]!,
          ...(through ? { through: 'superior' as const } : {}),
        })),
      },
      by,
    );
    await this.app.get(IssueDirective).execute(directive, by);
    this.directives.set(directive, { id: directive, root: directive, issuer: this.root });
    const opened = await this.learn('assignment.opened');
    const units = new Set(opened.map(({ unit }) => unit));
    for (const { unit } of to) mustBe([unit, units.has(unit)], [unit, true]);
    await this.check();
  }

  async act(duty: ModelDuty, act: Act): Promise<void> {
    const review = act === 'accept' || act === 'send-back';
    const by = await this.callerFor(review ? duty.sender : duty.unit);
    if (!by) return;
    const after = afterAct(duty, act);
    this.story.push(`${act} ${duty.unit} (${duty.receipt} ${duty.work} ${duty.standing})`);
    const refused = await this.attempt(async () => {
      if (review) return this.review(duty, act, by);
      if (act === 'acknowledge') return this.app.get(AcknowledgeAssignment).execute(duty.id, {}, by);
      if (act === 'return') return this.app.get(ReturnAssignment).execute(duty.id, { reason: 'duplicate' }, by);
      if (act === 'report') return this.app.get(SubmitReport).execute(duty.id, { nil: true }, by);
      return this.app.get(WorkOnAssignment).execute(duty.id, act, undefined, by);
    });
    if (after) {
      mustBe([act, refused?.code], [act, undefined]);
      Object.assign(duty, after);
      note(duty, FACT_OF[act]);
    }
    await this.check();
  }

  private async review(duty: ModelDuty, act: 'accept' | 'send-back', by: Caller): Promise<void> {
    const [report] = await rowsOf<{ id: string }>(
      this.app.db,
      sql`select id from report where cascade_id = ${this.directives.get(duty.directive)!.root} and assignment_id = ${duty.id}`,
    );
    if (report) await this.app.get(ReviewReport).execute(report.id, act, 'làm lại', by);
  }

  /** Passes a paper on: to units by code, or to those that wait; as it is or by the unit's own dispatch. */
  async passOn(duty: ModelDuty, to: readonly string[], own: boolean): Promise<void> {
    const by = await this.callerFor(duty.unit);
    if (!by) return;
    const dispatch = own && to.length > 0 ? { text: 'Đề nghị các đơn vị thực hiện.', subject: 'triển khai' } : {};
    this.story.push(`pass on ${duty.unit} to ${to.join(' ') || 'all'} ${own}`);
    const waiting = [...this.duties.values()].filter(
      (d) => d.parent === duty.id && d.receipt === 'expected' && d.standing === 'inForce',
    );
    const refused = await this.attempt(() => this.app.get(ForwardAssignment).execute(duty.id, { to, ...dispatch }, by));
    const opened = await this.learn('assignment.opened');
    for (const one of opened) mustBe([one.parent, to.includes(one.unit)], [duty.id, true]);
    if (!refused && !('text' in dispatch))
      for (const one of waiting.filter(({ unit }) => to.length === 0 || to.includes(unit))) {
        one.receipt = 'sent';
        note(one, 'assignment.relayed');
      }
    // who gets the own dispatch waits for the paper itself no more
    if (!refused && 'text' in dispatch)
      for (const one of waiting.filter((d) => opened.some(({ unit }) => unit === d.unit))) one.standing = 'superseded';
    await this.check();
  }

  /** @returns whether the plan could be; one that cannot changes nothing */
  async reorganise(change: PlannedChange): Promise<boolean> {
    this.story.push(JSON.stringify(change.steps));
    const [before, asOf] = [await this.pictures(), new Date(FIRST_DAY + this.day * DAY + HALF_AN_HOUR)];
    await this.forward(1);
    let plan = '';
    const refused = await this.attempt(async () => {
      plan = await approvedPlan(this.app, [...change.steps], { effectiveOn: this.today });
    });
    if (refused) {
      mustBe(refused.code, 'invalid');
      await this.check();
      return false;
    }
    const moved = movedBy(change, this.duties, this.directives);
    mustBe(await carryOut(this.app, plan), 'finished');
    await this.applied(change);
    await this.takenOver(plan, moved);
    await this.check();
    await this.checkTree();
    for (const [key, picture] of before) {
      const [directive, tree] = key.split(' ') as [string, 'new' | 'old'];
      mustBe([key, pictureOf(await progressOf(this.app.db, directive, { at: asOf, tree }))], [key, picture]);
    }
    return true;
  }

  private async applied(change: PlannedChange): Promise<void> {
    for (const unit of change.founds) this.units.set(unit.code, { ...unit, alive: true, heir: null });
    for (const { unit, heir } of change.ends) Object.assign(this.units.get(unit)!, { alive: false, heir });
    this.ids = await idsOf(this.app, [...this.units.keys()]);
    const parents = await stored.parentsOf(this.app.db, [...this.ids.values()], this.today);
    for (const { code, parent } of parents) this.units.get(code)!.parent = parent;
  }

  /** What the plan opened is what the model says, and becomes part of it. */
  private async takenOver(plan: string, moved: Moved): Promise<void> {
    for (const [id, takers] of moved.takers) {
      const duty = this.duties.get(id)!;
      duty.takers = [...new Set([...duty.takers, ...takers])].toSorted();
    }
    for (const id of moved.closes) {
      const duty = this.duties.get(id)!;
      duty.standing = 'superseded';
      duty.isFollowed = (moved.takers.get(id)?.size ?? 0) > 0;
      note(duty, 'assignment.superseded');
    }
    for (const id of moved.sent) {
      this.duties.get(id)!.receipt = 'sent';
      note(this.duties.get(id)!, 'assignment.relayed');
    }
    const line = (o: { directive: string; unit: string; role: string }) => `${o.directive} ${o.unit} ${o.role}`;
    const opened = await this.learn('assignment.takenOver');
    mustBe(opened.map(line).toSorted(), moved.opens.map(line).toSorted());
    for (const one of opened) {
      this.openedBy.set(one.id, plan);
      const model = moved.opens.find((o) => line(o) === line(one))!;
      if (!model.mayWait) mustBe([one.unit, one.receipt], [one.unit, 'sent']);
      mustBe([plan, one.work, one.standing], [plan, 'notStarted', 'inForce']);
    }
  }

  /** Takes rows that are new into the model. */
  private async learn(kind: string): Promise<ModelDuty[]> {
    const rows = await stored.dutiesOf(
      this.app.db,
      [...this.directives.values()].map(({ root }) => root),
    );
    const fresh = rows.filter(({ id }) => !this.duties.has(id));
    for (const row of fresh) {
      if (!this.directives.has(row.directive))
        this.directives.set(row.directive, { id: row.directive, root: row.root, issuer: row.sender });
      this.duties.set(row.id, { ...row, facts: { [kind]: 1 }, takers: [], isFollowed: false, mainTaker: null });
    }
    return fresh.map(({ id }) => this.duties.get(id)!);
  }

  /** Every row is as the model has it, hangs where somebody can act on it, and has its facts. */
  async check(): Promise<void> {
    const roots = [...new Set([...this.directives.values()].map(({ root }) => root))];
    const rows = await stored.dutiesOf(this.app.db, roots);
    const byId = new Map(rows.map((row) => [row.id, row]));
    mustBe(rows.map(stateOf).toSorted(), [...this.duties.values()].map(stateOf).toSorted());
    for (const row of rows) {
      const duty = this.duties.get(row.id)!;
      Object.assign(duty, { parent: row.parent, sender: row.sender, relay: row.relay });
      stored.mustBeOwned(row, byId, this.units);
    }
    stored.mustPassOn(rows);
    stored.mustOweOnce(rows);
    const links = await stored.linksOf(this.app.db, roots);
    for (const { from, to, mainTo } of links) if (mainTo) this.duties.get(from)!.mainTaker = to;
    stored.mustBeLinked(links, byId, this.duties);
    mustBe(
      await stored.factsOf(this.app.db, roots),
      new Map([...this.duties.values()].map(({ id, facts }) => [id, facts])),
    );
  }

  private async checkTree(): Promise<void> {
    const ids = [...this.ids.values()];
    await stored.mustBeClosed(this.app.db, ids, this.today);
    const heirs = [...this.units.keys()].map((code): [string, string | null] => [code, heirOf(this.units, code)]);
    mustBe(await stored.heirsOf(this.app.db, ids, this.today), new Map(heirs));
    await this.pictures();
  }

  /** Progress of every root directive under both trees: the same totals, and the sums of their parts at every node. */
  async pictures(): Promise<Map<string, unknown>> {
    const pictures = new Map<string, unknown>();
    for (const { id, root } of this.directives.values()) {
      if (id !== root) continue;
      const duties = [...this.duties.values()].filter((d) => this.directives.get(d.directive)!.root === root);
      const totals = [];
      for (const tree of ['new', 'old'] as const) {
        const top = await progressOf(this.app.db, id, { tree });
        mustBe({ tree, total: top.total, superseded: top.superseded }, { tree, ...owedOf(duties, this.openedBy) });
        pictures.set(`${id} ${tree}`, pictureOf(top));
        totals.push(countsIn(top));
        stored.mustAddUp(top);
        const node = top.children.find(({ total, superseded }) => total + superseded > 1);
        if (node) stored.mustAddUp(await progressOf(this.app.db, id, { tree, under: node.unitCode }));
      }
      mustBe(totals[0], totals[1]);
    }
    return pictures;
  }
}

const note = (duty: ModelDuty, kind: string): void => {
  duty.facts[kind] = (duty.facts[kind] ?? 0) + 1;
};

const stateOf = (d: Pick<ModelDuty, 'id' | 'directive' | 'unit' | 'role' | 'receipt' | 'work' | 'standing'>): string =>
  [d.directive, d.unit, d.role, d.receipt, d.work, d.standing, d.id].join(' ');

type Answer = Awaited<ReturnType<typeof progressOf>>;
const countsIn = ({ total, superseded, receipt, work, receiptOutcome, workOutcome, balance }: Answer | Answer['children'][number]) => ({
  total, superseded, receipt, work, receiptOutcome, workOutcome, balance,
}); // prettier-ignore

/** What a progress page says, without the words. */
export const pictureOf = (answer: Answer): unknown => ({
  ...countsIn(answer),
  children: answer.children
    .map((child) => JSON.stringify({ unit: child.unitCode, ...countsIn(child), waiting: child.waiting }))
    .toSorted(),
});

import { mustBe } from './cascade-rows.js';
import { CascadeWorld } from './cascade-world.js';
import { merge, newUnit, split, type PlannedChange } from './reorganisation-plans.js';
import { approvedPlan, carryOut, type SmallUnit } from './small-tree.js';

const line = (duty: { directive: string; unit: string; role: string }): string =>
  [duty.directive, duty.unit, duty.role].join(' ');

/** A cascade whose units become one, or several, while it is under way. */
export class TreeWorld extends CascadeWorld {
  private founded = 0;

  private get below(): readonly SmallUnit[] {
    return this.units.slice(1);
  }

  private fresh = (parent: string) => newUnit(`${this.units[0]!.code}-x${++this.founded}`, parent);

  /** Two units under one superior become one: a new one, or one of the two. */
  merge([a = 0, b = 0, c = 0]: readonly number[]): Promise<void> | undefined {
    const from = this.below[a % this.below.length]!;
    const beside = this.below.filter(({ code, parent }) => parent === from.parent && code !== from.code);
    const other = beside[b % Math.max(beside.length, 1)];
    if (!other) return undefined;
    return this.reorganise(
      c % 2 === 0 ? merge([from.code, other.code], this.fresh(from.parent)) : merge([from.code], other.code),
    );
  }

  /** A unit becomes two, and ends or goes on as one of them. */
  split([a = 0, b = 0]: readonly number[]): Promise<void> {
    const { code, parent } = this.below[a % this.below.length]!;
    const one = this.fresh(parent);
    return this.reorganise(
      b % 2 === 0 ? split(code, [one, this.fresh(parent)], one.code) : split(code, [code, one], code),
    );
  }

  private async reorganise(change: PlannedChange): Promise<void> {
    await this.forward(1);
    this.story.push(JSON.stringify(change.steps));
    const moved = this.model.moved(change);
    const plan = await approvedPlan(this.app, [...change.steps], { effectiveOn: this.today });
    mustBe(await carryOut(this.app, plan), 'finished');
    this.replant(change);
    const { rows, unknown } = await this.look();
    mustBe(unknown.map(line).toSorted(), moved.opens.map(line).toSorted());
    for (const one of unknown) {
      const { mayWait } = moved.opens.find((asked) => line(asked) === line(one))!;
      if (!mayWait) mustBe([one.unit, one.receipt], [one.unit, 'sent']);
    }
    this.model.takeOver(change, moved, unknown);
    this.told('done');
    await this.check(rows);
  }

  /** The tree after it: what stood under a unit that ended stands under its main successor. */
  private replant({ ends, founds }: PlannedChange): void {
    const heirs = new Map(ends.map(({ unit, heir }) => [unit, heir]));
    this.units = [...this.units.filter(({ code }) => !heirs.has(code)), ...founds].map((unit) => ({
      ...unit,
      parent: heirs.get(unit.parent) ?? unit.parent,
    }));
  }
}

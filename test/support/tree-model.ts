import { CascadeModel } from './cascade-model.js';
import { inForce } from './duty-model.js';
import { receiptDue } from './model-calendar.js';
import type { ModelDuty } from './model-duty.js';
import { movedBy, placeOf, type Change, type Moved, type Opened } from './reorganisation-model.js';

/** A duty that was opened, as it is found. */
type Found = Pick<ModelDuty, 'id' | 'directive' | 'unit' | 'parent' | 'receipt'>;

/** What a reorganisation of the tree does to the duties of a cascade; {@link movedBy} says who owes what after it. */
export class TreeModel extends CascadeModel {
  moved(change: Change): Moved {
    return movedBy(change, this.duties, this.directives);
  }

  /** @param found  what was opened: where it hangs, and whether it waits for its superior, is for others to prove */
  takeOver(change: Change, moved: Moved, found: readonly Found[]): void {
    for (const { unit } of change.ends) this.ended.add(unit);
    if (moved.takers.size === 0) return;
    const isWaitedFor = [...this.duties.values()].some((duty) => duty.receipt === 'expected' && inForce(duty));
    for (const one of found)
      this.succeed(
        moved.opens.find((asked) => placeOf(asked) === placeOf(one))!,
        one,
      );
    for (const id of new Set(moved.joins.values())) {
      const { facts } = this.duties.get(id)!;
      facts['extended'] = (facts['extended'] ?? 0) + 1;
    }
    const taken = this.taken(
      change,
      moved,
      new Map([...moved.joins, ...found.map((one) => [placeOf(one), one.id] as const)]),
    );
    for (const id of moved.closes) this.step(this.duties.get(id)!, 'superseded', { standing: 'superseded' });
    if (!isWaitedFor) return;
    for (const duty of taken) this.takeAlong(duty);
    for (const id of moved.sent)
      this.step(this.duties.get(id)!, 'relayed', { receipt: 'sent', receiptDue: receiptDue(this.now) });
    for (const duty of [...this.duties.values()].filter(inForce)) this.relayAnew(duty);
  }

  /** One duty goes on where others end: its deadline is their last, its clock stands where theirs do. */
  private succeed({ role, from }: Opened, { receipt, ...one }: Found): void {
    const before = from.map((id) => this.duties.get(id)!);
    const [first] = before.filter(({ unit }) => unit !== one.unit).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const terms = before.flatMap((duty) => (duty.role === 'action' && duty.workDue !== null ? [duty.workDue] : []));
    const workDue = terms.length === 0 ? null : Math.max(...terms);
    this.open({ ...one, line: first!.line, role, workDue, waits: receipt === 'expected' });
    Object.assign(this.duties.get(one.id)!, { pausedAt: first!.pausedAt, facts: { takenOver: 1 } });
  }

  /** Links what units had that end, or that take a duty over themselves, to what mainly goes on for it. */
  private taken({ edges, ends }: Change, { closes }: Moved, targets: ReadonlyMap<string, string>): ModelDuty[] {
    const ending = new Set(ends.map(({ unit }) => unit));
    return [...this.duties.values()].filter((duty) => {
      const { id, unit, directive } = duty;
      if (!inForce(duty) || !(closes.has(id) || ending.has(unit))) return false;
      const ways = edges.filter(({ from }) => from === unit);
      const units = [...ways.filter(({ main }) => main), ...ways].map(({ to }) => to);
      const [taker] = [...units, unit].flatMap((to) => targets.get(placeOf({ directive, unit: to })) ?? []);
      duty.mainTaker = taker ?? null;
      return taker !== undefined;
    });
  }

  /** Who waited for a duty waits for what took it over. */
  private takeAlong(duty: ModelDuty): void {
    for (const child of this.waiting(duty).filter(({ id }) => id !== duty.mainTaker)) {
      child.parent = duty.mainTaker;
      child.version++;
      child.facts['superiorChanged'] = (child.facts['superiorChanged'] ?? 0) + 1;
    }
  }

  /** A paper is to be passed on where somebody waits for it, and only there. */
  private relayAnew(duty: ModelDuty): void {
    const isWaitedFor = this.waiting(duty).length > 0;
    if (!isWaitedFor && ['owed', 'silent', 'partly'].includes(duty.relay))
      this.step(duty, 'nobodyWaits', { relay: 'relayed' });
    if (isWaitedFor && duty.relay === 'none') this.step(duty, 'subordinatesWait', { relay: 'owed' });
    if (isWaitedFor && duty.relay === 'relayed')
      this.step(duty, 'subordinatesWait', {
        relay: 'partly',
        relayReminded: false,
        toldSuperior: { ...duty.toldSuperior, relay: false },
      });
  }
}

import { DutyModel, inForce, isPending, OPEN, RELAY_DAYS } from './duty-model.js';
import type { ModelAmendment, ModelDirective, ModelDuty, Outcome } from './model-duty.js';
import { afterStandstill, closeAfter, officeDaysBetween, receiptDue } from './model-calendar.js';

/** Not at its end yet. */
const stands = ({ standing }: ModelDuty): boolean => standing === 'inForce' || standing === 'recallRequested';

/** Work of which a later deadline asks nothing any more. */
const SETTLED = ['reported', 'accepted', 'notApplicable'];
/** Where finished work goes on when what it was done for has changed. */
const TAKEN_UP: Readonly<Record<string, string>> = {
  implemented: 'implementing',
  reported: 'implementing',
  accepted: 'implementing',
  notApplicable: 'notStarted',
};

/** What acts on a whole directive do to its duties, one after another. */
export class CascadeModel extends DutyModel {
  /** Duties under a directive. */
  under = (id: string): ModelDuty[] => [...this.duties.values()].filter(({ directive }) => directive === id);

  close(id: string): Outcome {
    const directive = this.directives.get(id)!;
    if (directive.state === 'closed') return 'repeated';
    if (directive.state === 'recalled' || directive.state === 'superseded') return 'not-possible-now';
    this.endStandstill(directive);
    directive.state = 'closed';
    for (const duty of this.under(id)) if (stands(duty)) this.step(duty, 'closed', { standing: 'closed' });
    return 'done';
  }

  /** A later directive takes the place of it; what was issued below it stays. */
  supersede(id: string, by: string): Outcome {
    const directive = this.directives.get(id)!;
    if (directive.state === 'superseded' && directive.supersededBy === by) return 'repeated';
    if (directive.state !== 'issued' && directive.state !== 'paused') return 'not-possible-now';
    this.endStandstill(directive);
    Object.assign(directive, { state: 'superseded', supersededBy: by });
    for (const duty of this.under(id).filter(inForce)) this.step(duty, 'replaced', { standing: 'superseded' });
    return 'done';
  }

  /** Asks something else: whoever is asked otherwise now acknowledges again, and nobody else. */
  amend(id: string, { tasks, due }: ModelAmendment): Outcome {
    const directive = this.directives.get(id)!;
    if (directive.state !== 'issued' || this.isPausedAbove(directive)) return 'not-possible-now';
    const before = { ...directive };
    if (tasks) directive.tasks = tasks;
    if (due && due.on !== before.dueOn) Object.assign(directive, { dueOn: due.on, workDue: due.at });
    if (JSON.stringify(directive) === JSON.stringify(before)) return 'repeated';
    for (const duty of this.under(id).filter(inForce)) this.amended(duty, before, directive);
    return 'done';
  }

  /** Whether the tasks of a duty are others now, in whatever order. */
  protected asksOtherwise({ line }: ModelDuty, before: ModelDirective, after: ModelDirective): boolean {
    const textsOf = ({ tasks }: ModelDirective) =>
      tasks.flatMap(({ text, lines }) => (lines.length === 0 || lines.includes(line) ? [text] : [])).toSorted();
    return JSON.stringify(textsOf(before)) !== JSON.stringify(textsOf(after));
  }

  private amended(duty: ModelDuty, before: ModelDirective, after: ModelDirective): void {
    const isOther = this.asksOtherwise(duty, before, after);
    const hasOwnTerm = duty.workDue !== before.workDue;
    const isMoved = duty.role === 'action' && !hasOwnTerm && before.workDue !== after.workDue;
    const term = isMoved ? { workDue: after.workDue } : {};
    if (duty.receipt === 'expected') {
      if (isMoved) this.step(duty, 'amended', term);
      return;
    }
    if (duty.receipt === 'returned' || !(isOther || (isMoved && !SETTLED.includes(duty.work)))) return;
    const due = receiptDue(this.now);
    const isMissed = isPending(duty) && duty.receiptDue !== null && duty.receiptDue <= this.now;
    const isTold = duty.role !== 'action';
    if (isMoved && duty.asked) Object.assign(duty.asked, { days: 0, since: this.now });
    const change: Partial<ModelDuty> = {
      receipt: 'sent',
      ...(isMissed ? {} : { receiptDue: due }),
      ...term,
      ...(isOther ? { work: TAKEN_UP[duty.work] ?? duty.work } : {}),
      reminded: { receipt: 0, work: 0 },
      toldSuperior: { ...duty.toldSuperior, receipt: isTold, work: isTold },
    };
    this.step(duty, 'amended', change, due);
  }

  /** A directive with those issued below it, without what their own issuers have paused. */
  private withBelow(id: string): string[] {
    const below = [...this.directives.values()].filter(
      ({ of, state }) => of !== null && state !== 'paused' && this.duties.get(of)!.directive === id,
    );
    return [id, ...below.flatMap((one) => this.withBelow(one.id))];
  }

  protected isPausedAbove({ of }: ModelDirective): boolean {
    if (of === null) return false;
    const above = this.directives.get(this.duties.get(of)!.directive)!;
    return above.state === 'paused' || this.isPausedAbove(above);
  }

  pause(id: string): Outcome {
    const directive = this.directives.get(id)!;
    if (directive.state === 'paused') return 'repeated';
    if (directive.state !== 'issued') return 'not-possible-now';
    const all = this.withBelow(id);
    Object.assign(directive, { state: 'paused', pausedAt: this.now });
    for (const duty of all.flatMap(this.under)) {
      if (!inForce(duty) || duty.pausedAt !== null) continue;
      if (duty.asked) duty.asked.days += officeDaysBetween(duty.asked.since, this.now);
      this.step(duty, 'paused', { pausedAt: this.now, inPause: { acknowledged: false, granted: false } });
    }
    return 'done';
  }

  resume(id: string): Outcome {
    const directive = this.directives.get(id)!;
    if (directive.state === 'issued') return 'repeated';
    if (this.isPausedAbove(directive) || directive.state !== 'paused') return 'not-possible-now';
    directive.state = 'issued';
    this.goOn(this.withBelow(id), directive.pausedAt!);
    return 'done';
  }

  protected endStandstill(directive: ModelDirective): void {
    if (directive.state === 'paused' && !this.isPausedAbove(directive))
      this.goOn([directive.id, ...this.withBelow(directive.id)], directive.pausedAt!);
  }

  /** Clocks go on, also that of the term which each directive names. */
  private goOn(ids: readonly string[], since: number): void {
    const directives = [...new Set(ids)].map((id) => this.directives.get(id)!);
    for (const directive of directives) {
      for (const duty of this.under(directive.id)) if (duty.pausedAt !== null && stands(duty)) this.goesOn(duty);
      if (directive.workDue !== null) directive.workDue = afterStandstill(directive.workDue, since, this.now);
    }
  }

  private goesOn(duty: ModelDuty): void {
    const [from, { acknowledged, granted }] = [duty.pausedAt!, duty.inPause];
    // what passes once the paper is asked back is given back with the answer
    const to = duty.standing === 'recallRequested' ? duty.recallAskedAt! : this.now;
    const later = (at: number | null) => (at === null ? null : afterStandstill(at, from, to));
    const isKept = granted && duty.workDue !== null && duty.workDue > this.now;
    const anew = (at: number | null, days: number | null) =>
      at !== null && acknowledged && days !== null ? closeAfter(this.now, days) : later(at);
    const timers = [
      isKept && duty.remindAt === duty.workDue ? duty.remindAt : later(duty.remindAt),
      anew(duty.relayAt, RELAY_DAYS),
      anew(duty.followAt, this.directives.get(duty.directive)!.followDays),
    ] as const;
    const open = [...OPEN, 'waitingOnIssuer'].includes(duty.work) && duty.receipt !== 'returned';
    if (duty.asked) duty.asked.since = this.now;
    this.step(duty, 'resumed', {
      pausedAt: null,
      ...(isPending(duty) ? { receiptDue: later(duty.receiptDue) } : {}),
      ...(open && !isKept ? { workDue: later(duty.workDue) } : {}),
    });
    [duty.remindAt, duty.relayAt, duty.followAt] = timers;
  }

  /** Whoever has the paper is asked to give it back; what nobody has is back at once. */
  recall(id: string): Outcome {
    const directive = this.directives.get(id)!;
    if (directive.state === 'recalled') return 'repeated';
    if (directive.state === 'closed' || directive.state === 'superseded') return 'not-possible-now';
    this.endStandstill(directive);
    directive.state = 'recalled';
    for (const duty of this.under(id).filter(inForce)) {
      const hasIt = isPending(duty) || duty.receipt === 'acknowledged';
      if (hasIt) this.step(duty, 'recallRequested', { standing: 'recallRequested', recallAskedAt: this.now });
      else this.step(duty, 'recalled', { standing: 'recalled' });
    }
    return 'done';
  }

  /** The unit gives the paper back, and with it what it issued below. */
  agree(duty: ModelDuty): Outcome {
    if (duty.standing === 'recalled') return 'repeated';
    if (duty.standing !== 'recallRequested') return this.refused(duty);
    this.step(duty, 'recalled', { standing: 'recalled' });
    for (const { id, of, state } of this.directives.values())
      if (of === duty.id && (state === 'issued' || state === 'paused')) this.recall(id);
    return 'done';
  }

  /** The unit declines: its duty goes on, with the working time given back for which nobody knew. */
  declineRecall(duty: ModelDuty): Outcome {
    if (duty.standing === 'inForce' && duty.facts['recallRefused']) return 'repeated';
    if (duty.standing !== 'recallRequested') return this.refused(duty);
    // what is paused gets it back when it goes on
    const later = (at: number | null) =>
      at === null || duty.pausedAt !== null ? at : afterStandstill(at, duty.recallAskedAt!, this.now);
    return this.step(duty, 'recallRefused', {
      standing: 'inForce',
      ...(isPending(duty) ? { receiptDue: later(duty.receiptDue) } : {}),
      ...(OPEN.includes(duty.work) ? { workDue: later(duty.workDue) } : {}),
    });
  }
}

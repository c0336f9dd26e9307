import { DutyModel, inForce, isPending, OPEN } from './duty-model.js';
import type { ModelDirective, ModelDuty, Outcome } from './model-duty.js';
import { afterStandstill, officeDaysBetween } from './model-calendar.js';

/** Not at its end yet. */
const stands = ({ standing }: ModelDuty): boolean => standing === 'inForce' || standing === 'recallRequested';

/** What acts on a whole directive do to its duties, one after another. */
export class CascadeModel extends DutyModel {
  /** Duties under a directive. */
  under = (id: string): ModelDuty[] => [...this.duties.values()].filter(({ directive }) => directive === id);

  close(id: string): Outcome {
    const directive = this.directives.get(id)!;
    if (directive.state === 'closed') return 'repeated';
    if (directive.state === 'recalled') return 'not-possible-now';
    this.endStandstill(directive);
    directive.state = 'closed';
    for (const duty of this.under(id)) if (stands(duty)) this.step(duty, 'closed', { standing: 'closed' });
    return 'done';
  }

  /** A directive with those issued below it, without what their own issuers have paused. */
  private withBelow(id: string): string[] {
    const below = [...this.directives.values()].filter(
      ({ of, state }) => of !== null && state !== 'paused' && this.duties.get(of)!.directive === id,
    );
    return [id, ...below.flatMap((one) => this.withBelow(one.id))];
  }

  private isPausedAbove({ of }: ModelDirective): boolean {
    if (of === null) return false;
    const above = this.directives.get(this.duties.get(of)!.directive)!;
    return above.state === 'paused' || this.isPausedAbove(above);
  }

  pause(id: string): Outcome {
    const directive = this.directives.get(id)!;
    if (directive.state === 'paused') return 'repeated';
    if (directive.state !== 'issued') return 'not-possible-now';
    const all = this.withBelow(id);
    directive.state = 'paused';
    for (const duty of all.flatMap(this.under)) {
      if (!inForce(duty) || duty.pausedAt !== null) continue;
      if (duty.asked) duty.asked.days += officeDaysBetween(duty.asked.since, this.now);
      this.step(duty, 'paused', { pausedAt: this.now });
    }
    return 'done';
  }

  resume(id: string): Outcome {
    const directive = this.directives.get(id)!;
    if (directive.state === 'issued') return 'repeated';
    if (this.isPausedAbove(directive) || directive.state !== 'paused') return 'not-possible-now';
    directive.state = 'issued';
    this.goOn(this.withBelow(id));
    return 'done';
  }

  private endStandstill(directive: ModelDirective): void {
    if (directive.state === 'paused' && !this.isPausedAbove(directive))
      this.goOn([directive.id, ...this.withBelow(directive.id)]);
  }

  private goOn(directives: readonly string[]): void {
    for (const duty of new Set(directives.flatMap(this.under))) {
      const from = duty.pausedAt;
      if (from === null || !stands(duty)) continue;
      const later = (at: number | null) => (at === null ? null : afterStandstill(at, from, this.now));
      const timers = [later(duty.remindAt), later(duty.relayAt), later(duty.followAt)] as const;
      const owed = isPending(duty);
      const open = [...OPEN, 'waitingOnIssuer'].includes(duty.work) && duty.receipt !== 'returned';
      if (duty.asked) duty.asked.since = this.now;
      this.step(duty, 'resumed', {
        pausedAt: null,
        ...(owed ? { receiptDue: later(duty.receiptDue) } : {}),
        ...(open ? { workDue: later(duty.workDue) } : {}),
      });
      [duty.remindAt, duty.relayAt, duty.followAt] = timers;
    }
  }

  /** Whoever has the paper is asked to give it back; what nobody has is back at once. */
  recall(id: string): Outcome {
    const directive = this.directives.get(id)!;
    if (directive.state === 'recalled') return 'repeated';
    if (directive.state === 'closed') return 'not-possible-now';
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
    const later = (at: number | null) => (at === null ? null : afterStandstill(at, duty.recallAskedAt!, this.now));
    return this.step(duty, 'recallRefused', {
      standing: 'inForce',
      ...(isPending(duty) ? { receiptDue: later(duty.receiptDue) } : {}),
      ...(OPEN.includes(duty.work) ? { workDue: later(duty.workDue) } : {}),
    });
  }
}

/**
 * What each act does to the duties of a cascade, told once more and plainly: in memory, one duty at a time, without a
 * look at the machines or at the code under test. Tests compare the two.
 */
import { closeAfter, officeDaysBetween, officeDaysLater, receiptDue } from './model-calendar.js';

import type { ModelDirective, ModelDuty, Outcome } from './model-duty.js';

/** What policy says. */
export const REMINDERS = 2;
export const RELAY_DAYS = 2;

export const OPEN = ['notStarted', 'assigned', 'implementing', 'sentBack'];
export const isPending = ({ receipt }: ModelDuty): boolean => receipt === 'sent' || receipt === 'delivered';
export const inForce = ({ standing }: ModelDuty): boolean => standing === 'inForce';
const works = (duty: ModelDuty): boolean => inForce(duty) && duty.receipt === 'acknowledged' && duty.role === 'action';

export class DutyModel {
  readonly duties = new Map<string, ModelDuty>();
  readonly directives = new Map<string, ModelDirective>();
  /** Units that are there no more. */
  protected readonly ended = new Set<string>();
  now = 0;

  /** A directive as it is issued. */
  issued(it: Omit<ModelDirective, 'state' | 'pausedAt' | 'supersededBy'>): void {
    this.directives.set(it.id, { ...it, state: 'issued', pausedAt: null, supersededBy: null });
  }

  /** A duty as it is opened: reached directly, or waiting for its superior. */
  open(
    it: Pick<ModelDuty, 'id' | 'directive' | 'unit' | 'parent' | 'line' | 'role' | 'workDue'> & { waits: boolean },
  ): void {
    const { waits, ...rest } = it;
    const due = waits ? null : receiptDue(this.now);
    const tellsNobody = it.role !== 'action';
    this.duties.set(it.id, {
      ...rest,
      workDue: tellsNobody ? null : it.workDue,
      receipt: waits ? 'expected' : 'sent',
      relay: 'none',
      work: 'notStarted',
      standing: 'inForce',
      version: 1,
      receiptDue: due,
      remindAt: due,
      relayAt: null,
      followAt: null,
      reminded: { receipt: 0, work: 0 },
      toldSuperior: { receipt: tellsNobody, work: tellsNobody, relay: false },
      relayReminded: false,
      pausedAt: null,
      inPause: { acknowledged: false, granted: false },
      recallAskedAt: null,
      asked: null,
      wants: null,
      report: null,
      facts: { opened: 1 },
      mainTaker: null,
    });
  }

  below = (duty: ModelDuty): ModelDuty[] => [...this.duties.values()].filter(({ parent }) => parent === duty.id);
  waiting = (duty: ModelDuty): ModelDuty[] =>
    this.below(duty).filter((one) => one.receipt === 'expected' && inForce(one));

  /** Moves a duty, and reckons from where it was and where it is what falls due of it. */
  protected step(duty: ModelDuty, fact: string, change: Partial<ModelDuty>, reminder?: number): 'done' {
    const before = { ...duty };
    Object.assign(duty, change);
    duty.version++;
    duty.facts[fact] = (duty.facts[fact] ?? 0) + 1;
    duty.remindAt = this.reminderOf(before, duty, reminder);
    duty.relayAt = this.termOf(before, duty, this.waitsToRelay, 'relayAt', RELAY_DAYS);
    const isNewTerm = duty.relay !== before.relay || duty.relayReminded !== before.relayReminded;
    if (isNewTerm && this.waitsToRelay(duty)) duty.relayAt = closeAfter(this.now, RELAY_DAYS);
    const days = this.directives.get(duty.directive)!.followDays;
    duty.followAt = days === null ? null : this.termOf(before, duty, this.waitsToFollow, 'followAt', days);
    return 'done';
  }

  private termOf(
    before: ModelDuty,
    duty: ModelDuty,
    waits: (duty: ModelDuty) => boolean,
    timer: 'relayAt' | 'followAt',
    days: number,
  ): number | null {
    if (!waits(duty)) return null;
    return waits(before) ? duty[timer] : closeAfter(this.now, days);
  }

  private readonly waitsToRelay = (duty: ModelDuty): boolean =>
    inForce(duty) &&
    duty.receipt === 'acknowledged' &&
    (duty.relay === 'owed' || (['silent', 'partly'].includes(duty.relay) && !duty.toldSuperior.relay));
  private readonly waitsToFollow = (duty: ModelDuty): boolean =>
    works(duty) && duty.work === 'notStarted' && ['none', 'owed', 'silent'].includes(duty.relay);

  private stageOf(duty: ModelDuty): 'receipt' | 'work' | null {
    if (inForce(duty) && isPending(duty)) return 'receipt';
    return works(duty) && [...OPEN, 'implemented'].includes(duty.work) ? 'work' : null;
  }

  private reminderOf(before: ModelDuty, duty: ModelDuty, reminder: number | undefined): number | null {
    const stage = this.stageOf(duty);
    if (stage === null || (duty.toldSuperior[stage] && (stage === 'work' || duty.reminded.receipt >= REMINDERS)))
      return null;
    if (reminder !== undefined) return reminder;
    if (stage === this.stageOf(before) && before[`${stage}Due`] === duty[`${stage}Due`]) return duty.remindAt;
    const goesOn = duty.work === 'sentBack' || before.work === 'waitingOnIssuer';
    const isLate = stage === 'work' && goesOn && duty.workDue !== null && duty.workDue <= this.now;
    return isLate ? this.now + 86_400_000 : duty[`${stage}Due`];
  }

  /** An act that is not possible now; after the end the attempt is kept. */
  protected refused(duty: ModelDuty): 'not-possible-now' {
    if (!inForce(duty)) duty.facts['lateAttempt'] = (duty.facts['lateAttempt'] ?? 0) + 1;
    return 'not-possible-now';
  }

  acknowledge(duty: ModelDuty): Outcome {
    if (!inForce(duty) || !isPending(duty)) return duty.receipt === 'acknowledged' ? 'repeated' : this.refused(duty);
    const inPause = { ...duty.inPause, acknowledged: duty.pausedAt !== null };
    return this.step(duty, 'acknowledged', { receipt: 'acknowledged', inPause });
  }

  giveBack(duty: ModelDuty): Outcome {
    if (inForce(duty) && isPending(duty)) return this.step(duty, 'returned', { receipt: 'returned' });
    return duty.receipt === 'returned' ? 'repeated' : this.refused(duty);
  }

  private work(duty: ModelDuty, fact: string, to: string, from: readonly string[]): Outcome {
    if (works(duty) && from.includes(duty.work)) return this.step(duty, fact, { work: to });
    return duty.work === to ? 'repeated' : this.refused(duty);
  }
  start = (duty: ModelDuty) => this.work(duty, 'started', 'implementing', ['notStarted', 'assigned', 'sentBack']);
  complete = (duty: ModelDuty) =>
    this.work(duty, 'completed', 'implemented', ['notStarted', 'assigned', 'implementing']);
  /** What was passed on is others' work: it cannot be none of the unit's functions. */
  decline = (duty: ModelDuty): Outcome =>
    inForce(duty) && duty.work !== 'notApplicable' && ['partly', 'relayed'].includes(duty.relay)
      ? 'not-possible-now'
      : this.work(duty, 'notApplicable', 'notApplicable', ['notStarted', 'assigned', 'implementing']);

  reportOn(duty: ModelDuty, text: string): Outcome {
    const before = duty.report;
    const outcome = this.work(duty, 'reported', 'reported', [...OPEN, 'implemented']);
    if (outcome === 'done') duty.report = { text, state: 'submitted' };
    return outcome === 'repeated' && before?.text !== text ? 'not-possible-now' : outcome;
  }

  review(duty: ModelDuty, state: 'accepted' | 'sentBack'): Outcome {
    const { report } = duty;
    if (!report) return 'invalid';
    if (report.state === state) return 'repeated';
    if (report.state !== 'submitted') return 'not-possible-now';
    if (!works(duty) || duty.work !== 'reported') return this.refused(duty);
    duty.report = { ...report, state };
    if (state === 'accepted') return this.step(duty, 'reportAccepted', { work: state });
    const anew = { reminded: { ...duty.reminded, work: 0 }, toldSuperior: { ...duty.toldSuperior, work: false } };
    return this.step(duty, 'reportSentBack', { work: state, ...anew });
  }

  /** Whether a duty may be passed on, apart from whom to. */
  mayPassOn(duty: ModelDuty): Outcome | undefined {
    if (!inForce(duty)) return this.refused(duty);
    return duty.receipt === 'acknowledged' ? undefined : 'not-possible-now';
  }

  /** Units that had a paper only with an own dispatch, which was recalled since. */
  private givenAnew(duty: ModelDuty): string[] {
    const children = this.below(duty);
    return [...new Set(children.map(({ unit }) => unit))].filter((unit) => {
      const rows = children.filter((child) => child.unit === unit);
      const isBack = ({ standing }: ModelDuty) => standing === 'recalled' || standing === 'recallRequested';
      return (
        !this.ended.has(unit) &&
        rows.every((row) => isBack(row) || row.standing === 'superseded') &&
        rows.some((row) => isBack(row) && row.directive !== duty.directive)
      );
    });
  }

  /** Passes on to units by code, or to everybody who waits. @returns who gets it anew besides those who waited */
  passOn(duty: ModelDuty, to: readonly string[]): { outcome: Outcome; opens: string[] } {
    const not = this.mayPassOn(duty);
    if (not) return { outcome: not, opens: [] };
    const children = this.below(duty);
    if (to.length === 0 && children.length === 0) return { outcome: 'invalid', opens: [] };
    const relayed = this.waiting(duty).filter(({ unit }) => to.length === 0 || to.includes(unit));
    const anew = this.givenAnew(duty);
    const isBarred = (unit: string): boolean => {
      const rows = children.filter((child) => child.unit === unit);
      const waited = rows.some(({ directive }) => directive === duty.directive);
      if (to.length === 0) return waited && relayed.length === 0;
      return to.includes(unit) && (waited || rows.some(({ standing }) => standing === 'recallRequested'));
    };
    if (anew.some(isBarred)) return { outcome: 'not-possible-now', opens: [] };
    const opens = to.filter(
      (unit) => unit !== duty.unit && (anew.includes(unit) || children.every((child) => child.unit !== unit)),
    );
    if (relayed.length + opens.length === 0) return { outcome: 'repeated', opens: [] };
    if (duty.pausedAt !== null) return { outcome: 'not-possible-now', opens: [] };
    for (const child of relayed) this.step(child, 'relayed', { receipt: 'sent', receiptDue: receiptDue(this.now) });
    this.relayed(duty);
    return { outcome: 'done', opens };
  }

  /** Passes on with an own dispatch: who gets it waits for the paper itself no more. */
  passOnOwn(duty: ModelDuty, to: readonly string[]): void {
    for (const child of this.waiting(duty).filter(({ unit }) => to.includes(unit)))
      this.step(child, 'replaced', { standing: 'superseded' });
    this.relayed(duty);
  }

  /** The unit has passed something on. */
  relayed(duty: ModelDuty): void {
    const all = duty.relay === 'none' || duty.relay === 'relayed' || this.waiting(duty).length === 0;
    this.step(duty, 'forwarded', { relay: all ? 'relayed' : 'partly' });
  }

  ask(duty: ModelDuty): Outcome {
    if (works(duty) && OPEN.includes(duty.work)) {
      const asked = { from: duty.work, at: this.now, days: 0, since: this.now };
      return this.step(duty, 'questionAsked', { work: 'waitingOnIssuer', asked });
    }
    return duty.work === 'waitingOnIssuer' ? 'repeated' : this.refused(duty);
  }

  /** The deadline moves by the days on which the clock stood for the question alone. */
  answer(duty: ModelDuty): Outcome {
    const { asked } = duty;
    // answered so a moment ago
    if (!asked) return 'repeated';
    if (!inForce(duty)) return this.refused(duty);
    const days = asked.days + (duty.pausedAt === null ? officeDaysBetween(asked.since, this.now) : 0);
    const workDue = duty.workDue === null ? null : officeDaysLater(duty.workDue, days);
    return this.step(duty, 'questionAnswered', { work: asked.from, asked: null, workDue });
  }

  private mayHaveMore = (duty: ModelDuty): boolean => works(duty) && [...OPEN, 'waitingOnIssuer'].includes(duty.work);

  /** @param day  the day as it is asked for; more until the same day again is a repeat */
  wantMore(duty: ModelDuty, day: string, until: number): Outcome {
    const may = this.mayHaveMore(duty);
    const isOver =
      !['inForce', 'recallRequested'].includes(duty.standing) ||
      ['implemented', 'reported', 'accepted', 'notApplicable'].includes(duty.work);
    if (!isOver && duty.wants?.day === day) return 'repeated';
    if (!may) return this.refused(duty);
    if (duty.wants !== null || duty.workDue === null) return 'not-possible-now';
    if (until <= duty.workDue || until <= this.now) return 'invalid';
    return this.step(duty, 'extensionAsked', { wants: { day, until } });
  }

  grant(duty: ModelDuty): Outcome {
    // granted a moment ago
    if (duty.wants === null) return 'repeated';
    const workDue = duty.wants.until;
    if (!this.mayHaveMore(duty)) return this.refused(duty);
    if (workDue <= duty.workDue! || workDue <= this.now) return 'invalid';
    if (duty.asked) Object.assign(duty.asked, { days: 0, since: this.now });
    return this.step(duty, 'extensionGranted', {
      wants: null,
      workDue,
      inPause: { ...duty.inPause, granted: duty.pausedAt !== null },
      reminded: { ...duty.reminded, work: 0 },
      toldSuperior: { ...duty.toldSuperior, work: false },
    });
  }

  /** The chase: of each duty what fell due first in the order of expiry, relay and reminder; one step each. */
  sweep(): void {
    for (const duty of this.duties.values()) {
      const { followAt, relayAt } = duty;
      if ((this.nextOf(duty) ?? Infinity) > this.now) continue;
      if (followAt !== null && followAt <= this.now) this.expire(duty);
      else if (relayAt !== null && relayAt <= this.now) this.relayOverdue(duty);
      else this.remind(duty);
    }
  }

  /** When the sweep looks at a duty next. */
  nextOf({ pausedAt, remindAt, relayAt, followAt }: ModelDuty): number | null {
    const due = [remindAt, relayAt, followAt].filter((at) => at !== null);
    return pausedAt !== null || due.length === 0 ? null : Math.min(...due);
  }

  private expire(duty: ModelDuty): void {
    this.step(duty, 'acknowledgementExpired', {
      receipt: 'delivered',
      receiptDue: receiptDue(this.now),
      reminded: { ...duty.reminded, receipt: 0 },
      toldSuperior: { ...duty.toldSuperior, receipt: false },
    });
  }

  private relayOverdue(duty: ModelDuty): void {
    if (duty.relay === 'owed') this.step(duty, 'relaySilent', { relay: 'silent' });
    else if (duty.relay === 'partly' && !duty.relayReminded) this.step(duty, 'reminded', { relayReminded: true });
    else this.step(duty, 'escalated', { toldSuperior: { ...duty.toldSuperior, relay: true } });
  }

  private remind(duty: ModelDuty): void {
    const stage = this.stageOf(duty)!;
    const n = duty.reminded[stage];
    const next = closeAfter(this.now, 1);
    if (n < REMINDERS) this.step(duty, 'reminded', { reminded: { ...duty.reminded, [stage]: n + 1 } }, next);
    else this.step(duty, 'escalated', { toldSuperior: { ...duty.toldSuperior, [stage]: true } }, next);
  }
}

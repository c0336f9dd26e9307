import { ABOVE, DAYS, DEEDS, PAPERS, STORM, TICKS, type Deed, type Paper, type Tick } from './chased-year.js';

/** Whom a step writes to, and how long after the deadline or the step before: `2d` are working days, `120m` minutes. */
type Step = readonly [
  to: 'unit' | 'leader' | 'superior' | 'superiorLeader' | 'issuer',
  wait: string,
  letter?: 'letter',
];
type Stage = 'delivery' | 'receipt' | 'relay' | 'begin' | 'work';
interface Rules {
  receipt: string;
  begin?: number;
  relay?: number;
  expires?: number;
  steps: Partial<Record<Stage, readonly Step[]>>;
}

const TWICE_THEN_ABOVE: readonly Step[] = [['unit', '0d'], ['unit', '1d'], ['superior', '1d']]; // prettier-ignore
/** The policies as their description says them in words. */
const RULES: Readonly<Record<Paper['policy'] | 'urgent', Rules>> = {
  default: {
    receipt: '1d',
    relay: 2,
    steps: { receipt: TWICE_THEN_ABOVE, relay: [['unit', '0d'], ['superior', '2d']], work: TWICE_THEN_ABOVE }, // prettier-ignore
  },
  strict: {
    receipt: '1d',
    relay: 1,
    expires: 3,
    steps: { receipt: TWICE_THEN_ABOVE, relay: [['unit', '0d'], ['superior', '1d']], work: TWICE_THEN_ABOVE }, // prettier-ignore
  },
  own: {
    receipt: '2d',
    begin: 3,
    steps: {
      receipt: [['unit', '0d'], ['leader', '2d'], ['superior', '3d', 'letter']], // prettier-ignore
      begin: [['unit', '0d'], ['superior', '2d']], // prettier-ignore
      work: [['unit', '1d'], ['leader', '2d'], ['superior', '2d', 'letter'], ['superiorLeader', '5d'], ['issuer', '5d']], // prettier-ignore
    },
  },
  urgent: {
    receipt: '120m',
    steps: {
      delivery: [['unit', '0d'], ['superior', '120m'], ['issuer', '120m']], // prettier-ignore
      receipt: [['unit', '0d'], ['unit', '120m'], ['leader', '120m'], ['superior', '120m'], ['issuer', '120m']], // prettier-ignore
    },
  },
};

/** No policy of these lets more working days go by before the next step. */
const LONGEST_WAIT = 5;

interface Duty {
  paper: Paper;
  office: string;
  sender: string;
  owesWork: boolean;
  /** Null: waits for its superior. */
  sentAt: string | null;
  hasArrived: boolean;
  acknowledgedAt: string | null;
  isBegun: boolean;
  isOver: boolean;
  due: string | null;
  taken: Partial<Record<Stage, { n: number; at: string }>>;
}

const dayOf = (time: string): string => time.slice(0, 10);
const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
const plusMinutes = (time: string, minutes: number): string =>
  new Date(Date.parse(`${time.replace(' ', 'T')}:00Z`) + minutes * 60_000).toISOString().slice(0, 16).replace('T', ' ');
const close = (day: string): string => `${day} 17:00`;

/** Whether an office works on a day, as far as is known at a time: of the storm, from when it was entered. */
function isWorked(day: string, office: string, now: string): boolean {
  const province = office.startsWith('tinh') ? office : ABOVE[office]!;
  if (now >= STORM.enteredAt && STORM.provinces.includes(province) && STORM.days.includes(day)) return false;
  const kind = DAYS[day.slice(0, 4)]?.[day];
  if (kind) return kind === 'make-up';
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** Lives through the year in plain steps, counting the days one by one, and says who is chased when. */
class NaiveChaser {
  private readonly duties: Duty[] = [];
  private readonly pauses = new Map<string, [from: string, to: string][]>();
  private readonly said: string[] = [];
  private readonly passedOn = new Set<string>();
  private now = '';

  run(): string[] {
    const script: { when: string; order: number; does: () => void }[] = [
      ...PAPERS.map((paper) => ({ when: paper.sentAt, order: 0, does: () => this.send(paper) })),
      ...DEEDS.map((one) => ({ when: one.at, order: 1, does: () => this.act(one) })),
      ...TICKS.map((tick) => ({ when: tick.when, order: 2, does: () => this.sweep(tick) })),
    ];
    script.sort((a, b) => (a.when === b.when ? a.order - b.order : a.when < b.when ? -1 : 1));
    for (const { when, does } of script) {
      this.now = when;
      does();
    }
    return this.said;
  }

  private isWorked = (day: string, office: string): boolean => isWorked(day, office, this.now);

  private stood(duty: Duty, time: string): boolean {
    return (this.pauses.get(duty.paper.name) ?? []).some(([from, to]) => from <= time && time < to);
  }

  /**
   * How often the office closed after a time, until another, counted no further than is asked; what it closed while the paper
   * was paused does not count.
   */
  private closes(duty: Duty, after: string, until: string, atMost: number): number {
    let n = 0;
    for (let day = dayOf(after); n < atMost && close(day) <= until; day = nextDay(day))
      if (close(day) > after && this.isWorked(day, duty.office) && !this.stood(duty, close(day))) n++;
    return n;
  }

  /** The same for days that are counted from the day after. */
  private daysSince = (duty: Duty, time: string, until: string): number =>
    this.closes(duty, `${dayOf(time)} 23:59`, until, LONGEST_WAIT);

  private hasPassed(duty: Duty, wait: string, since: string, until: string): boolean {
    const n = Number.parseInt(wait, 10);
    if (wait.endsWith('m')) return until >= plusMinutes(since, n);
    return this.daysSince(duty, since, until) >= n;
  }

  private send(paper: Paper): void {
    for (const [office, as] of Object.entries(paper.to)) {
      const isBelow = as === 'below';
      let due = paper.due ?? null;
      while (due && !this.isWorked(due, office)) due = dayBefore(due);
      this.duties.push({
        paper,
        office,
        sender: isBelow ? ABOVE[office]! : paper.issuer,
        owesWork: as !== 'info',
        // an urgent paper goes out half a minute past the minute: its minutes are over with the next one
        sentAt: isBelow ? null : paper.isUrgent ? plusMinutes(paper.sentAt, 1) : paper.sentAt,
        hasArrived: false,
        acknowledgedAt: null,
        isBegun: false,
        isOver: false,
        due,
        taken: {},
      });
    }
  }

  private act({ at, paper, office, what, on }: Deed): void {
    const mine = this.duties.filter((duty) => duty.paper.name === paper && (!office || duty.office === office));
    const pauses = this.pauses.get(paper) ?? [];
    if (what === 'pause') this.pauses.set(paper, [...pauses, [at, '9999']]);
    if (what === 'resume') pauses.at(-1)![1] = at;
    if (what === 'pass-on') {
      this.passedOn.add(`${paper} ${office}`);
      for (const duty of this.duties)
        if (duty.paper.name === paper && duty.sentAt === null && duty.sender === office) duty.sentAt = at;
    }
    for (const duty of mine) {
      if (what === 'acknowledge') duty.acknowledgedAt = at;
      if (what === 'arrive') duty.hasArrived = true;
      if (what === 'start') duty.isBegun = true;
      if (what === 'return' || what === 'report' || what === 'recall') duty.isOver = true;
      if (what === 'extend')
        Object.assign(duty, { due: on, taken: { ...duty.taken, begin: undefined, work: undefined } });
      if (what === 'amend') Object.assign(duty, { sentAt: at, acknowledgedAt: null, taken: {} });
    }
  }

  private sweep({ reads }: Tick): void {
    for (const duty of this.duties)
      if (!duty.isOver && duty.sentAt !== null && !this.stood(duty, this.now)) this.look(duty, reads);
  }

  private look(duty: Duty, reads: string): void {
    const rules = RULES[duty.paper.isUrgent ? 'urgent' : duty.paper.policy];
    if (duty.acknowledgedAt === null) return this.ofReceipt(duty, rules, reads);
    const since = this.daysSince(duty, duty.acknowledgedAt, reads);
    if (rules.expires && !duty.isBegun && duty.owesWork && since >= rules.expires) return this.expire(duty, reads);
    if (this.holdsOthersUp(duty) && since >= rules.relay!) this.take(duty, 'relay', rules.steps.relay!, reads);
    if (!duty.owesWork) return;
    const due = this.workDay(duty);
    const isLate = due !== null && close(due) <= reads;
    const ladder = rules.steps.begin ?? [];
    const isBeginning = !duty.isBegun && !isLate && (duty.taken.begin?.n ?? 0) < ladder.length;
    if (isBeginning && since >= rules.begin!) this.take(duty, 'begin', ladder, reads);
    if (isLate) this.take(duty, 'work', rules.steps.work ?? [], reads, due);
  }

  private ofReceipt(duty: Duty, rules: Rules, reads: string): void {
    const n = Number.parseInt(rules.receipt, 10);
    // the first close is that of the day on which it is received
    const isLate = rules.receipt.endsWith('m')
      ? reads >= plusMinutes(duty.sentAt!, n)
      : this.closes(duty, duty.sentAt!, reads, LONGEST_WAIT) > n;
    if (!isLate) return;
    const stage = rules.steps.delivery && !duty.hasArrived ? 'delivery' : 'receipt';
    this.take(duty, stage, rules.steps[stage] ?? [], reads);
  }

  private expire(duty: Duty, reads: string): void {
    this.said.push(`${reads} ${duty.paper.name} ${duty.office} expired`);
    Object.assign(duty, { sentAt: reads, acknowledgedAt: null, taken: {} });
  }

  private holdsOthersUp = ({ paper, office }: Duty): boolean =>
    this.duties.some((one) => one.paper === paper && one.sentAt === null && one.sender === office);

  /** The day on which the work is due: as many working days later as it was paused for, and no day off. */
  private workDay(duty: Duty): string | null {
    let due = duty.due;
    if (due === null) return null;
    const forward = (day: string): string => {
      let next = nextDay(day);
      while (!this.isWorked(next, duty.office)) next = nextDay(next);
      return next;
    };
    if (!this.pauses.has(duty.paper.name)) return this.isWorked(due, duty.office) ? due : forward(due);
    for (let day = dayOf(duty.paper.sentAt); day <= this.now; day = nextDay(day))
      if (this.isWorked(day, duty.office) && this.stood(duty, close(day)) && close(day) <= this.now) due = forward(due);
    return this.isWorked(due, duty.office) ? due : forward(due);
  }

  private take(duty: Duty, stage: Stage, all: readonly Step[], reads: string, deadline?: string): void {
    const ladder = duty.owesWork ? all : all.filter(([to]) => to === 'unit' || to === 'leader');
    const before = duty.taken[stage];
    const step = ladder[before?.n ?? 0];
    if (!step) return;
    const [to, wait, letter] = step;
    const isDue = before
      ? this.hasPassed(duty, wait, before.at, reads)
      : wait === '0d' || this.hasPassed(duty, wait, deadline!, reads);
    if (!isDue) return;
    const n = (before?.n ?? 0) + 1;
    duty.taken[stage] = { n, at: reads };
    const superior = ABOVE[duty.office]!;
    const above = superior === 'vn' ? duty.sender : superior;
    const office = { unit: duty.office, leader: duty.office, superior: above, superiorLeader: above, issuer: duty.paper.issuer }[to]; // prettier-ignore
    const written = letter ? `${duty.sender} letter` : office;
    this.said.push(`${reads} ${duty.paper.name} ${duty.office} ${stage} ${n} ${to} -> ${written}`);
  }
}

/** Everybody who is chased in the year, in the order of the golden list's lines. */
export const naiveChaser = (): string[] => new NaiveChaser().run();

/** What comes into the mail of a day, at eight: what was said since the last one, on the next day that the office works. */
export function naiveDigests(lines: readonly string[]): string[] {
  return lines.map((line) => {
    const [said = '', written = ''] = line.split(' -> ');
    let day = nextDay(dayOf(said));
    while (!isWorked(day, written, `${day} 08:00`)) day = nextDay(day);
    return `${day} 08:00 ${written} <- ${said.slice('2027-10-01 17:00 '.length)}`;
  });
}

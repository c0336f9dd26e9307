import type { AssignmentEvent } from '../../workflows/index.js';
import { checkHistory, moved, linesOf, type Done, type Duty, type Seen, type Told } from './history.js';
import type { Dice } from './random.js';

/** What clients send, and the event that it is to a duty. */
export const EVENT_OF = {
  acknowledge: 'ACKNOWLEDGE',
  return: 'RETURN',
  start: 'START',
  complete: 'COMPLETE',
  report: 'REPORT',
  accept: 'ACCEPT',
  'send-back': 'SEND_BACK',
  forward: 'FORWARD',
  pause: 'PAUSE',
  resume: 'RESUME',
  recall: 'RECALL',
  'agree-recall': 'AGREE_RECALL',
  'refuse-recall': 'REFUSE_RECALL',
  close: 'CLOSE',
} as const satisfies Record<string, AssignmentEvent['type']>;
export type ActName = keyof typeof EVENT_OF;

/** Acts on a directive: parts of them move its duties. */
const WHOLE: readonly ActName[] = ['pause', 'resume', 'recall', 'close'];

/** A duty of the cascade that the clients share. */
export interface SharedDuty {
  id: string;
  unit: string;
  parent: string | null;
  begins: Duty;
}

export interface Wish {
  act: ActName;
  duty: SharedDuty;
  report?: string;
  /** Whom to pass on to; nobody named is everybody who waits. */
  to: readonly SharedDuty[];
}

export interface Answer {
  told: Told;
  /** The row that the act answered. */
  seen?: Seen | undefined;
  /** The row as the answer shows it, read after the act. */
  read?: Seen | undefined;
}

/** Whatever clients send acts to. Undefined: nothing was sent, because there was nothing to send it about. */
export type Service = (wish: Wish, client: number) => Promise<Answer | undefined>;

/** How often each event was accepted, repeated, refused, and left without effect for another reason. */
export type Tally = Record<string, Partial<Record<Told, number>>>;

export interface Run {
  histories: Map<string, Done[]>;
  tally: Tally;
}

/** Logical time: a call and an answer are events in one order, without a clock. */
class Order {
  private last = 0;
  next = (): number => ++this.last;
}

/** How clients are let loose: `each` acts per client; one of all, at random and not at the beginning, is `once`. */
interface Letting {
  dice: Dice;
  clients: number;
  acts: readonly ActName[];
  each: number;
  once?: ActName | undefined;
}

/** Lets clients send random acts to one cascade, each one after another, all at once. */
export async function letLoose(
  service: Service,
  duties: readonly SharedDuty[],
  { dice, clients, acts, each, once }: Letting,
): Promise<Run> {
  const order = new Order();
  const run: Run = { histories: new Map(duties.map(({ id }) => [id, []])), tally: {} };
  const wishes = Array.from({ length: clients }, () => Array.from({ length: each }, () => wished(dice, duties, acts)));
  if (once !== undefined) {
    const middle = Math.floor(each / 4) + dice.upTo(Math.ceil(each / 4));
    wishes[dice.upTo(clients)]![middle] = wished(dice, duties, [once]);
  }
  const client = async (own: readonly Wish[], n: number): Promise<void> => {
    for (const wish of own) {
      const called = order.next();
      const answer = await service(wish, n);
      if (answer) note(run, duties, wish, { ...answer, called, answered: order.next(), client: n });
    }
  };
  await Promise.all(wishes.map(client));
  return run;
}

function wished(dice: Dice, duties: readonly SharedDuty[], acts: readonly ActName[]): Wish {
  const act = dice.oneOf(acts);
  const superiors = duties.filter(({ id }) => duties.some(({ parent }) => parent === id));
  const duty = dice.oneOf(act === 'forward' ? superiors : duties);
  const below = duties.filter(({ parent }) => parent === duty.id);
  return {
    act,
    duty,
    ...(act === 'report' ? { report: dice.oneOf(['đợt một', 'đợt hai']) } : {}),
    to: act === 'forward' && dice.upTo(2) === 0 ? [dice.oneOf(below)] : [],
  };
}

type Noted = Answer & Pick<Done, 'called' | 'answered' | 'client'>;

/** Enters what a client was told into the histories of the duties that it concerns. */
function note({ histories, tally }: Run, duties: readonly SharedDuty[], wish: Wish, noted: Noted): void {
  const { told, seen, read, called, answered, client } = noted;
  const type = EVENT_OF[wish.act];
  const counts = (tally[type] ??= {});
  counts[told] = (counts[told] ?? 0) + 1;
  const when = { called, answered: told === 'lost' ? Infinity : answered, client };
  const enter = (duty: SharedDuty, event: Done['event'], more: Omit<Done, keyof typeof when | 'event'>): Done => {
    const done: Done = { event, ...when, ...more };
    histories.get(duty.id)!.push(done);
    return done;
  };
  const partly = told === 'done' ? 'part' : 'lost';
  if (WHOLE.includes(wish.act)) {
    if (told === 'done' || told === 'lost')
      for (const duty of duties) enter(duty, { type } as AssignmentEvent, { told: partly });
    return;
  }
  const event = (type === 'FORWARD' ? { type, all: true } : { type }) as AssignmentEvent;
  const report = wish.report === undefined ? {} : { report: wish.report };
  const after = enter(wish.duty, event, { told, seen, ...report });
  if (read) enter(wish.duty, { type: 'READ' }, { told: 'done', seen: read, after });
  if (type === 'FORWARD' && (told === 'done' || told === 'lost'))
    for (const duty of wish.to.length > 0 ? wish.to : duties.filter(({ parent }) => parent === wish.duty.id))
      enter(duty, { type: 'RELAY' }, { told: partly });
}

/** The first duty whose history no order explains, as lines to read; undefined where there is none. */
export function unexplained(run: Run, duties: readonly SharedDuty[]): string | undefined {
  for (const { id, unit, begins } of duties) {
    const acts = run.histories.get(id)!;
    if (!checkHistory(begins, acts).linearizable) return `${unit}\n${linesOf(begins, acts)}`;
  }
  return undefined;
}

/** How many acts on the same duties were under way while acts of one kind were that were done. */
export function metBy({ histories }: Run, type: AssignmentEvent['type']): number {
  let met = 0;
  for (const acts of histories.values())
    for (const one of acts.filter(({ event, told }) => event.type === type && told === 'part'))
      met += acts.filter(
        ({ event, client, called, answered }) =>
          event.type !== 'READ' && client !== one.client && called < one.answered && answered > one.called,
      ).length;
  return met;
}

/** What the present rows are, as a last reading that every history ends with. */
export function endWith({ histories }: Run, rows: ReadonlyMap<string, Seen>): void {
  for (const [id, acts] of histories) {
    const seen = rows.get(id)!;
    const last = Math.max(0, ...acts.flatMap((act) => [act.called, act.answered].filter(Number.isFinite)));
    acts.push({ event: { type: 'READ' }, told: 'done', seen, called: last + 1, answered: last + 2, client: 0 });
  }
}

export function addUp(into: Tally, tally: Tally): void {
  for (const [event, counts] of Object.entries(tally))
    for (const [told, n] of Object.entries(counts) as [Told, number][]) {
      const sum = (into[event] ??= {});
      sum[told] = (sum[told] ?? 0) + n;
    }
}

/** The tally as a table: one line per event. */
export function tableOf(title: string, tally: Tally): string {
  const columns: readonly Told[] = ['done', 'repeated', 'refused', 'nothing'];
  const line = (name: string, cells: readonly (string | number)[]) =>
    `${name.padEnd(16)}${cells.map((cell) => String(cell).padStart(10)).join('')}`;
  const lines = Object.entries(tally)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([event, counts]) =>
      line(
        event,
        columns.map((told) => counts[told] ?? 0),
      ),
    );
  return [title, line('event', ['accepted', 'repeated', 'refused', 'other']), ...lines, ''].join('\n');
}

/** How a store of duties may be wrong. */
export type Fault = 'lost update' | 'double apply' | 'stale read';

/**
 * A store that keeps duties in memory and lets clients come between its steps; right, or wrong in one way:
 * - lost update: writes what it made of the row it read, whether or not the row has changed since;
 * - double apply: now and then writes an act a second time, as a retry does whose first answer got lost;
 * - stale read: now and then decides and answers by the row as it was before its last change.
 */
export class StoreOfDuties {
  private readonly rows: Map<string, Duty>;
  private readonly before: Map<string, Duty>;

  constructor(
    duties: readonly SharedDuty[],
    private readonly dice: Dice,
    private readonly fault?: Fault,
  ) {
    this.rows = new Map(duties.map(({ id, begins }) => [id, begins]));
    this.before = new Map(this.rows);
  }

  get present(): ReadonlyMap<string, Seen> {
    return this.rows;
  }

  private async others(): Promise<void> {
    for (let n = this.dice.upTo(6); n > 0; n--) await Promise.resolve();
  }

  private sometimes(fault: Fault): boolean {
    return this.fault === fault && this.dice.upTo(4) === 0;
  }

  private write(id: string, row: Duty): void {
    this.before.set(id, this.rows.get(id)!);
    this.rows.set(id, row);
  }

  /** An act on a directive moves every duty that it can, at once. */
  private async whole(event: AssignmentEvent): Promise<Answer> {
    await this.others();
    for (const [id, row] of this.rows) {
      const next = moved(row, event);
      if (next) this.write(id, next);
    }
    await this.others();
    return { told: 'done' };
  }

  readonly service: Service = async ({ act, duty: { id }, report }) => {
    const event = { type: EVENT_OF[act], ...(act === 'forward' ? { all: true } : {}) } as AssignmentEvent;
    if (WHOLE.includes(act)) return this.whole(event);
    for (;;) {
      await this.others();
      const read = this.rows.get(id)!;
      const next = moved(read, event, report);
      if (!next) {
        const seen = this.sometimes('stale read') ? this.before.get(id)! : read;
        await this.others();
        return refusal(seen, event, report);
      }
      await this.others();
      if (this.fault !== 'lost update' && this.rows.get(id) !== read) continue;
      this.write(id, next);
      if (this.sometimes('double apply')) this.write(id, { ...next, version: next.version + 1 });
      return { told: 'done', seen: next };
    }
  };
}

function refusal(seen: Duty, event: AssignmentEvent, report: string | undefined): Answer {
  const leadsThere = checkHistory(seen, [
    { event, told: 'repeated', ...(report === undefined ? {} : { report }), called: 1, answered: 2, client: 0 },
  ]);
  return { told: leadsThere.linearizable ? 'repeated' : 'refused', seen };
}

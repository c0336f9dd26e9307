/**
 * Histories of acts on one duty, told by the clients that did them, and the question whether there is one order of the
 * acts that explains every answer: with the machine as the specification, no act before its call or after its answer
 * (Wing and Gong, with what was tried kept).
 */
import {
  LEADS_TO,
  machineOf,
  step,
  type AssignmentContext,
  type AssignmentEvent,
  type AssignmentRegions,
} from '../../workflows/index.js';

/** A duty as the specification sees it. */
export interface Duty {
  machineVersion: number;
  regions: AssignmentRegions;
  context: AssignmentContext;
  version: number;
  /** What was reported last: the same report again is a repeat, another one is refused while it waits for review. */
  report: string | null;
  /** What became of that report: a review is repeated where the report is reviewed so, whatever the unit did since. */
  review: 'submitted' | 'accepted' | 'sentBack' | null;
}

/** What a client saw of the row. */
export interface Seen {
  regions: AssignmentRegions;
  version: number;
}

/**
 * What a client was told: `done`, `repeated`, `refused` (not possible now), `nothing` (refused for another reason, which
 * never moves the row), `lost` (no answer came: it may have happened, wholly or not at all). `part` is a part of a bulk
 * act that was done: it moved the row where the machine lets it.
 */
export type Told = 'done' | 'repeated' | 'refused' | 'nothing' | 'lost' | 'part';

export interface Done {
  event: AssignmentEvent | { type: 'READ' };
  /** What a report says. */
  report?: string;
  told: Told;
  seen?: Seen | undefined;
  /** Logical instants: no other call or answer has the same. */
  called: number;
  answered: number;
  client: number;
  /** The act of the same request that this reading came after. */
  after?: Done;
}

const sameRow = (duty: Duty, seen: Seen | undefined): boolean =>
  seen === undefined || (seen.version === duty.version && textOf(seen.regions) === textOf(duty.regions));
const textOf = ({ receipt, relay, work, standing }: AssignmentRegions): string =>
  `${receipt}.${relay}.${work}.${standing}`;

/** What the machine makes of a duty; undefined where it refuses. */
export function moved(duty: Duty, event: AssignmentEvent, report?: string): Duty | undefined {
  const machine = machineOf('assignment', duty.machineVersion);
  const value: AssignmentRegions & Record<string, string> = { ...duty.regions };
  const after = step(machine, { value, context: duty.context }, event);
  if (!after.accepted) return undefined;
  const regions = after.value as unknown as AssignmentRegions;
  const review = REVIEWS[event.type] ?? duty.review;
  return { ...duty, regions, context: after.context, version: duty.version + 1, report: report ?? duty.report, review };
}

const REVIEWS: Readonly<Record<string, Duty['review']>> = {
  REPORT: 'submitted',
  ACCEPT: 'accepted',
  SEND_BACK: 'sentBack',
};

/** Whether a refused act is one that the duty has had already. */
export function isRepeat(
  { regions, context, report, review }: Duty,
  { event, report: said }: Pick<Done, 'event' | 'report'>,
): boolean {
  const leadsTo = (LEADS_TO as Record<string, Partial<AssignmentRegions>>)[event.type];
  if (event.type === 'ACCEPT' || event.type === 'SEND_BACK') return review === REVIEWS[event.type];
  // declined, and not asked again since
  if (event.type === 'REFUSE_RECALL') return regions.standing === 'inForce' && context.recallRefused;
  if (!leadsTo || (event.type === 'REPORT' && said !== report)) return false;
  return Object.entries(leadsTo).every(([region, state]) => regions[region as keyof AssignmentRegions] === state);
}

/** Every state that the duty may be in if the act happened now and was answered so; none where it cannot have been. */
export function explained(duty: Duty, act: Done): Duty[] {
  const { event, told, seen } = act;
  const unmoved = sameRow(duty, seen) ? [duty] : [];
  if (event.type === 'READ' || told === 'nothing') return unmoved;
  const ways = event.type === 'FORWARD' ? [true, false].map((all) => ({ ...event, all })) : [event];
  const after = ways.flatMap((way) => moved(duty, way, act.report) ?? []);
  if (told === 'lost') return [duty, ...after];
  if (after.length === 0) {
    if (told === 'part') return [duty];
    return (isRepeat(duty, act) ? 'repeated' : 'refused') === told ? unmoved : [];
  }
  if (told === 'part') return after;
  // whom it would go to have it already: nothing is passed on
  if (event.type === 'FORWARD' && told === 'repeated') return unmoved;
  return told === 'done' ? after.filter((one) => sameRow(one, seen)) : [];
}

export interface Verdict {
  linearizable: boolean;
  /** The order found; where there is none, the longest that explains its answers. */
  order: Done[];
}

/** Looks for the order. What is left over at the end may only be acts whose answer was lost. */
export function checkHistory(begins: Duty, acts: readonly Done[]): Verdict {
  const known = new Set<string>();
  let best: Done[] = [];
  const search = (duty: Duty, left: readonly Done[], order: Done[]): Done[] | undefined => {
    if (order.length > best.length) best = order;
    if (left.every(({ told }) => told === 'lost')) return order;
    const key = `${left.map((act) => acts.indexOf(act)).join(',')} ${JSON.stringify(duty)}`;
    if (known.has(key)) return undefined;
    known.add(key);
    const firstAnswer = Math.min(...left.map(({ answered }) => answered));
    for (const act of left) {
      if (act.called > firstAnswer || (act.after && left.includes(act.after))) continue;
      const rest = left.filter((other) => other !== act);
      for (const next of explained(duty, act)) {
        const found = search(next, rest, [...order, act]);
        if (found) return found;
      }
    }
    return undefined;
  };
  const found = search(begins, acts, []);
  return { linearizable: found !== undefined, order: found ?? best };
}

/** A history as lines to read, the acts that no order explains last. */
export function linesOf(begins: Duty, acts: readonly Done[]): string {
  const { order } = checkHistory(begins, acts);
  const line = (act: Done): string =>
    [
      `${act.called}–${act.answered}`, `client ${act.client}`, act.event.type, act.report ?? '', act.told,
      act.seen ? `v${act.seen.version} ${textOf(act.seen.regions)}` : '',
    ].join(' '); // prettier-ignore
  const unexplained = acts.filter((act) => !order.includes(act));
  return [
    `begins v${begins.version} ${textOf(begins.regions)}`,
    ...order.map(line),
    '--- not explained:',
    ...unexplained.map(line),
  ].join('\n');
}

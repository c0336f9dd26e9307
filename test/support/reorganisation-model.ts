/**
 * What a reorganisation does to a tree and to open duties, told once more and plainly: in memory, one duty at a time,
 * without a look at the code under test. Tests compare the two.
 */
export type Role = 'action' | 'coordination' | 'information';
export const ROLES: readonly Role[] = ['action', 'coordination', 'information'];

export interface ModelUnit {
  code: string;
  name: string;
  kind: 'department' | 'division' | 'public-service-unit' | 'other-body';
  parent: string;
  alive: boolean;
  /** Who stands for it since it ended. */
  heir: string | null;
}

export interface ModelDuty {
  id: string;
  directive: string;
  unit: string;
  role: Role;
  receipt: string;
  work: string;
  standing: string;
  /** Whether it was passed on, as it is found. */
  relay: string;
  parent: string | null;
  /** The unit that hears of it and reviews its report. */
  sender: string;
  /** Facts of its history, by kind. */
  facts: Record<string, number>;
  /** Units that took it or a part of it over, in whichever reorganisation. */
  takers: string[];
  /** Whether somebody took it over when it closed. */
  isFollowed: boolean;
  /** The duty that mainly took it over. */
  mainTaker: string | null;
}

/** What is to be known of a duty to say what becomes of it. */
type MovedDuty = Pick<
  ModelDuty,
  'id' | 'directive' | 'unit' | 'role' | 'receipt' | 'work' | 'standing' | 'parent' | 'mainTaker'
>;

export interface ModelDirective {
  id: string;
  root: string;
  issuer: string;
}

/** One way that duties go by a plan; filters are empty where it is for all. */
export interface Edge {
  from: string;
  to: string;
  main: boolean;
  issuers: readonly string[];
  directives: readonly string[];
}

/** What a plan does, as the test that made it knows. */
export interface Change {
  edges: readonly Edge[];
  ends: readonly { unit: string; heir: string | null }[];
}

const OPEN_WORK = ['notStarted', 'assigned', 'implementing', 'waitingOnIssuer', 'implemented', 'sentBack'];

export const isOpen = (duty: Pick<ModelDuty, 'standing' | 'receipt' | 'role' | 'work'>): boolean =>
  duty.standing === 'inForce' &&
  (['expected', 'sent', 'delivered'].includes(duty.receipt) ||
    (duty.receipt === 'acknowledged' && duty.role === 'action' && OPEN_WORK.includes(duty.work)));

type ActName = 'acknowledge' | 'return' | 'start' | 'complete' | 'not-applicable' | 'report' | 'accept' | 'send-back';

/** Where an act leads, or undefined where it is refused or a repeat. */
export function afterAct(duty: ModelDuty, act: ActName): Partial<ModelDuty> | undefined {
  if (duty.standing !== 'inForce') return undefined;
  if (act === 'acknowledge' || act === 'return') {
    if (!['sent', 'delivered'].includes(duty.receipt)) return undefined;
    return { receipt: act === 'return' ? 'returned' : 'acknowledged' };
  }
  if (duty.receipt !== 'acknowledged' || duty.role !== 'action') return undefined;
  // what was passed on is others' work
  if (act === 'not-applicable' && ['partly', 'relayed'].includes(duty.relay)) return undefined;
  const [from, work] = {
    start: [['notStarted', 'assigned', 'sentBack'], 'implementing'],
    complete: [['notStarted', 'assigned', 'implementing'], 'implemented'],
    'not-applicable': [['notStarted', 'assigned'], 'notApplicable'],
    report: [['notStarted', 'assigned', 'implementing', 'implemented', 'sentBack'], 'reported'],
    accept: [['reported'], 'accepted'],
    'send-back': [['reported'], 'sentBack'],
  }[act] as [string[], string];
  return from.includes(duty.work) ? { work } : undefined;
}

export const FACT_OF: Readonly<Record<ActName, string>> = {
  acknowledge: 'assignment.acknowledged',
  return: 'assignment.returned',
  start: 'assignment.started',
  complete: 'assignment.completed',
  'not-applicable': 'assignment.notApplicable',
  report: 'assignment.reported',
  accept: 'assignment.reportAccepted',
  'send-back': 'assignment.reportSentBack',
};

/** The unit that stands for one that has ended, through however many reorganisations; null where nobody does. */
export function heirOf(units: ReadonlyMap<string, ModelUnit>, code: string): string | null {
  for (let unit = units.get(code); unit; unit = unit.heir === null ? undefined : units.get(unit.heir))
    if (unit.alive) return unit.code;
  return null;
}

const rank = ({ role }: { role: Role }): number => ROLES.indexOf(role);

/** A duty that a reorganisation must open: one for each directive and unit that takes over. */
export interface Opened {
  directive: string;
  unit: string;
  role: Role;
  from: string[];
  /** Nobody before it had the paper yet. */
  mayWait: boolean;
}

/** What must become of the duties: who closes, what opens, who is taken over by whom. */
export interface Moved {
  closes: Set<string>;
  opens: Opened[];
  /** For each duty that is taken over, the units that take it. */
  takers: Map<string, Set<string>>;
  /** Duties that take others along, by directive and unit: {@link placeOf}. */
  joins: Map<string, string>;
  /** Units that waited for somebody who is gone without a successor: they get the paper at once. */
  sent: string[];
}

type Duties = ReadonlyMap<string, MovedDuty>;
type Directives = ReadonlyMap<string, ModelDirective>;

/** Where a duty is owed: one there is enough. */
export const placeOf = ({ directive, unit }: Pick<MovedDuty, 'directive' | 'unit'>): string => `${directive} ${unit}`;

/** The units that take a duty over: where a way of the plan names its directive or issuer, only that one. */
function takersOf(change: Change, duty: MovedDuty, directives: Directives): string[] {
  const directive = directives.get(duty.directive)!;
  const root = directives.get(directive.root)!;
  const names = ({ issuers, directives: some }: Edge) =>
    issuers.some((code) => code === directive.issuer || code === root.issuer) ||
    some.some((id) => id === directive.id || id === root.id);
  const own = change.edges.filter(({ from }) => from === duty.unit);
  const narrow = own.filter(names);
  const wide = own.filter(({ issuers, directives: some }) => issuers.length + some.length === 0);
  return (narrow.length > 0 ? narrow : wide).map(({ to }) => to);
}

/** Whether a duty hangs, through whoever took over, below one of these. */
function isBelow(duty: MovedDuty, ids: readonly string[], duties: Duties): boolean {
  let at = duty.mainTaker ?? duty.parent;
  for (let depth = 0; at !== null && depth < 40; depth++) {
    if (ids.includes(at)) return true;
    const above = duties.get(at)!;
    at = above.mainTaker ?? above.parent;
  }
  return false;
}

export function movedBy(change: Change, duties: Duties, directives: Directives): Moved {
  const ending = new Set(change.ends.map(({ unit }) => unit));
  const moved: Moved = { closes: new Set(), opens: [], takers: new Map(), joins: new Map(), sent: [] };
  const wanted = new Map<string, Opened>();
  for (const duty of [...duties.values()].filter(isOpen)) {
    const taken = takersOf(change, duty, directives);
    if (taken.length === 0 && !ending.has(duty.unit)) continue;
    const others = taken.filter((unit) => unit !== duty.unit);
    // who goes on as one of its parts keeps what it owes
    if (others.length === taken.length) moved.closes.add(duty.id);
    moved.takers.set(duty.id, new Set(others));
    for (const unit of others) {
      const key = placeOf({ directive: duty.directive, unit });
      const asked = wanted.get(key) ?? { directive: duty.directive, unit, role: duty.role, from: [], mayWait: true };
      wanted.set(key, joined(asked, duty));
    }
  }
  const staying = [...duties.values()].filter((duty) => isOpen(duty) && !moved.closes.has(duty.id));
  for (const asked of wanted.values()) moved.opens.push(...openedFor(asked, staying, { duties, moved }));
  moved.sent = sentBy(change, wanted, { duties, directives, moved });
  return moved;
}

const joined = (asked: Opened, duty: MovedDuty): Opened => ({
  ...asked,
  role: rank(duty) < rank(asked) ? duty.role : asked.role,
  from: [...asked.from, duty.id],
  mayWait: asked.mayWait && duty.receipt === 'expected',
});

/** Nothing, where the unit owes as much already; else one duty, which takes the lesser one over too. */
function openedFor(
  asked: Opened,
  staying: readonly MovedDuty[],
  { duties, moved }: { duties: Duties; moved: Moved },
): Opened[] {
  const own = staying.filter((duty) => duty.directive === asked.directive && duty.unit === asked.unit);
  const [enough] = own
    .filter(
      (duty) =>
        rank(duty) <= rank(asked) &&
        (asked.mayWait || duty.receipt !== 'expected') &&
        !isBelow(duty, asked.from, duties),
    )
    .toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
  if (enough) {
    moved.joins.set(placeOf(asked), enough.id);
    return [];
  }
  for (const duty of own) {
    moved.closes.add(duty.id);
    moved.takers.set(duty.id, new Set([asked.unit, ...(moved.takers.get(duty.id) ?? [])]));
  }
  return [own.reduce(joined, asked)];
}

function sentBy(
  change: Change,
  wanted: ReadonlyMap<string, Opened>,
  { duties, directives, moved }: { duties: Duties; directives: Directives; moved: Moved },
): string[] {
  const heirs = new Map(change.ends.map(({ unit, heir }) => [unit, heir]));
  const isLeft = (above: MovedDuty | undefined): boolean => {
    if (!above || above.standing === 'closed' || !heirs.has(above.unit)) return false;
    const followed = takersOf(change, above, directives).some((unit) =>
      wanted.has(placeOf({ directive: above.directive, unit })),
    );
    return !followed && (moved.closes.has(above.id) || heirs.get(above.unit) === null);
  };
  return [...duties.values()]
    .filter((duty) => isOpen(duty) && duty.receipt === 'expected' && !moved.closes.has(duty.id))
    .filter((duty) => isLeft(duties.get(duty.parent ?? '')))
    .map(({ id }) => id);
}

/**
 * What a cascade owes, each unit once and once more for each plan that opened something for it: still owed or done, and
 * closed by a reorganisation.
 * @param openedBy  the plan that opened a duty, by its id
 */
export function owedOf(
  duties: readonly ModelDuty[],
  openedBy: ReadonlyMap<string, string>,
): { total: number; superseded: number } {
  const key = ({ id, unit }: ModelDuty): string => `${unit} ${openedBy.get(id) ?? ''}`;
  const units = new Set(duties.map(key));
  const counted = new Set(duties.filter(({ standing }) => standing !== 'superseded').map(key));
  return { total: counted.size, superseded: units.size - counted.size };
}

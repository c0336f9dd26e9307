import { vnDate } from '../../platform/vn-time.js';
import type { OfficeHours } from '../digests/office-hours.js';
import type { VirtualStep } from './timeline.rules.js';

/** The units of a directive that stand alike and work by one calendar, and the steps that are taken with each of them. */
export interface Timeline {
  unitIds: readonly string[];
  steps: readonly VirtualStep[];
}

/** Who is told. */
export interface Recipients {
  issuerId: string;
  superiors: ReadonlyMap<string, string>;
  /** Offices whose leader has an address of its own. */
  leaders: ReadonlySet<string>;
  officeOf: (officeId: string) => VirtualOffice;
}

/** How a recipient gets its mails. */
export interface VirtualOffice {
  /** Undefined where its calendar cannot be read. */
  hours: OfficeHours | undefined;
  isReached: boolean;
}

/** Recipients of whom each is told as much at the same instants, in the same way. */
export interface Told {
  office: VirtualOffice;
  recipients: number;
  /** In the order of their instants; so many at each. */
  notices: readonly { at: Date; times: number }[];
}

/** Units that are gone over in one piece. */
const PIECE = 2000;
/** A leader with an address of its own gets mails of its own; the others share the mailbox of their office. */
const LEADER = ' leader';

/** Whom a step with a unit tells: an office, or the leader of one. */
function recipientOf(unitId: string, to: VirtualStep['to'], { issuerId, superiors, leaders }: Recipients): string {
  const superior = superiors.get(unitId) ?? issuerId;
  const office = { unit: unitId, leader: unitId, superior, superiorLeader: superior, issuer: issuerId }[to];
  const isLeader = to === 'leader' || to === 'superiorLeader';
  return isLeader && leaders.has(office) ? `${office}${LEADER}` : office;
}

function officeOf(recipient: string, { officeOf: of }: Recipients): VirtualOffice {
  const isLeader = recipient.endsWith(LEADER);
  const office = of(isLeader ? recipient.slice(0, -LEADER.length) : recipient);
  return isLeader ? { ...office, isReached: true } : office;
}

/** An official letter is told to who sends it, once for all units whose step it is on a day. */
function lettersOf(timelines: readonly Timeline[], { issuerId }: Recipients): Timeline {
  const letters = new Map<string, VirtualStep>();
  for (const { steps } of timelines)
    for (const step of steps)
      if (step.channel === 'letter')
        letters.set(`${step.stage} ${step.n} ${vnDate(step.at)}`, { ...step, to: 'unit', channel: 'mail' });
  return { unitIds: [issuerId], steps: [...letters.values()] };
}

/** What one recipient is told: of each timeline the steps to somebody, times the units by which it is that somebody. */
type Share = Map<string, { steps: readonly VirtualStep[]; times: number }>;

/** The shares of all recipients; those that are alike have the same keys in the same order. In pieces. */
function* sharesOf(timelines: readonly Timeline[], whom: Recipients): Generator<void, Map<string, Share>> {
  const shares = new Map<string, Share>();
  let units = 0;
  for (const [i, { unitIds, steps }] of [...timelines, lettersOf(timelines, whom)].entries()) {
    const mails = steps.filter(({ channel }) => channel === 'mail');
    for (const to of new Set(mails.map((step) => step.to))) {
      const its = mails.filter((step) => step.to === to);
      for (const unitId of unitIds) {
        if (++units % PIECE === 0) yield;
        const recipient = recipientOf(unitId, to, whom);
        const share: Share = shares.get(recipient) ?? new Map();
        shares.set(recipient, share);
        const known = share.get(`${i} ${to}`);
        if (known) known.times++;
        else share.set(`${i} ${to}`, { steps: its, times: 1 });
      }
    }
  }
  return shares;
}

/** Who is told how much and when, recipients that are told alike once. In pieces. */
export function* toldOf(timelines: readonly Timeline[], whom: Recipients): Generator<void, Told[]> {
  const alike = new Map<string, { office: VirtualOffice; recipients: number; share: Share }>();
  let n = 0;
  for (const [recipient, share] of yield* sharesOf(timelines, whom)) {
    if (++n % PIECE === 0) yield;
    const office = officeOf(recipient, whom);
    const said = [...share].map(([key, { times }]) => `${key} ${times}`);
    const key = [office.isReached, office.hours?.hour, office.hours?.calendar.scope, ...said].join('\n');
    const known = alike.get(key);
    if (known) known.recipients++;
    else alike.set(key, { office, recipients: 1, share });
  }
  const told: Told[] = [];
  for (const { share, ...of } of alike.values()) {
    if (told.length % PIECE === 0) yield;
    const notices = [...share.values()].flatMap(({ steps, times }) => steps.map(({ at }) => ({ at, times })));
    told.push({ ...of, notices: notices.toSorted((a, b) => a.at.getTime() - b.at.getTime()) });
  }
  return told;
}

/** What the model of a cascade holds. */
export type Role = 'action' | 'coordination' | 'information';
/** What an act is answered with. */
export type Outcome = 'done' | 'repeated' | 'not-possible-now' | 'invalid';

export interface ModelDuty {
  id: string;
  directive: string;
  unit: string;
  /** The duty that it was passed on from. */
  parent: string | null;
  /** The line of the addressees that its unit comes from, by its text. */
  line: string;
  role: Role;
  receipt: string;
  relay: string;
  work: string;
  standing: string;
  version: number;
  receiptDue: number | null;
  workDue: number | null;
  /** What falls due by itself: the next reminder, the relay, the expiry of the acknowledgement. */
  remindAt: number | null;
  relayAt: number | null;
  followAt: number | null;
  reminded: { receipt: number; work: number };
  toldSuperior: { receipt: boolean; work: boolean; relay: boolean };
  /** Who passed it on to some was reminded of the rest. */
  relayReminded: boolean;
  pausedAt: number | null;
  /** What happened while the clock stood. */
  inPause: { acknowledged: boolean; granted: boolean };
  recallAskedAt: number | null;
  /** Where the work stood when the unit asked, and since when the answer is waited for. */
  asked: { from: string; at: number; days: number; since: number } | null;
  /** Until which day more time is asked for. */
  wants: { day: string; until: number } | null;
  report: { text: string; state: 'submitted' | 'accepted' | 'sentBack' } | null;
  facts: Record<string, number>;
  /** The duty that mainly took it over. */
  mainTaker: string | null;
}

/** A task: of everybody where it names no line of the addressees. */
export interface ModelTask {
  text: string;
  lines: readonly string[];
}

export interface ModelDirective {
  id: string;
  root: string;
  /** The unit that issued it, by its code. */
  issuer: string;
  /** The duty whose unit issued it, where it passes a paper on. */
  of: string | null;
  state: 'issued' | 'paused' | 'recalled' | 'superseded' | 'closed';
  pausedAt: number | null;
  supersededBy: string | null;
  /** Office days in which something has to follow an acknowledgement. */
  followDays: number | null;
  tasks: readonly ModelTask[];
  /** The day that it names for the work, and what it comes to. */
  dueOn: string | null;
  workDue: number | null;
}

/** A new version of what a directive asks; what is not given stays. */
export interface ModelAmendment {
  tasks?: readonly ModelTask[];
  due?: { on: string; at: number };
}

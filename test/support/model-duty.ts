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
  recallAskedAt: number | null;
  /** Where the work stood when the unit asked, and since when the answer is waited for. */
  asked: { from: string; at: number; days: number; since: number } | null;
  /** Until which day more time is asked for. */
  wants: { day: string; until: number } | null;
  report: { text: string; state: 'submitted' | 'accepted' | 'sentBack' } | null;
  facts: Record<string, number>;
}

export interface ModelDirective {
  id: string;
  /** The duty whose unit issued it, where it passes a paper on. */
  of: string | null;
  state: 'issued' | 'paused' | 'recalled' | 'closed';
  /** Office days in which something has to follow an acknowledgement. */
  followDays: number | null;
}

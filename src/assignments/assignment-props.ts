import type { FormError } from '../platform/components/form.js';
import type { Paper } from '../platform/components/paper.js';
import type { TimelineEntry } from '../platform/components/timeline.js';
import type { Instant } from '../platform/components/when.js';
import type { IsoDate } from '../platform/vn-time.js';
import type { DrawnParts } from './assignment-part.js';
import type { DutyState } from './inbox.view.js';
import type { DutyTasksProps } from './tasks/tasks.view.js';

/** A unit that this one passed the paper on to. */
export interface ChildAssignment {
  /** Null where the reader may not open it. */
  href: string | null;
  unit: { code: string; name: string };
  receipt: DutyState['receipt'];
  relay: DutyState['relay'];
  work: DutyState['work'];
  standing: DutyState['standing'];
  receiptDueAt: Instant | null;
  acknowledgedAt?: Instant | null;
}

/** Where the duty comes from and went; `href` is null where the reader may not open it. */
export interface DutyLineage {
  predecessors: readonly DutyRelative[];
  successors: readonly DutyRelative[];
  producers: readonly { name: string; from: IsoDate | null; to: IsoDate | null }[];
}
export interface DutyRelative {
  name: string;
  effectiveOn: IsoDate;
  href: string | null;
}

/** `GET /assignments/{id}` of the API with what the page shows beside it. */
export interface AssignmentProps extends DutyState {
  id: string;
  directive: string;
  unit: { code: string; name: string };
  sender: string;
  paper: Paper;
  /** The unit's own tasks, each with how far it has come. */
  duty: Omit<DutyTasksProps, 'id'>;
  accountableName: string | null;
  accountableCapacity: 'own-office' | 'by-delegation' | null;
  /** The dispatch's own text, where it may be shown. */
  paperText: string | null;
  arrivalNumber: number | null;
  openedAt: Instant;
  lead: string | null;
  coOperating: readonly string[];
  internalDueAt: Instant | null;
  returnReason: string | null;
  note: string | null;
  reviewNote: string | null;
  allowed: readonly string[];
  waitingForRelay: number;
  /** Who of the unit can lead. */
  officers: readonly { id: string; name: string }[];
  version: number;
  /** The version of what the directive asks that was last sent to the unit. */
  sentVersion: number;
  lineage: DutyLineage;
  children: readonly ChildAssignment[];
  childrenNextHref: string | null;
  /** Some of those that wait for this unit to pass the paper on. */
  waitingChildren: readonly ChildAssignment[];
  waitingNextHref: string | null;
  history: readonly TimelineEntry[];
  /** The directive is paused: no clock runs. */
  paused: boolean;
  /** The directive that took the place of this one, where one did. */
  supersededBy: string | null;
  /** What features of their own show of the assignment. */
  parts: DrawnParts;
  /** `field` is `<act>-<name>`, e.g. `report-text`. */
  errors?: readonly FormError[];
}

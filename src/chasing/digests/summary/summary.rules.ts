import type { Paper } from '../../../platform/components/paper.js';
import { plusDays, weekdayOf, type IsoDate } from '../../../platform/vn-time.js';

/** What a leader is told: falls due this week, late, held up below, waits for an answer from above, is to be answered. */
export const PARTS = ['due', 'late', 'below', 'asked', 'toAnswer'] as const;
export type Part = (typeof PARTS)[number];

export interface SummaryLine {
  part: Part;
  /** How many there are of the part, listed or not. */
  total: number;
  directiveId: string;
  assignmentId: string;
  paper: Paper;
  /** The unit whose duty it is. */
  unitName: string;
  dueAt: Date | null;
}

/** The Monday of the week of a date. */
export const mondayOf = (on: IsoDate): IsoDate => plusDays(on, -((weekdayOf(on) + 6) % 7));

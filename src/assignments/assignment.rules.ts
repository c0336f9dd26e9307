import type { AssignmentContext, AssignmentEvent, AssignmentRegions } from '../../workflows/index.js';
import { LEADS_TO } from '../../workflows/index.js';

/** The regions of a row, without its other columns. */
export const regionsOf = ({ receipt, relay, work, standing }: AssignmentRegions): AssignmentRegions => ({
  receipt,
  relay,
  work,
  standing,
});

/** Whether the row is already in the state that the event leads to: doing it again is a repeat. */
export function isRepeat(regions: AssignmentRegions, event: AssignmentEvent): boolean {
  const leadsTo: Partial<AssignmentRegions> | undefined = (LEADS_TO as Record<string, Partial<AssignmentRegions>>)[
    event.type
  ];
  if (!leadsTo) return false;
  return Object.entries(leadsTo).every(([region, state]) => regions[region as keyof AssignmentRegions] === state);
}

/**
 * The one word shown in lists, of the four columns: what ended the duty, else what became of the paper, else how far
 * the work is.
 */
export function stateOf(row: AssignmentRegions): string {
  if (row.standing !== 'inForce') return row.standing;
  if (row.receipt !== 'acknowledged') return row.receipt;
  if (row.work !== 'notStarted') return row.work;
  return row.relay === 'silent' ? 'silentRelay' : 'acknowledged';
}

/** The four columns as one text, as facts hold them: the state of any past instant is read from there. */
export const regionsText = ({ receipt, relay, work, standing }: AssignmentRegions): string =>
  `${receipt}.${relay}.${work}.${standing}`;

const WORK_OPEN: readonly AssignmentRegions['work'][] = [
  'notStarted',
  'assigned',
  'implementing',
  'implemented',
  'sentBack',
];

/** Whether the unit still owes work: nothing reported, accepted or declined yet. */
export const owesWorkStill = (row: AssignmentRegions, context: AssignmentContext): boolean =>
  context.owesWork && row.standing === 'inForce' && WORK_OPEN.includes(row.work);

/** What a row is chased for, if for anything. */
export function chaseStageOf(row: AssignmentRegions, context: AssignmentContext): 'receipt' | 'work' | null {
  if (row.standing !== 'inForce' || context.paused) return null;
  if (row.receipt === 'sent' || row.receipt === 'delivered') return 'receipt';
  return row.receipt === 'acknowledged' && owesWorkStill(row, context) ? 'work' : null;
}

/** The codes of a return (Decree 30/2020, article 21; Decision 28/2018, article 9). */
export const RETURN_REASONS = ['wrong-addressee', 'not-authentic', 'incomplete', 'duplicate', 'other'] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

/**
 * Status that the national exchange calls the row by (Decision 28/2018): two digits, or null where it has none.
 * @see docs/glossary.md
 */
export function exchangeStatus(row: AssignmentRegions, recallRefused = false): string | null {
  if (row.receipt === 'returned') return '02';
  if (row.standing === 'recallRequested') return '13';
  if (row.standing === 'recalled') return row.receipt === 'expected' ? null : '15';
  if (recallRefused) return '16';
  if (row.receipt === 'delivered') return '01';
  if (row.receipt !== 'acknowledged') return null;
  if (row.work === 'notStarted') return '03';
  if (row.work === 'assigned') return '04';
  return ['implementing', 'sentBack', 'waitingOnIssuer'].includes(row.work) ? '05' : '06';
}

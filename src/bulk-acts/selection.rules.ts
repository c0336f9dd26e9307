import { z } from 'zod';
import { isUuid } from '../platform/ids.js';
import { givenText } from '../platform/given-text.rules.js';

/** Acts on directives, each one transaction of its own. */
export const DIRECTIVE_ACTS = ['issue', 'pause', 'resume', 'recall', 'close'] as const;
/** Acts on assignments, done for many rows by one statement. */
export const ASSIGNMENT_ACTS = ['remind', 'reassign'] as const;
export const ACTS = [...DIRECTIVE_ACTS, ...ASSIGNMENT_ACTS] as const;
export type Act = (typeof ACTS)[number];
export type DirectiveAct = (typeof DIRECTIVE_ACTS)[number];
export type AssignmentAct = (typeof ASSIGNMENT_ACTS)[number];

export const isDirectiveAct = (act: Act): act is DirectiveAct => (DIRECTIVE_ACTS as readonly string[]).includes(act);

const uuid = z.string().refine(isUuid, 'uuid');
const MOST_NAMED = 5000;

/** Of the caller's own directives: named, or all that fit. */
const directivesSchema = z.strictObject({
  directives: z.array(uuid).min(1).max(MOST_NAMED).optional(),
  state: z.enum(['drafted', 'signed', 'numbered', 'issued', 'paused']).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});

/** Assignments: named, those of directives (`under` a unit of one), or, for reassigning, all of one's own office. */
const assignmentsSchema = z.strictObject({
  assignments: z.array(uuid).min(1).max(MOST_NAMED).optional(),
  directive: uuid.optional(),
  directives: z.array(uuid).min(1).max(MOST_NAMED).optional(),
  under: z.string().max(100).optional(),
  receipt: z.enum(['sent', 'delivered', 'acknowledged']).optional(),
  relay: z.enum(['owed', 'silent', 'partly']).optional(),
  work: z.string().max(40).optional(),
  /** Only those that have not registered the paper yet. */
  unacknowledged: z.boolean().optional(),
  overdue: z.enum(['receipt', 'work']).optional(),
  lead: uuid.optional(),
});

export type DirectivesSelection = z.infer<typeof directivesSchema>;
export type AssignmentsSelection = z.infer<typeof assignmentsSchema>;
export type Selection = DirectivesSelection | AssignmentsSelection;

export interface Parameters {
  /** Why, for recall and pause; kept here, and in the history as a seal only. */
  reason?: string | undefined;
  /** The account that leads from now on, for reassigning. */
  lead?: string | undefined;
}

const reason = givenText(2000);
const onDirectives = <A extends DirectiveAct, P extends z.ZodRawShape>(act: A, parameters: P) =>
  z.strictObject({ act: z.literal(act), selection: directivesSchema, ...parameters });

/** What may be asked: an act, the rows it is for, and what the act itself needs. */
export const bulkActSchema = z.discriminatedUnion('act', [
  onDirectives('issue', {}),
  onDirectives('pause', { reason }),
  onDirectives('resume', {}),
  onDirectives('recall', { reason }),
  onDirectives('close', {}),
  z.strictObject({ act: z.literal('remind'), selection: assignmentsSchema }),
  z.strictObject({ act: z.literal('reassign'), selection: assignmentsSchema, lead: uuid }),
]);
export type BulkActAsked = z.infer<typeof bulkActSchema>;

/** The parameters of what was asked, without the selection. */
export const parametersOf = (asked: BulkActAsked): Parameters => ({
  ...('reason' in asked ? { reason: asked.reason } : {}),
  ...('lead' in asked ? { lead: asked.lead } : {}),
});

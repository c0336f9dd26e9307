import { z } from 'zod';
import {
  CHASE_STAGES,
  CHASED,
  classOf,
  ladderOf,
  STEP_TEXTS,
  type ChaseStage,
  type LadderStep,
  type PolicyRules,
  type Urgency,
} from '../../directives/index.js';
import type { MessageRow } from '../../mail/index.js';
import { rowsOf, sql, type Db } from '../../platform/database/sql.js';

/** The step of a ladder that a message is of, with what the frozen policy does after it. */
export interface StepSaid {
  stage: ChaseStage;
  /** From 1. */
  n: number;
  to: LadderStep['to'];
  text: LadderStep['text'];
  next: LadderStep | null;
  beginDays: number | null;
}

const saidSchema = z.object({
  directive: z.uuid(),
  stage: z.enum(CHASE_STAGES),
  step: z.coerce.number().int().min(1),
  to: z.enum(CHASED),
  text: z.enum(STEP_TEXTS),
});
type Said = z.infer<typeof saidSchema>;

interface Frozen {
  directive: string;
  assignment: string;
  policy: PolicyRules;
  urgency: Urgency;
  owesWork: boolean;
}

/**
 * The steps that messages are of, each directive's policy read once for the batch. A reminder that somebody sends by hand is
 * of no step, and is missing.
 */
export async function stepsSaid(db: Db, messages: readonly MessageRow[]): Promise<ReadonlyMap<MessageRow, StepSaid>> {
  const said = messages.flatMap((message): [MessageRow, Said][] => {
    const parsed = saidSchema.safeParse(message.parameters);
    return parsed.success && message.assignmentId !== null ? [[message, parsed.data]] : [];
  });
  if (said.length === 0) return new Map();
  const frozen = await rowsOf<Frozen>(
    db,
    sql`select d.id as directive, a.id as assignment, d.policy, coalesce(d.urgency, 'ordinary') as urgency,
        (a.context ->> 'owesWork')::boolean as "owesWork"
      from unnest(${said.map(([{ cascadeId }]) => cascadeId)}::uuid[], ${said.map(([{ assignmentId }]) => assignmentId)}::uuid[])
        m (cascade_id, assignment_id)
      join assignment a on a.cascade_id = m.cascade_id and a.id = m.assignment_id join directive d on d.id = a.directive_id`,
  );
  const byDuty = new Map(frozen.map((row) => [row.assignment, row]));
  return new Map(
    said.flatMap(([message, { stage, step, to, text }]): [MessageRow, StepSaid][] => {
      const of = byDuty.get(message.assignmentId!);
      if (!of) return [];
      const ladders = classOf(of.policy, of.urgency);
      const next = ladderOf(ladders, stage, of.owesWork)[step] ?? null;
      return [[message, { stage, n: step, to, text, next, beginDays: ladders.beginWorkingDays }]];
    }),
  );
}

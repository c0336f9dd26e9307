import { z } from 'zod';
import { dispatchSchema } from '../../dispatches/index.js';
import { draftSchema } from '../directive.schemas.js';
import { givenText } from '../../platform/given-text.rules.js';

const words = givenText(2000);
const task = z.object({
  /** The number of the task that it takes the place of. */
  n: z.int().min(1).max(32_000).optional(),
  label: z.string().trim().max(50).default('-'),
  text: givenText(20_000),
  addressees: z.array(words).max(500).default([]),
});

/** Body of `POST /directives/{id}/amend`: what is not given stays as it is; `tasks` are all tasks of the new version. */
export const amendSchema = z.object({
  reason: words,
  subject: words.optional(),
  tasks: z.array(task).max(500).optional(),
  dueOn: draftSchema.shape.dueOn,
  dueOperator: draftSchema.shape.dueOperator,
  dueHour: draftSchema.shape.dueHour,
  acknowledgeBy: draftSchema.shape.acknowledgeBy,
  /** The version that the caller saw; another one in force by now is a conflict. */
  from: z.int().min(1).max(32_000).optional(),
  /** The paper that amends: its text, or its fields. */
  text: draftSchema.shape.text,
  fileName: draftSchema.shape.fileName,
  dispatch: dispatchSchema.optional(),
});

/** The same without a reason: nothing is done. */
export const amendPreviewSchema = amendSchema.extend({ reason: words.optional() });
export type Amendment = z.infer<typeof amendPreviewSchema>;

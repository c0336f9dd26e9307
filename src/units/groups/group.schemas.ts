import { z } from 'zod';

const expression = z.string().trim().min(1).max(2000);
const note = z.string().max(1000).nullish();

/** A group as a clerk saves it for a unit. */
export const newGroupSchema = z.object({
  unit: z.string().trim().min(1).max(80),
  name: z.string().trim().min(1).max(120),
  expression,
  note,
});

/** What a group says from now on; `version` is the one that the clerk looked at. */
export const newVersionSchema = z.object({
  expression,
  note,
  version: z.coerce.number().int().min(1).max(32_767).optional(),
});

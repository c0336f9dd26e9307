import { z } from 'zod';
import { pagingSchema } from '../platform/paging.js';
import { UNDELIVERED } from './operator.queries.js';

const domain = z.string().trim().max(255);

/** Each look reads all messages of the period. */
export const MOST_DAYS = 31;
const days = z.coerce.number().int().min(1).max(MOST_DAYS).default(7);

export const standingSchema = z.object({ days });

export const undeliveredSchema = pagingSchema.extend({
  state: z.enum(UNDELIVERED).optional(),
  domain: domain.optional(),
});

/** What the page asks for. */
export const pageSchema = z.object({
  days,
  state: z.enum(UNDELIVERED).optional(),
  domain: domain.optional(),
  cursor: z.string().max(400).optional(),
});

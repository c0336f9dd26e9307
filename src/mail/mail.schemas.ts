import { z } from 'zod';
import { pagingSchema } from '../platform/paging.js';
import { UNDELIVERED } from './operator.queries.js';

const domain = z.string().trim().max(255);

export const standingSchema = z.object({
  days: z.coerce.number().int().min(1).max(365).default(7),
});

export const undeliveredSchema = pagingSchema.extend({
  state: z.enum(UNDELIVERED).optional(),
  domain: domain.optional(),
});

/** What the page asks for. */
export const pageSchema = z.object({
  // each view of the page reads all messages of the period
  days: z.coerce.number().int().min(1).max(31).default(7),
  state: z.enum(UNDELIVERED).optional(),
  domain: domain.optional(),
  cursor: z.string().max(400).optional(),
});

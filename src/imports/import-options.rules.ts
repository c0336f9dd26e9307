import { z } from 'zod';
import { isCivilDay } from '../platform/vn-time.js';

const day = z.string().refine(isCivilDay).optional();

/** What a list does not say itself, as a form or a query gives it. */
export const importOptions = z.object({
  at: day,
  effectiveOn: day,
  legalBasis: z.string().trim().max(200).optional(),
});

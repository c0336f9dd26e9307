import { z } from 'zod';
import { dispatchSchema } from '../dispatches/index.js';
import { isIsoDate } from '../platform/vn-time.js';

const isoDate = z.string().refine(isIsoDate, 'ISO date: YYYY-MM-DD');
const words = z.string().trim().min(1).max(2000);
const ROLES = ['action', 'coordination', 'information'] as const;

export const addresseeSchema = z.object({
  text: words,
  role: z.enum(ROLES).default('action'),
  through: z.enum(['superior']).nullish(),
});

/** Body of `POST /directives`: everything but issuer and subject may be absent while it is a draft. */
export const draftSchema = z.object({
  issuer: z.string().trim().min(1).max(100),
  dispatch: dispatchSchema.optional(),
  text: z.string().max(2_000_000).optional(),
  fileName: z.string().max(300).optional(),
  subject: words.optional(),
  rosterOn: isoDate.optional(),
  actBy: z.enum(['direct', 'superior']).optional(),
  addressees: z.array(addresseeSchema).max(500).optional(),
  tasks: z
    .array(z.object({ label: z.string().max(50).default('-'), text: words, addressees: z.array(words).default([]) }))
    .max(500)
    .optional(),
  acknowledgeBy: z.iso.datetime({ offset: true }).nullish(),
  dueOn: isoDate.nullish(),
  dueOperator: z.enum(['before', 'on', 'at-latest']).optional(),
  dueHour: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullish(),
  policy: z.string().max(100).optional(),
});

export const settleSchema = z.object({ units: z.array(z.string().min(1).max(100)).max(20_000) });

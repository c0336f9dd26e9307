import { z } from 'zod';
import { HANDLING_STEPS } from '../calendar/index.js';
import { invalid } from '../platform/errors.js';
import { isCivilDay, vnInstant } from '../platform/vn-time.js';

const scope = z.string().trim().min(1).max(100).default('national');
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const day = z.string().refine(isCivilDay, 'date');

/** Which calendar is shown. */
export const shownSchema = z.object({
  scope,
  year: whole(1900, 2200).optional(),
  version: whole(1, 2_000_000_000).optional(),
});

const PHRASED = ['before', 'on', 'at-latest', 'within', 'same-day', 'next-morning', 'soon', 'on-request'] as const;

/** A term that is asked for: a step of a decree, or words of a paper. */
export const termSchema = z.object({
  scope,
  term: z.enum([...HANDLING_STEPS, ...PHRASED]),
  /** `2026-08-20T16:00`, in Vietnamese time; now where it is left out. */
  from: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/)
    .refine((text) => isCivilDay(text.slice(0, 10)), 'date')
    .optional(),
  on: day.optional(),
  hour: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  days: whole(0, 2600).optional(),
  /** What the policy gives for "at once", of an urgent paper. */
  minutes: whole(1, 100_000).optional(),
});
export type TermAsked = z.infer<typeof termSchema>;

/** The instant that a term counts from. */
export const instantOf = (text: string): Date => vnInstant(text.slice(0, 10), text.slice(11));

/** @throws ProductError `invalid` */
export function needed<Value>(value: Value | undefined, field: string): Value {
  if (value !== undefined) return value;
  throw invalid(`Thời hạn này cần thêm "${field}".`, `This term needs "${field}".`, { field });
}

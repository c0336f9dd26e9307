import { z } from 'zod';
import { dispatchSchema } from '../dispatches/index.js';
import { invalid } from '../platform/errors.js';
import { givenText } from '../platform/given-text.rules.js';
import { daysBetween, isCivilDay, isIsoDate, vnDate, type IsoDate } from '../platform/vn-time.js';

const isoDate = z.string().refine(isIsoDate, 'ISO date: YYYY-MM-DD');
/** Terms outside this century are refused whatever the business day; {@link mustBeNear} is closer. */
const inThisCentury = (text: string): boolean => /^20\d\d-/.test(text);
const words = givenText(2000);
/** The number of a paper within a year of its office. */
export const numberSchema = z.int().min(1).max(999_999);
/** A term that lies further away is a slip of the pen. */
const FARTHEST_DAYS = 5 * 366;
const ROLES = ['action', 'coordination', 'information'] as const;

export const addresseeSchema = z.object({
  text: words,
  role: z.enum(ROLES).default('action'),
  through: z.enum(['superior']).nullish(),
});

/** Body of `POST /directives`: everything but issuer and subject may be absent while it is a draft. */
export const draftSchema = z.object({
  issuer: z.string().trim().min(1).max(100),
  dispatch: dispatchSchema.extend({ number: numberSchema.nullable() }).optional(),
  text: z.string().max(2_000_000).optional(),
  fileName: z.string().max(300).optional(),
  /** A paper that was handed in before (`POST /dispatches`), instead of a text. */
  paper: z.uuid().optional(),
  subject: words.optional(),
  rosterOn: z.string().refine(isCivilDay, 'civil day').optional(),
  actBy: z.enum(['direct', 'superior']).optional(),
  addressees: z.array(addresseeSchema).max(500).optional(),
  tasks: z
    .array(z.object({ label: z.string().max(50).default('-'), text: words, addressees: z.array(words).default([]) }))
    .max(500)
    .optional(),
  acknowledgeBy: z.iso.datetime({ offset: true }).refine(inThisCentury).nullish(),
  dueOn: isoDate.refine(inThisCentury).nullish(),
  dueOperator: z.enum(['before', 'on', 'at-latest']).optional(),
  dueHour: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullish(),
  policy: z.string().max(100).optional(),
  /** The duty whose paper it carries on: the unit's own dispatch below it, issued by passing that paper on. */
  below: z.uuid().optional(),
});

export const settleSchema = z.object({ units: z.array(z.string().min(1).max(100)).max(20_000) });

/**
 * @param acknowledgeBy  instant, ISO 8601 with offset
 * @param today  the business day
 * @throws ProductError `invalid` where a term lies more than five years from today
 */
export function mustBeNear(
  { acknowledgeBy, dueOn }: { acknowledgeBy?: string | null | undefined; dueOn?: string | null | undefined },
  today: IsoDate,
): void {
  const terms = { acknowledgeBy: acknowledgeBy ? vnDate(new Date(acknowledgeBy)) : null, dueOn };
  for (const [field, on] of Object.entries(terms))
    if (on && !(isIsoDate(on) && Math.abs(daysBetween(today, on)) <= FARTHEST_DAYS))
      throw invalid(
        `Thời hạn ${field} cách hôm nay quá năm năm.`,
        `The term ${field} is more than five years from today.`,
        { field },
      );
}

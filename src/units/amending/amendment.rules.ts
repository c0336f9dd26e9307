import { z } from 'zod';
import { folded } from '../../platform/text.js';
import { isCivilDay } from '../../platform/vn-time.js';

export const SCHEMES = ['gso', 'qcvn102', 'qd20'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** What stands on the card with a period and may rest on a paper. */
const BASED = ['period', 'relation', 'code', 'alias', 'mailbox'] as const;

const text = (longest: number) => z.string().transform(folded).pipe(z.string().min(1).max(longest));
const day = z.string().refine(isCivilDay);
const legalBasis = text(500).nullish();
const ADDRESS = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/;

/**
 * What an administrator may change of a unit below: everything that does not make it another unit. Names, kinds, parents
 * and ends are changed by a reorganisation. `from` is the first day on which it holds.
 */
export const amendmentSchema = z.discriminatedUnion('what', [
  z.object({ what: z.literal('alias'), alias: text(200), from: day, legalBasis }),
  z.object({ what: z.literal('end-alias'), alias: text(200), from: day }),
  z.object({
    what: z.literal('mailbox'),
    address: z.string().trim().max(254).regex(ADDRESS).nullish(),
    locale: z.enum(['vi', 'en']).optional(),
    from: day,
    legalBasis,
  }),
  z.object({
    what: z.literal('official-code'),
    scheme: z.enum(SCHEMES),
    value: text(40).nullish(),
    from: day,
    legalBasis,
  }),
  z.object({ what: z.literal('standing-body'), standingBody: text(80).nullish(), from: day, legalBasis }),
  z.object({
    what: z.literal('legal-basis'),
    of: z.enum(BASED),
    /** Which of them: the line, the scheme or the alias; empty for a period or a mailbox. */
    key: z.string().trim().max(200).default(''),
    /** The first day of what rests on the paper. */
    begun: day,
    legalBasis,
  }),
]);
export type Amendment = z.infer<typeof amendmentSchema>;

const FORMS: Readonly<Record<Scheme, RegExp>> = {
  gso: /^\d{2}(\d{1}|\d{3})?$/, // 2, 3 or 5 digits: province, district, commune
  qcvn102: /^\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}$/, // from the right: 000.00.00.H37
  qd20: /^[A-Z]\d{2}(\.\d{1,3}){0,3}$/, // from the left: H37.12.3
};

/** Whether a value can be a code of a scheme at all. */
export const isCodeOf = (scheme: Scheme, value: string): boolean => FORMS[scheme].test(value);

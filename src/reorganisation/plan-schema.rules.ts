import { z } from 'zod';
import { KINDS } from '../units/index.js';

/** A code of our own: lower case, minted once, never reused. */
const CODE = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'unit code')
  .max(80);
const NAME = z.string().trim().min(1).max(300);
const MOST_UNITS = 2_000;

/** A unit that the reorganisation founds. Parents are codes, also of units founded by the same plan. */
export const newUnitSchema = z.strictObject({
  code: CODE,
  name: NAME,
  kind: z.enum(KINDS),
  administrative: CODE.optional(),
  sectoral: CODE.optional(),
  territory: CODE.optional(),
  officialCodes: z
    .array(z.strictObject({ scheme: z.enum(['gso', 'qcvn102', 'qd20']), value: z.string().trim().min(1).max(40) }))
    .max(6)
    .default([]),
  address: z.email().max(254).optional(),
});
export type NewUnit = z.infer<typeof newUnitSchema>;

/** A unit that is there, by its code, or one to be founded. */
const targetSchema = z.union([z.strictObject({ code: CODE }), newUnitSchema]);
export type Target = z.infer<typeof targetSchema>;

/** What becomes of units. `main` is the code of the successor that stands for the old unit as an office. */
export const stepSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('establish'), unit: newUnitSchema }),
  /** The units end and become one, new or one of those that are there. */
  z.strictObject({ kind: z.literal('merge'), from: z.array(CODE).min(1).max(MOST_UNITS), into: targetSchema }),
  /** The unit ends, or goes on as one of its parts, and each part takes over its duties. */
  z.strictObject({
    kind: z.literal('split'),
    from: CODE,
    into: z.array(targetSchema).min(2).max(MOST_UNITS),
    main: CODE,
  }),
  /** The unit ends; its duties go to others, or to nobody. */
  z.strictObject({
    kind: z.literal('abolish'),
    unit: CODE,
    dutiesTo: z.array(CODE).max(MOST_UNITS).default([]),
    scope: z.enum(['territorial', 'functional']).default('functional'),
    main: CODE.optional(),
  }),
  z.strictObject({ kind: z.literal('rename'), unit: CODE, name: NAME }),
  /** Another superior on one line; null takes it off that line. */
  z.strictObject({
    kind: z.literal('move'),
    unit: CODE,
    line: z.enum(['administrative', 'sectoral', 'territory', 'standing-body']),
    parent: CODE.nullable(),
  }),
  /** Another kind, as a commune that becomes a ward, with the name that goes with it. */
  z.strictObject({ kind: z.literal('raise'), unit: CODE, unitKind: z.enum(KINDS), name: NAME.optional() }),
  /** A unit goes on without a part of its duties: those under directives of some issuers, or some directives. */
  z.strictObject({
    kind: z.literal('hand-over'),
    from: CODE,
    to: z.array(CODE).min(1).max(MOST_UNITS),
    scope: z.enum(['territorial', 'functional']),
    issuers: z.array(CODE).max(MOST_UNITS).default([]),
    directives: z.array(z.uuid()).max(MOST_UNITS).default([]),
  }),
  /** Successions that the register holds already, as an imported conversion table gives them: all of that day. */
  z.strictObject({ kind: z.literal('succeed') }),
]);
export type Step = z.infer<typeof stepSchema>;

const duty = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('keep') }),
  z.strictObject({ rule: z.literal('restart') }),
  z.strictObject({ rule: z.literal('add'), workingDays: z.number().int().min(1).max(250) }),
]);

/**
 * What becomes of deadlines. `keep`: as they were, though the receipt of a successor is never due before it hears of it;
 * `restart`: the policy's whole term from the day; `add`: n working days after the old deadline, or after the day where
 * that has passed.
 */
export const clockRuleSchema = z.strictObject({ receipt: duty, work: duty });
export type ClockRule = z.infer<typeof clockRuleSchema>;

/** Not before the country was one, and never so far away that it must be a slip. */
export const EFFECTIVE_ON = z.iso.date().refine((day) => day >= '1975-01-01');
const FARTHEST_YEARS = 10;

/** Whether a day is farther away than anybody plans. */
export const isTooFar = (day: string, today: string): boolean =>
  Number(day.slice(0, 4)) - Number(today.slice(0, 4)) > FARTHEST_YEARS ||
  (Number(day.slice(0, 4)) - Number(today.slice(0, 4)) === FARTHEST_YEARS && day.slice(5) > today.slice(5));

/** A plan as it is entered: up to 20,000 steps. */
export const planSchema = z.strictObject({
  title: NAME,
  legalBasis: NAME,
  effectiveOn: EFFECTIVE_ON,
  clock: clockRuleSchema.default({ receipt: { rule: 'restart' }, work: { rule: 'keep' } }),
  acceptsUnowed: z.boolean().default(false),
  steps: z.array(stepSchema).min(1).max(20_000),
});
export type Plan = z.infer<typeof planSchema>;

/** A plan in preparation: it may have no steps yet. */
export const draftPlanSchema = planSchema.extend({ steps: z.array(stepSchema).max(20_000).default([]) });
export type DraftPlan = z.infer<typeof draftPlanSchema>;

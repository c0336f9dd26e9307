import { z } from 'zod';
import { ROLES } from '../platform/caller.js';
import { isUuid } from '../platform/ids.js';
import { pagingSchema } from '../platform/paging.js';
import { folded } from '../platform/text.js';
import { isIsoDate, plusDays, vnInstant } from '../platform/vn-time.js';

const LONGEST_NAME = 120;
const LONGEST_BASIS = 200;

/** White space folded, NFC. */
const line = (longest: number) =>
  z
    .string()
    .max(4 * longest)
    .transform(folded)
    .pipe(z.string().min(1).max(longest));
const firstDay = z
  .string()
  .refine(isIsoDate)
  .transform((on) => vnInstant(on, '00:00'));
/** The last day counts: the end is the midnight after it. */
const lastDay = z
  .string()
  .refine((on) => isIsoDate(on) && on < '9999-01-01')
  .transform((on) => vnInstant(plusDays(on, 1), '00:00'));
const unitCode = z.string().trim().min(1).max(80);
const role = z.enum(ROLES);
const legalBasis = line(LONGEST_BASIS).optional();

export const personSchema = z.object({
  name: line(LONGEST_NAME),
  email: z.email().max(254).optional(),
  unit: unitCode.optional(),
  role,
  locale: z.enum(['vi', 'en']).default('vi'),
});
export const mandateSchema = z.object({
  unit: unitCode,
  role,
  from: firstDay.optional(),
  until: lastDay.optional(),
  legalBasis,
});
export const delegationSchema = z.object({ role, until: lastDay, legalBasis });
export const handOverSchema = z.object({
  unit: unitCode,
  to: z.union([z.literal('unit'), z.string().refine(isUuid)]).optional(),
  close: z.boolean().default(false),
});
export const handOverForm = handOverSchema.extend({
  close: z
    .literal('true')
    .optional()
    .transform((checked) => checked === 'true'),
});
export const peopleListSchema = pagingSchema.extend({
  q: z.string().max(200).default(''),
  unit: unitCode.optional(),
  all: z.stringbool().default(false),
});
export const receiptListSchema = pagingSchema;

/** What is said of a field that is not right. */
export const SENTENCES = {
  name: { vi: 'Hãy ghi họ tên, nhiều nhất 120 ký tự.', en: 'Give the name, 120 characters at most.' },
  email: { vi: 'Địa chỉ thư điện tử không đúng.', en: 'The mail address is not right.' },
  unit: { vi: 'Hãy ghi mã đơn vị.', en: 'Give the code of the unit.' },
  role: { vi: 'Hãy chọn vai trò.', en: 'Choose a role.' },
  from: { vi: 'Ngày bắt đầu không phải là một ngày có thật.', en: 'The first day does not exist.' },
  until: { vi: 'Hãy ghi ngày cuối cùng, là một ngày có thật.', en: 'Give the last day, one that exists.' },
  legalBasis: { vi: 'Căn cứ dài quá 200 ký tự.', en: 'The basis is longer than 200 characters.' },
  to: { vi: 'Hãy chọn người nhận bàn giao.', en: 'Say who takes over.' },
} as const;

import { z } from 'zod';
import { RETURN_REASONS } from '../assignments/index.js';
import type { Words } from '../platform/errors.js';
import { isIsoDate, vnInstant, vnIso } from '../platform/vn-time.js';
import { givenText, noteText } from '../platform/given-text.rules.js';

const NOTE = 4000;
const LOCAL_INSTANT = /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)(?::\d{2})?$/;

/** `YYYY-MM-DDTHH:mm` as browsers send it, in Vietnamese time → RFC 3339 with the offset. */
export const localInstant = z
  .string()
  .refine((text) => isIsoDate(LOCAL_INSTANT.exec(text)?.[1] ?? ''))
  .transform((text) => {
    const [, on, time] = LOCAL_INSTANT.exec(text)!;
    return vnIso(vnInstant(on!, time!));
  });
/** The lines of a text in which each is one thing. */
export const linesOf = (text: string): string[] =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean);
const note = noteText(NOTE);

export const acknowledgeForm = z.object({
  arrivalNumber: z.coerce.number().int().min(1).max(9_999_999).optional(),
  contentVersion: z.coerce.number().int().min(1).max(32_000).optional(),
});
export const returnForm = z.object({ reason: z.enum(RETURN_REASONS), note });
export const assignForm = z
  .object({
    officer: z.uuid().optional(),
    lead: z.string().trim().min(1).max(200).optional(),
    coOperating: z
      .string()
      .max(2000)
      .optional()
      .transform((text) =>
        (text ?? '')
          .split(',')
          .map((name) => name.trim())
          .filter(Boolean),
      ),
    dueAt: localInstant.optional(),
  })
  .transform(({ officer, lead, ...rest }, context) => {
    const who = officer ?? lead;
    if (who !== undefined) return { ...rest, lead: who };
    context.addIssue({ code: 'custom', path: ['lead'] });
    return z.NEVER;
  });
export const forwardForm = z.object({
  to: z.string().max(200_000).default('').transform(linesOf),
  dueOn: z.string().refine(isIsoDate).optional(),
});
export const noteForm = z.object({ note });
export const notApplicableForm = z.object({ reason: givenText(NOTE) });
export const reportForm = z.object({
  text: z.string().trim().max(100_000).optional(),
  nil: z
    .enum(['true'])
    .optional()
    .transform((checked) => checked === 'true'),
});

/** What is said of a field that is not right; a field of one name means the same in every form. */
export const SENTENCES: Readonly<Record<string, Words>> = {
  arrivalNumber: { vi: 'Số đến phải là một số nguyên từ 1.', en: 'The arrival number is a whole number from 1.' },
  reason: { vi: 'Hãy nêu lý do.', en: 'Give the reason.' },
  note: { vi: 'Ghi chú dài quá 4.000 ký tự.', en: 'The note is longer than 4,000 characters.' },
  lead: { vi: 'Hãy ghi người hoặc bộ phận chủ trì.', en: 'Say who leads.' },
  dueAt: { vi: 'Hạn nội bộ không đúng; ghi ngày và giờ.', en: 'The internal deadline is not a date and time.' },
  dueOn: { vi: 'Hạn thực hiện không phải là một ngày có thật.', en: 'The deadline is no date that exists.' },
  to: { vi: 'Danh sách nơi nhận quá dài.', en: 'The list of addressees is too long.' },
  text: { vi: 'Nội dung báo cáo dài quá 100.000 ký tự.', en: 'The report is longer than 100,000 characters.' },
};

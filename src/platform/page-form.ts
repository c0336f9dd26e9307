import type { Response } from 'express';
import type { z } from 'zod';
import type { Locale } from './caller.js';
import type { FormError } from './components/form.js';
import type { NoteTone } from './components/parts.js';
import { invalid, ProductError, type Words } from './errors.js';

/** Holds one sentence from an act to the page after it. */
export const FLASH_COOKIE = 'thongsuot_flash';
const FLASH_MILLISECONDS = 60_000;

const UNCLEAR: Words = { vi: 'Thông tin trong biểu mẫu chưa đúng.', en: 'The form is not filled in correctly.' };
/** What a person can put right in the form itself; everything else is a page of its own. */
const CORRECTABLE: ReadonlySet<string> = new Set([
  'invalid',
  'conflict',
  'not-possible-now',
  'secret-document',
  'too-large',
]);

/** Answers a form with another page, so that reloading sends nothing again. */
export function goTo(response: Response, path: string, flash?: { tone: NoteTone; text: string }): void {
  if (flash)
    response.cookie(FLASH_COOKIE, Buffer.from(JSON.stringify(flash)).toString('base64url'), {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      maxAge: FLASH_MILLISECONDS,
    });
  response.redirect(303, path);
}

/**
 * The fields of a form by their schema; an empty field counts as not given.
 * @param sentences  what to say of each field that is not right
 * @throws ProductError `invalid`, with the field's name in `details.field`
 */
export function formOf<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  sentences: Readonly<Record<string, Words>> = {},
): z.infer<Schema> {
  const fields = Object.entries((body ?? {}) as Record<string, unknown>).filter(([, value]) => value !== '');
  const parsed = schema.safeParse(Object.fromEntries(fields));
  if (parsed.success) return parsed.data;
  const field = String(parsed.error.issues[0]?.path[0] ?? '');
  const { vi, en } = sentences[field] ?? UNCLEAR;
  throw invalid(vi, en, { field });
}

/** What is wrong, for the form that was sent. @throws the error itself where it is nothing a form can put right */
export function formErrorsOf(error: unknown, locale: Locale): { status: number; errors: FormError[] } {
  if (!(error instanceof ProductError) || !CORRECTABLE.has(error.code)) throw error;
  const field = error.details['field'];
  return {
    status: error.status,
    errors: [{ field: typeof field === 'string' ? field : '', text: error.words[locale] }],
  };
}

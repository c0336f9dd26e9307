import { z } from 'zod';
import { invalid } from './errors.js';
import { isUuid } from './ids.js';

/** Query parameters of every list. */
export const pagingSchema = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(400).optional(),
});

/** One page of a list; `nextCursor` is null on the last. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** Writes the sort key of the last item as an opaque cursor. */
export const toCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/** What a part of a sort key is: an instant as ISO 8601, a day, an id, a code, a number (or how many items came before). */
export type CursorPart = 'instant' | 'day' | 'uuid' | 'code' | 'count';

const IS_PART: Readonly<Record<CursorPart, (part: unknown) => boolean>> = {
  instant: (part) => typeof part === 'string' && z.iso.datetime().safeParse(part).success,
  day: (part) => typeof part === 'string' && z.iso.date().safeParse(part).success,
  code: (part) => typeof part === 'string' && /^[\p{L}\p{N}][^\p{Cc}\s:]{0,199}$/u.test(part),
  uuid: (part) => typeof part === 'string' && isUuid(part),
  count: (part) => Number.isSafeInteger(part) && Number(part) >= 0,
};
const isText = (part: unknown): boolean => typeof part === 'string' || typeof part === 'number';

/**
 * @param parts  what each part is; or only how many there are, where the query that uses them tells what they may be
 * @throws ProductError `invalid` where the cursor was not made by {@link toCursor} with such parts
 */
export function fromCursor(cursor: string, parts: number | readonly CursorPart[]): (string | number)[] {
  const checks = typeof parts === 'number' ? Array<typeof isText>(parts).fill(isText) : parts.map((of) => IS_PART[of]);
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === checks.length && checks.every((is, i) => is(key[i])))
      return key as (string | number)[];
  } catch {
    // answered below, as any other cursor that is not ours
  }
  throw invalid(
    'Con trỏ trang không hợp lệ; hãy tải lại danh sách từ đầu.',
    'The cursor is not valid; start again from the first page.',
  );
}

/**
 * Cuts a list read with one item more than the limit into a page.
 * @param keyOf  the sort key of an item, the same that the query continues after
 */
export function pageOf<Item>(items: Item[], limit: number, keyOf: (item: Item) => (string | number)[]): Page<Item> {
  const kept = items.slice(0, limit);
  return { items: kept, nextCursor: items.length > limit ? toCursor(keyOf(kept.at(-1)!)) : null };
}

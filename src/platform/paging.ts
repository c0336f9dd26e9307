import { z } from 'zod';
import { invalid } from './errors.js';

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

/** @throws ProductError `invalid` where the cursor was not made by {@link toCursor} with that many parts */
export function fromCursor(cursor: string, parts: number): (string | number)[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === parts && key.every((p) => ['string', 'number'].includes(typeof p)))
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

import { z } from 'zod';
import { invalid } from '../platform/errors.js';
import { noteText } from '../platform/given-text.rules.js';
import { ACTS, type BulkActAsked } from './selection.rules.js';

/** What the form of a bulk act sends; several directives come as a list, or joined by commas from the preview. */
export const bulkForm = z.object({
  act: z.enum(ACTS),
  /** What the act is to be called, from its preview: pressing twice asks once. */
  id: z.uuid().optional(),
  directives: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((given) =>
      [given]
        .flat()
        .flatMap((text) => text.split(','))
        .filter((id) => id !== ''),
    )
    .pipe(z.array(z.uuid()).max(5000)),
  filter: z.enum(['all', 'receipt', 'work', 'sent', 'silent']).default('sent'),
  reason: noteText(2000),
  from: z.uuid().optional(),
  lead: z.uuid().optional(),
});
export type BulkForm = z.infer<typeof bulkForm>;

const FILTERS = {
  all: {},
  receipt: { overdue: 'receipt' },
  work: { overdue: 'work' },
  sent: { unacknowledged: true },
  silent: { relay: 'silent' },
} as const;

/**
 * What is asked, as the API takes it.
 * @throws ProductError `invalid`, with the field that is missing
 */
export function askedOfForm({ act, directives, filter, reason, from, lead }: BulkForm): BulkActAsked {
  if (act === 'reassign') {
    if (lead === undefined) throw missing('lead', 'Hãy chọn người chủ trì mới.', 'Choose who leads from now on.');
    return { act, selection: from ? { lead: from } : {}, lead };
  }
  if (directives.length === 0)
    throw missing('directives', 'Hãy chọn ít nhất một văn bản.', 'Choose a directive at least.');
  if (act === 'remind') return { act, selection: { directives, ...FILTERS[filter] } };
  if (act !== 'pause' && act !== 'recall') return { act, selection: { directives } };
  if (!reason) throw missing('reason', 'Hãy ghi lý do.', 'Give the reason.');
  return { act, selection: { directives }, reason };
}

const missing = (field: string, vi: string, en: string) => invalid(vi, en, { field });

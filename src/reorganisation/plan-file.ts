import { invalid } from '../platform/errors.js';
import { draftPlanSchema, type DraftPlan } from './plan-schema.rules.js';

/** A plan from the text of a JSON file. @throws ProductError `invalid`, saying where it is not right */
export function planOfText(text: string): DraftPlan {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/u, '').normalize('NFC'));
  } catch {
    throw invalid('Tệp phương án không phải là JSON.', 'The plan is not JSON.', { field: 'file' });
  }
  const parsed = draftPlanSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw invalid(`Tệp phương án chưa đúng ở ${where.join('; ')}.`, `The plan is not right at ${where.join('; ')}.`, {
    field: 'file',
  });
}

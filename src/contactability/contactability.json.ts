import { vnIso } from '../platform/vn-time.js';
import type { ContactLine } from './contactability.queries.js';

const instant = (at: Date | null): string | null => (at ? vnIso(at) : null);

/** A unit with what is known of the way to it, as the API shows it; its address is not shown. */
export const contactJson = (line: ContactLine) => ({
  unit: { code: line.code, name: line.name },
  province: line.provinceCode === null ? null : { code: line.provinceCode, name: line.provinceName },
  class: line.contactClass,
  deliveredAt: instant(line.deliveredAt),
  acknowledgedAt: instant(line.acknowledgedAt),
  failedAt: instant(line.failedAt),
  failure: line.failure,
  signedInAt: instant(line.signedInAt),
  sharing: line.sharing,
});

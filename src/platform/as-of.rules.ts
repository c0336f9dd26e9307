import { isCivilDay, plusDays, vnInstant } from './vn-time.js';

/**
 * The instant that somebody means: a date means its end in Vietnam, an instant without an
 * offset is one of Vietnam, anything else an RFC 3339 instant.
 * @returns undefined where it says nothing that exists, or what nobody means, e.g. the year 9999: the present
 */
export function instantOf(text: string | undefined): Date | undefined {
  if (!text) return undefined;
  if (isCivilDay(text)) return vnInstant(plusDays(text, 1), '00:00');
  const zoned = /^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(text) ? `${text}+07:00` : text;
  // a day that does not exist would else be taken for one of the next month
  const instant = isCivilDay(text.slice(0, 10)) && text[10] === 'T' ? new Date(zoned) : undefined;
  return instant && !Number.isNaN(instant.getTime()) ? instant : undefined;
}

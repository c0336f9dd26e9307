import { isCivilDay, vnInstant } from '../../platform/vn-time.js';
import { instantAsked } from '../instant-asked.js';

/** Offices are open by then. */
const HOUR = '08:00';

/** When a rehearsal begins: on a day, in its morning. @throws ProductError `invalid` */
export const startAsked = (text: string): Date => (isCivilDay(text) ? vnInstant(text, HOUR) : instantAsked(text));

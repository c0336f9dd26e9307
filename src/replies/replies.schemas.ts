import { z } from 'zod';
import { givenText } from '../platform/given-text.rules.js';
import { isUuid } from '../platform/ids.js';

/** A mail address as it is typed: at most as long as one can be (RFC 5321, 4.5.3.1). */
export const addressSchema = z.object({ address: z.string().trim().min(3).max(254) });

/** What a unit makes of a draft before it sends it. */
export const reportSchema = z.object({ text: givenText(20_000) });

export const draftsSchema = z.object({ assignment: z.string().refine(isUuid, 'uuid') });

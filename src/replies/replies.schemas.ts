import { z } from 'zod';

/** A mail address as it is typed: at most as long as one can be (RFC 5321, 4.5.3.1). */
export const addressSchema = z.object({ address: z.string().trim().min(3).max(254) });

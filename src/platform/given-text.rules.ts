import { z } from 'zod';
import { nfc } from './text.js';

/** What is written but not seen: zero-width signs, marks that turn the direction of writing, control characters. */
const UNSEEN = /(?![\n\r\t])\p{Cc}|[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/** A text as people see it: NFC, without characters that nobody sees, ends trimmed. New lines and tabs within it stay. */
export const seenText = (text: string): string => nfc(text).replace(UNSEEN, '').trim();

/** A sentence that somebody has to give, e.g. a question or a reason: a text of which nothing is seen is none. */
export const givenText = (most: number) => z.string().overwrite(seenText).min(1).max(most);

/** One that may be left out. */
export const noteText = (most: number) => z.string().overwrite(seenText).max(most).optional();

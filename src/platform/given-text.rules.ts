import { z } from 'zod';
import { nfc } from './text.js';

/**
 * What is written but not seen: control characters, and what Unicode has programs show as nothing (zero-width signs, marks
 * that turn the direction of writing, fillers, variation selectors, tags); a braille cell without dots is not among these.
 */
const UNSEEN = /(?![\n\r\t])\p{Cc}|\p{Default_Ignorable_Code_Point}|\u2800/gu;

/** A text as people see it: NFC, without characters that nobody sees, ends trimmed. New lines and tabs within it stay. */
export const seenText = (text: string): string => nfc(text).replace(UNSEEN, '').trim();

/** A sentence that somebody has to give, e.g. a question or a reason: a text of which nothing is seen is none. */
export const givenText = (most: number) => z.string().overwrite(seenText).min(1).max(most);

/** One that may be left out. */
export const noteText = (most: number) => z.string().overwrite(seenText).max(most).optional();

import type { Locale } from '../platform/caller.js';
import { en } from './words.en.js';
import { vi, type MailWords } from './words.vi.js';

const wordsIn = (locale: Locale): MailWords => (locale === 'vi' ? vi : en);

/** Words of the operator's page of outgoing mail. */
export const outboxWords = (locale: Locale): MailWords['outbox'] => wordsIn(locale).outbox;

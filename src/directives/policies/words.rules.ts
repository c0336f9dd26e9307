import type { Locale } from '../../platform/caller.js';
import { en } from './words.en.js';
import { vi, type PolicyWords } from './words.vi.js';

/** The words of policies in the language of the page. */
export const policyWords = (locale: Locale): PolicyWords => (locale === 'vi' ? vi : en);

/** What a policy is called: those that ship have names, the others their code. */
export const policyName = (code: string, locale: Locale): string => policyWords(locale).names[code] ?? code;

import type { Locale } from './caller.js';

/** Placeholder frame until the page frame is wired. */
export const errorPage = (error: { status: number; code: string; detail: string; locale: Locale }): string => error.detail;

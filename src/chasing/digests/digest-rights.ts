import type { Caller } from '../../platform/caller.js';
import { notPermitted } from '../../platform/errors.js';
import { en } from './words.en.js';
import { vi } from './words.vi.js';

/** The mail of an office is for its own people, and for the operator. @throws ProductError `not-permitted` */
export function maySeeDigest(by: Caller, unitId: string): void {
  if (by.role === 'operator' || by.unitId === unitId) return;
  throw notPermitted(vi.page.notYours, en.page.notYours);
}

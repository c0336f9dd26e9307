import { z } from 'zod';
import { pagingSchema } from '../platform/paging.js';
import { CLASSES, NOT_CONTACTABLE, type ContactClass } from './contactability.rules.js';

/** What a list is filtered for. */
export const contactQuery = pagingSchema.extend({
  class: z.enum([...CLASSES, 'concern', 'all']).default('concern'),
  province: z.string().trim().min(1).max(80).optional(),
  q: z.string().trim().max(200).default(''),
});

/** The classes that a filter means; undefined for every one. */
export const classesOf = (filter: z.infer<typeof contactQuery>['class']): readonly ContactClass[] | undefined =>
  filter === 'all' ? undefined : filter === 'concern' ? NOT_CONTACTABLE : [filter];

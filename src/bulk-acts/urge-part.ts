import { mayDo } from '../access/index.js';
import type { DirectivePart } from '../directives/index.js';
import { actsFor } from '../platform/caller.js';
import { UrgeDoor } from './urge.view.js';

/** The door to urging many units at once, for whoever may. */
export const urgePart: DirectivePart = {
  place: 'acts',
  draw: async ({ directive, caller, frame, isWhole }) =>
    isWhole &&
    directive.state === 'issued' &&
    actsFor(caller, directive.issuerId) &&
    mayDo(caller.role, 'directives.issue')
      ? UrgeDoor({ directive: directive.id, locale: frame.locale })
      : '',
};

import { mayDo } from '../../access/index.js';
import type { DirectivePart } from '../../directives/index.js';
import { actsFor } from '../../platform/caller.js';
import { CloseForm } from './closing.view.js';
import { leftOpen } from './left-open.queries.js';

/** Closing a directive, for its issuer. */
export const closingPart: DirectivePart = {
  place: 'acts',
  draw: async ({ db, directive, caller, frame }) => {
    const isOpen = directive.state === 'issued' || directive.state === 'paused';
    if (!isOpen || !actsFor(caller, directive.issuerId) || !mayDo(caller.role, 'directives.issue')) return '';
    return CloseForm({ directive: directive.id, left: await leftOpen(db, directive), locale: frame.locale });
  },
};

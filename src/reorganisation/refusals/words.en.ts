import type { RefusalWords } from './words.vi.js';

export const en: RefusalWords = {
  past: () => ['The effective day has passed.', 'Choose today or later, or ask the operator to enter it late.'],
  'unknown-unit': (unit) => [`No unit has the code ${unit}.`, 'Look it up by name and choose again.'],
  'not-in-force': (unit) => [
    `${unit} is not in force on the day before the effective day.`,
    'Choose a unit that is, or correct the effective day.',
  ],
  'not-there-on-day': (unit) => [`${unit} is not in force on the effective day.`, 'Choose a unit that is.'],
  'ends-too': (unit, other) => [
    `${unit} ends by this plan too, in step ${other}.`,
    'Choose a unit that goes on as successor or superior.',
  ],
  'ends-twice': (unit, other) => [`${unit} ends in step ${other} already.`, 'Leave one of the two out.'],
  'ends-and-changes': (unit, other) => [
    `${unit} ends in step ${other} and cannot be changed as well.`,
    'Leave one of the two out.',
  ],
  'into-itself': (unit) => [
    `${unit} stands on both sides.`,
    'Leave it out of those that hand over; who takes over goes on anyway.',
  ],
  'same-twice': (unit) => [`${unit} is named twice.`, 'Name it once.'],
  'code-taken': (unit) => [`The code of ${unit} is in use.`, 'Choose another; codes are never used again.'],
  'code-official': (unit) => [`The code ${unit} equals an official code of a unit.`, 'Choose another code.'],
  'code-twice': (unit, other) => [
    `The code of ${unit} belongs to the unit established in step ${other}.`,
    'Choose another code, or refer to that unit by its code.',
  ],
  'official-taken': (code, other) => [
    `The official code ${code} belongs to ${other} on that day.`,
    'Leave it out, or let the unit that bears it end by this plan.',
  ],
  'official-twice': (unit) => [`${unit} has two official codes of one scheme.`, 'Give one of each scheme.'],
  'main-missing': (unit) => [
    `No main successor of ${unit} is named.`,
    'Choose the unit that stands for the old office.',
  ],
  'main-unknown': (unit, other) => [`${other} is no part of ${unit}.`, 'Choose the main one among its parts.'],
  'main-must-stay': (unit, other) => [
    `${unit} goes on, so ${other} cannot be the main successor.`,
    'Choose the unit itself, or leave it out of the parts so that it ends.',
  ],
  'no-parent': (unit) => [
    `${unit} would have no administrative parent, no sectoral parent and no territory.`,
    'Give it at least one of them.',
  ],
  cycle: (unit) => [`${unit} would stand below itself.`, 'Choose a superior that is not below it.'],
  'children-left': (unit, other) => [
    `${unit} ends without a main successor, and these still stand under it: ${other}.`,
    'Move them under another unit, or name the main successor.',
  ],
  contradiction: (unit, other) => [
    other === null
      ? `${unit} is established by this plan and is not renamed, ended or split on the same day.`
      : `${unit} is changed otherwise in step ${other}.`,
    'Leave one of the two out.',
  ],
  'nothing-changes': (unit) => [`${unit} is so already.`, 'Leave this step out.'],
  'name-kind': (unit, other) => [
    `${unit}: the name “${other}” does not fit the kind of unit.`,
    'The name of an area begins with its kind, as “Phường …” or “Xã …”.',
  ],
  'later-changes': (unit) => [
    `The register holds changes of ${unit} from that day on.`,
    'Look at those changes, or choose a later day.',
  ],
  'out-of-scope': (unit) => [
    `${unit} is not below your unit.`,
    'Ask the administrator of the common superior, or the operator.',
  ],
  'official-form': (unit, other) => [
    `${unit}: “${other}” is no code of this scheme.`,
    'Write 06184 (gso), 000.00.00.H37 (qcvn102) or H37.12 (qd20).',
  ],
  'official-area': (unit, other) => [
    `${unit}: the statistics code “${other}” is none of this level.`,
    'Statistics codes are for areas: 2 digits for a province, 3 for a district, 5 for a commune; bodies have qcvn102 or qd20.',
  ],
  'official-operator': (unit, other) => [
    `${unit}: the operator alone gives new statistics codes (“${other}”).`,
    'Leave it out, or use that of a unit whose place it takes in the same step.',
  ],
  'parent-level': (unit, other) => [
    `${unit} cannot stand under ${other}.`,
    'The administrative superior of an area is an area of a higher level.',
  ],
  'name-taken': (unit, other) => [
    `${unit} has the name and kind of ${other}, under the same superior.`,
    'Choose another name, or let the other end or be renamed by this plan.',
  ],
  'other-level': (unit) => [
    `${unit} cannot become of a kind on another level.`,
    'Choose a kind of its level; for another, end this unit and establish a new one.',
  ],
  'kind-over': (unit) => [
    `${unit}: districts and townships are no more since 1 July 2025.`,
    'Choose a commune, a ward or a special zone.',
  ],
  'unknown-directive': (_, other) => [
    `There is no directive ${other}, or you may not see it.`,
    'Look it up again, or hand over by issuer.',
  ],
  'other-plan': (unit, other) => [
    `${unit} is changed on that day by another approved plan too: ${other}.`,
    'Make one plan of both, or withdraw one.',
  ],
  'nothing-to-succeed': () => [
    'The register holds no succession of this day.',
    'Import the conversion table of that day first.',
  ],
};

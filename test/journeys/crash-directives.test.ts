import { DraftChange } from '../../src/calendar-changes/index.js';
import { changeSchema } from '../../src/calendar-changes/change.rules.js';
import { PauseDirective } from '../../src/cascade/index.js';
import { ChaseDue } from '../../src/chasing/index.js';
import { ladderOfFigures } from '../../src/directives/ladder.rules.js';
import { SetPolicy } from '../../src/directives/policies/set-policy.usecase.js';
import { DEFAULT_POLICY, type PolicyRules } from '../../src/directives/policy.rules.js';
import { comesToTheSame } from '../support/crashing-acts.js';
import type { CrashWorld } from '../support/crash-world.js';
import { operator } from '../support/issued.js';

const LETTER = { to: 'unit', after: { workingDays: 0 }, channel: 'letter', text: 'last' } as const;
const BY_LETTER: PolicyRules = {
  ...DEFAULT_POLICY,
  classes: {
    ordinary: {
      ...ladderOfFigures(DEFAULT_POLICY),
      steps: { delivery: [], receipt: [LETTER], relay: [], begin: [], work: [] },
    },
  },
};

/** A stop in years that nothing falls due in. */
const stopOn = (on: string) => ({
  kind: 'stop',
  scope: 'so',
  legalBasis: 'Công điện 1/CĐ',
  days: [{ on, kind: 'stop', name: 'Bão' }],
});
const changeOn = async (world: CrashWorld, on: string): Promise<string> =>
  (await world.app.get(DraftChange).execute(changeSchema.parse(stopOn(on)), operator)).id;

comesToTheSame('killed before its commit, then after it, and asked again, it comes to the same when an issuer', [
  [
    'drafts a directive',
    'directive.drafted',
    async () => ({
      by: 'so',
      path: '/directives',
      body: { issuer: 'so', subject: 'rà soát địa danh', addressees: [{ text: 'so-1', role: 'action' }] },
    }),
  ],
  [
    'issues it',
    'directive.issued',
    async (world) => ({ by: 'so', path: `/directives/${await world.drafted()}/issue` }),
  ],
  [
    'signs it',
    'directive.numbered',
    async (world) => ({ by: 'so', path: `/directives/${await world.drafted()}/sign` }),
  ],
  [
    'amends it',
    'directive.amended',
    async (world) => ({
      by: 'so',
      path: `/directives/${await world.issued()}/amend`,
      body: { reason: 'lùi hạn', dueOn: '2026-05-05' },
    }),
  ],
  [
    'pauses it',
    'directive.paused',
    async (world) => ({
      by: 'so',
      path: `/directives/${await world.issued()}/pause`,
      body: { reason: 'chờ Nghị định' },
    }),
  ],
  [
    'lets it go on',
    'directive.resumed',
    async (world) => {
      const id = await world.issued();
      await world.app.get(PauseDirective).execute(id, { reason: 'chờ Nghị định' }, await world.by('so'));
      return { by: 'so', path: `/directives/${id}/resume` };
    },
  ],
  [
    'recalls it',
    'directive.recalled',
    async (world) => ({
      by: 'so',
      path: `/directives/${await world.issued()}/recall`,
      body: { reason: 'sai nơi nhận' },
    }),
  ],
  [
    'replaces it',
    'directive.superseded',
    async (world) => {
      const id = await world.issued();
      return { by: 'so', path: `/directives/${id}/supersede`, body: { by: await world.issued() } };
    },
  ],
  ['closes it', 'directive.closed', async (world) => ({ by: 'so', path: `/directives/${await world.issued()}/close` })],
  [
    'grants more time',
    'assignment.extensionGranted',
    async (world) => ({ by: 'so', path: `/extensions/${await world.askedForTime('so-1')}/grant` }),
  ],
  [
    'grants no more time',
    'assignment.extensionRefused',
    async (world) => ({
      by: 'so',
      path: `/extensions/${await world.askedForTime('so-1')}/refuse`,
      body: { reason: 'đã lùi một lần' },
    }),
  ],
  [
    'accepts a report',
    'assignment.reportAccepted',
    async (world) => ({ by: 'so', path: `/reports/${await world.reported('so-1')}/accept` }),
  ],
  [
    'sends a report back',
    'assignment.reportSentBack',
    async (world) => ({
      by: 'so',
      path: `/reports/${await world.reported('so-1')}/send-back`,
      body: { note: 'thiếu số liệu' },
    }),
  ],
  [
    'issues what takes a second person',
    'directive.issued',
    async (world) => ({
      by: 'so-2',
      token: await world.person('so-2'),
      path: `/directives/${await world.drafted({ issuer: 'so-2', policy: 'two-person', addressees: [{ text: 'so-2-1', role: 'action' }] })}/issue`,
    }),
  ],
  [
    'ties a draft to the duty it carries on',
    'directive.placed',
    async (world) => ({
      by: 'so-1',
      path: `/assignments/${await world.acknowledged('so-1')}/own-dispatch`,
      body: { draft: await world.drafted({ issuer: 'so-1', addressees: [{ text: 'so-1-1', role: 'action' }] }) },
    }),
  ],
  [
    'confirms as the second person',
    'directive.issued',
    async (world) => ({
      by: 'so-3',
      token: await world.person('so-3'),
      path: `/approvals/${await world.waiting('so-3')}/give`,
    }),
  ],
  [
    'does not confirm',
    'directive.approvalDecided',
    async (world) => ({ by: 'so-1', path: `/approvals/${await world.waiting('so-1')}/refuse` }),
  ],
  [
    'sets how directives are chased',
    'policy.set',
    async (world) => ({
      by: 'so',
      token: await world.token('so', 'operator'),
      path: '/policies/strict',
      body: { ...DEFAULT_POLICY, reminderLimit: 3 },
    }),
  ],
]);

comesToTheSame('killed before its commit, then after it, and asked again, it comes to the same when an operator', [
  [
    'makes the letter that urges',
    'chase.urgingLetterMade',
    async (world) => {
      await world.app.get(SetPolicy).execute('by-letter', BY_LETTER, operator);
      const directive = await world.issued({ policy: 'by-letter' });
      await world.app.setClock('2026-03-16T10:00:00Z');
      await world.app.get(ChaseDue).execute(new Date('2026-03-16T10:00:00Z'));
      return { by: 'so', path: `/directives/${directive}/urging/receipt-1-2026-03-16` };
    },
  ],
  [
    'enters a change of the calendar',
    'calendar.drafted',
    async (world) => ({
      by: 'so',
      token: await world.token('so', 'operator'),
      path: '/calendar/changes',
      body: stopOn('2029-12-04'),
    }),
  ],
  [
    'drops one',
    'calendar.discarded',
    async (world) => ({
      by: 'so',
      token: await world.token('so', 'operator'),
      path: `/calendar/changes/${await changeOn(world, '2029-12-05')}/discard`,
    }),
  ],
  [
    'puts one in force',
    'calendar.changed',
    async (world) => ({
      by: 'so',
      token: await world.token('so', 'operator'),
      path: `/calendar/changes/${await changeOn(world, '2029-12-06')}/confirm`,
      body: {},
    }),
  ],
]);

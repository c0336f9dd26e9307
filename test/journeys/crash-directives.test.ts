import { RequestExtension } from '../../src/assignments/index.js';
import { PauseDirective } from '../../src/cascade/index.js';
import { comesToTheSame } from '../support/crashing-acts.js';

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
    async (world) => {
      const id = await world.acknowledged('so-1');
      const asked = { dueOn: '2026-05-05', reason: 'lũ quét' };
      const { extension } = await world.app.get(RequestExtension).execute(id, asked, await world.by('so-1'));
      return { by: 'so', path: `/extensions/${extension}/grant` };
    },
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
]);

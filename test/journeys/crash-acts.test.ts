import { comesToTheSame } from '../support/crashing-acts.js';

comesToTheSame('killed before its commit, then after it, and sent again, it comes to the same when a unit', [
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
    'acknowledges',
    'assignment.acknowledged',
    async (world) => ({ by: 'so-1', path: `/assignments/${await world.sent('so-1')}/acknowledge` }),
  ],
  [
    'returns a paper',
    'assignment.returned',
    async (world) => ({
      by: 'so-1',
      path: `/assignments/${await world.sent('so-1')}/return`,
      body: { reason: 'other', note: 'gửi nhầm' },
    }),
  ],
  [
    'names who leads',
    'assignment.assigned',
    async (world) => ({
      by: 'so-1',
      path: `/assignments/${await world.acknowledged('so-1')}/assign`,
      body: { lead: 'Phòng Tổng hợp' },
    }),
  ],
  [
    'marks a task',
    'assignment.taskMarked',
    async (world) => ({
      by: 'so-1',
      path: `/assignments/${await world.acknowledged('so-1', { tasks: [{ label: '1', text: 'lập danh sách', addressees: [] }] })}/tasks/1`,
      body: { status: 'done' },
    }),
  ],
  [
    'reports',
    'assignment.reported',
    async (world) => ({
      by: 'so-1',
      path: `/assignments/${await world.acknowledged('so-1')}/report`,
      body: { text: 'đã rà soát 12 địa danh', figures: { places: 12 } },
    }),
  ],
  [
    'passes a paper on as it is',
    'assignment.forwarded',
    async (world) => ({
      by: 'so-1',
      path: `/assignments/${await world.acknowledged('so-1')}/forward`,
      body: { to: ['so-1-1', 'so-1-2'] },
    }),
  ],
  [
    'accepts a report',
    'assignment.reportAccepted',
    async (world) => ({ by: 'so', path: `/reports/${await world.reported('so-1')}/accept` }),
  ],
  [
    'passes a paper on with its own dispatch',
    'assignment.forwarded',
    async (world) => ({
      by: 'so-1',
      path: `/assignments/${await world.acknowledged('so-1')}/forward`,
      body: {
        to: ['so-1-1', 'so-1-2'],
        text: 'Số: 21/CV\n\nNgày 2 tháng 3 năm 2026\n\nV/v rà soát địa danh\n\nKính gửi: các trung tâm.',
      },
    }),
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
    'issues a directive',
    'directive.issued',
    async (world) => ({ by: 'so', path: `/directives/${await world.drafted()}/issue` }),
  ],
  [
    'closes a directive',
    'directive.closed',
    async (world) => ({ by: 'so', path: `/directives/${await world.issued()}/close` }),
  ],
]);

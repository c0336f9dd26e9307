import { SuperviseUnits } from '../../src/assignments/index.js';
import { ForwardAssignment } from '../../src/cascade/index.js';
import { comesToTheSame } from '../support/crashing-acts.js';

const ownDispatch = (number: number) => ({
  to: ['so-1-1', 'so-1-2'],
  text: `Số: ${number}/CV\n\nNgày 2 tháng 3 năm 2026\n\nV/v rà soát địa danh\n\nKính gửi: các trung tâm.`,
});

comesToTheSame('killed before its commit, then after it, and asked again, it comes to the same when a unit', [
  [
    'acknowledges',
    'assignment.acknowledged',
    async (world) => ({ by: 'so-1', path: `/assignments/${await world.sent('so-1')}/acknowledge` }),
  ],
  [
    'revokes the links of a paper',
    'link.revoked',
    async (world) => ({
      by: 'so-1',
      path: `/assignments/${await world.sent('so-1')}/revoke-links`,
      body: { generation: 0 },
    }),
  ],
  [
    'gives a code to be said on the telephone',
    'code.given',
    async (world) => ({ by: 'so-1', path: `/assignments/${await world.sent('so-1')}/short-code` }),
  ],
  [
    'revokes the address of its calendar',
    'calendar.revoked',
    async () => ({ by: 'so-1', path: '/deadlines/revoke', body: { generation: 0 } }),
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
    'passes a paper on as it is',
    'assignment.forwarded',
    async (world) => ({
      by: 'so-1',
      path: `/assignments/${await world.acknowledged('so-1')}/forward`,
      body: { to: ['so-1-1', 'so-1-2'] },
    }),
  ],
  [
    'asks the sender',
    'assignment.questionAsked',
    async (world) => ({
      by: 'so-1',
      path: `/assignments/${await world.acknowledged('so-1')}/ask`,
      body: { question: 'Có tính thôn, bản không?' },
    }),
  ],
  [
    'passes a paper on with its own dispatch',
    'assignment.forwarded',
    async (world) => ({
      by: 'so-1',
      path: `/assignments/${await world.acknowledged('so-1')}/forward`,
      body: ownDispatch(21),
    }),
  ],
  [
    'asks for more time',
    'assignment.extensionAsked',
    async (world) => ({
      by: 'so-1',
      path: `/assignments/${await world.acknowledged('so-1')}/request-extension`,
      body: { dueOn: '2026-05-05', reason: 'lũ quét' },
    }),
  ],
  [
    'sees to third parties',
    'supervised.added',
    async (world) => ({
      by: 'so-1',
      path: `/assignments/${await world.acknowledged('so-1')}/supervise`,
      body: { units: ['so-1-1', 'so-1-2'] },
    }),
  ],
  [
    'notes that a third party is done',
    'supervised.marked',
    async (world) => {
      const id = await world.acknowledged('so-1');
      await world.app.get(SuperviseUnits).execute(id, { units: ['so-1-1'] }, await world.by('so-1'));
      return { by: 'so-1', path: `/assignments/${id}/supervised/so-1-1`, body: { status: 'done' } };
    },
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
    'gives a recalled paper back',
    'assignment.recallAgreed',
    async (world) => ({ by: 'so-1', path: `/assignments/${await world.recalled('so-1')}/agree-recall` }),
  ],
  [
    'answers a question',
    'assignment.questionAnswered',
    async (world) => ({ by: 'so', path: `/questions/${await world.asked('so-1')}/answer`, body: { answer: 'Có.' } }),
  ],
  [
    'begins the work',
    'assignment.started',
    async (world) => ({ by: 'so-1', path: `/assignments/${await world.acknowledged('so-1')}/start` }),
  ],
  [
    'has done the work',
    'assignment.completed',
    async (world) => ({ by: 'so-1', path: `/assignments/${await world.acknowledged('so-1')}/complete` }),
  ],
  [
    'has nothing to do',
    'assignment.notApplicable',
    async (world) => ({
      by: 'so-1',
      path: `/assignments/${await world.acknowledged('so-1')}/not-applicable`,
      body: { reason: 'địa bàn không có' },
    }),
  ],
  [
    'takes its question back',
    'assignment.questionWithdrawn',
    async (world) => ({ by: 'so-1', path: `/questions/${await world.asked('so-1')}/withdraw` }),
  ],
  [
    'no longer asks for more time',
    'assignment.extensionWithdrawn',
    async (world) => ({ by: 'so-1', path: `/extensions/${await world.askedForTime('so-1')}/withdraw` }),
  ],
  [
    'does not give a recalled paper back',
    'assignment.recallRefused',
    async (world) => ({
      by: 'so-1',
      path: `/assignments/${await world.recalled('so-1')}/refuse-recall`,
      body: { reason: 'đã triển khai' },
    }),
  ],
  [
    'gives a recalled paper back, and recalls what it made of it',
    'assignment.recallAgreed',
    async (world) => {
      const id = await world.acknowledged('so-1');
      await world.app.get(ForwardAssignment).execute(id, ownDispatch(22), await world.by('so-1'));
      await world.recall(id);
      return { by: 'so-1', path: `/assignments/${id}/agree-recall` };
    },
  ],
]);

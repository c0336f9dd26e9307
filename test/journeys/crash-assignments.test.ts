import { AskQuestion, SuperviseUnits } from '../../src/assignments/index.js';
import { RecallDirective } from '../../src/cascade/index.js';
import { comesToTheSame } from '../support/crashing-acts.js';

comesToTheSame('killed before its commit, then after it, and asked again, it comes to the same when a unit', [
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
      body: {
        to: ['so-1-1', 'so-1-2'],
        text: 'Số: 21/CV\n\nNgày 2 tháng 3 năm 2026\n\nV/v rà soát địa danh\n\nKính gửi: các trung tâm.',
      },
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
    async (world) => {
      const id = await world.acknowledged('so-1');
      await world.app
        .get(RecallDirective)
        .execute(await world.directiveOf(id), { reason: 'sai' }, await world.by('so'));
      return { by: 'so-1', path: `/assignments/${id}/agree-recall` };
    },
  ],
  [
    'answers a question',
    'assignment.questionAnswered',
    async (world) => {
      const id = await world.acknowledged('so-1');
      const asking = world.app.get(AskQuestion);
      const { question } = await asking.execute(id, 'Có tính thôn, bản không?', await world.by('so-1'));
      return { by: 'so', path: `/questions/${question}/answer`, body: { answer: 'Có.' } };
    },
  ],
]);

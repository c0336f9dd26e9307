import type { Words } from '../platform/errors.js';

/** What is said in a call to pass a paper on. */
interface Said {
  to: readonly string[];
  dispatch?: unknown;
  text?: string | undefined;
  draft?: string | undefined;
  subject?: string | undefined;
  dueOn?: string | undefined;
  dueOperator?: string | undefined;
  tasks?: readonly ({ n: number } | { text: string })[] | undefined;
}

/** What is said of a field that means nothing beside the others. */
export interface Meaningless {
  field: string;
  words: Words;
}

const OF_THE_DRAFT = ['to', 'dispatch', 'text', 'subject', 'dueOn', 'dueOperator'] as const;
const OF_AN_OWN_DISPATCH = ['subject', 'tasks'] as const;

const isGiven = (value: unknown): boolean => value !== undefined && !(Array.isArray(value) && value.length === 0);

const beside = (field: string): Words => ({
  vi: `Dự thảo đã có nơi nhận, nội dung và thời hạn của nó: nêu \`draft\` thì không nêu \`${field}\`. Hãy sửa dự thảo, hoặc bỏ \`${field}\`.`,
  en: `A draft has its own addressees, text and deadline: with \`draft\` there is no \`${field}\`. Change the draft, or leave \`${field}\` out.`,
});
const asItIs = (field: string): Words => ({
  vi: `Chuyển nguyên văn thì không có \`${field}\`: chỉ nêu cùng với văn bản riêng (\`dispatch\`, \`text\` hoặc \`draft\`).`,
  en: `A paper that is passed on as it is takes no \`${field}\`: give it with an own dispatch (\`dispatch\`, \`text\` or \`draft\`).`,
});
const WRITTEN: Words = {
  vi: 'Nhiệm vụ của dự thảo đã có lời văn: nêu `draft` thì mỗi dòng `tasks` chỉ gồm `n` và `parentTask`.',
  en: 'The tasks of a draft have their text: with `draft`, each of `tasks` is `n` and `parentTask` only.',
};
const twice = (n: number): Words => ({
  vi: `Nhiệm vụ số ${n} được nêu hai lần trong \`tasks\`; hãy chỉ nêu một lần.`,
  en: `Task ${n} is given twice in \`tasks\`; give it once.`,
});

/** The first thing in a call to pass a paper on that would be passed over in silence; undefined where all of it counts. */
export function meaninglessIn(said: Said): Meaningless | undefined {
  const { dispatch, text, draft, tasks = [] } = said;
  const given = <Field extends keyof Said>(fields: readonly Field[]) => fields.find((field) => isGiven(said[field]));
  if (draft !== undefined) {
    const field = given(OF_THE_DRAFT);
    if (field) return { field, words: beside(field) };
    if (tasks.some((task) => 'text' in task)) return { field: 'tasks', words: WRITTEN };
  } else if (dispatch === undefined && text === undefined) {
    const field = given(OF_AN_OWN_DISPATCH);
    if (field) return { field, words: asItIs(field) };
  }
  const numbers = tasks.flatMap((task) => ('text' in task ? [] : [task.n]));
  const again = numbers.find((n, i) => numbers.indexOf(n) !== i);
  return again === undefined ? undefined : { field: 'tasks', words: twice(again) };
}

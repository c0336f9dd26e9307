import type { Dispatch } from '../dispatches/index.js';
import { paragraph, type LetterBlock } from './letter.rules.js';
import { citationWords, kindName, stopped, termWords, type Term } from './phrases.rules.js';

/** What a paper orders where it was drafted from fields, and has no text of its own yet. */
export interface Instruction extends Pick<Dispatch, 'kind' | 'bases' | 'attachments'> {
  subject: string;
  /** As it is named within a sentence. */
  issuer: string;
  tasks: readonly { label: string; text: string }[];
  due: Term | null;
}

/** Types whose text is bases, a line that decides, and articles. */
const DECIDES = new Set(['QĐ', 'NQ']);
/** Types that order; the others ask. */
const ORDERS = new Set(['CT', 'CĐ']);

/** The text of a paper composed of its fields: what it carries out, what is asked, by when. */
export function instructionBody(it: Instruction): LetterBlock[] {
  return DECIDES.has(it.kind) ? decision(it) : instruction(it);
}

function instruction(it: Instruction): LetterBlock[] {
  const name = kindName(it.kind);
  const asks = ORDERS.has(it.kind) ? 'yêu cầu' : 'đề nghị';
  const bases =
    it.bases.length === 0
      ? 'Để triển khai kịp thời, hiệu quả'
      : `${name === null ? 'Thực hiện' : 'Căn cứ'} ${cited(it)}`;
  const lead = `${bases}, ${it.issuer} ${asks} các cơ quan, đơn vị`;
  const opening =
    it.tasks.length === 0
      ? `${lead} triển khai thực hiện việc ${withoutAbout(it.subject)}.`
      : `${lead} triển khai thực hiện các nội dung sau:`;
  return [paragraph(opening), ...it.tasks.map(taskBlock), ...enclosures(it), ...closing(it)];
}

function decision(it: Instruction): LetterBlock[] {
  const bases = it.bases.map((base, i): LetterBlock => ({
    kind: 'basis',
    text: `Căn cứ ${citationWords(base)}${i < it.bases.length - 1 ? ';' : '.'}`,
  }));
  const tasks = it.tasks.map((task, i) => taskBlock({ ...task, label: `Điều ${i + 1}` }));
  return [
    { kind: 'centred', text: it.issuer.toLocaleUpperCase('vi') },
    ...bases,
    { kind: 'centred', text: 'QUYẾT ĐỊNH:' },
    ...(tasks.length === 0 ? [paragraph(`Điều 1. ${stopped(capital(withoutAbout(it.subject)))}`)] : tasks),
    ...enclosures(it),
    ...closing(it),
  ];
}

const cited = ({ bases }: Instruction): string => bases.map(citationWords).join(', ');
const withoutAbout = (subject: string): string => subject.replace(/^(?:v\/v|về việc)\s+/iu, '');
const capital = (text: string): string => text.slice(0, 1).toLocaleUpperCase('vi') + text.slice(1);

/** A task behind its label, as labels are read: `1.`, `a)`, `-`, `Điều 1.`. */
function taskBlock({ label, text }: { label: string; text: string }): LetterBlock {
  const mark = /^\p{Ll}$/u.test(label) ? `${label})` : /^[\p{Pd}•+]$/u.test(label) ? '-' : /[.)]$/u.test(label) ? label : `${label}.`;
  return paragraph(label === '' ? stopped(text) : `${mark} ${stopped(text)}`);
} // prettier-ignore

const enclosures = ({ attachments }: Instruction): LetterBlock[] =>
  attachments.length === 0 ? [] : [paragraph(`Gửi kèm: ${attachments.join('; ')}.`)];

const closing = ({ due }: Instruction): LetterBlock[] =>
  due === null ? [] : [paragraph(`Thời hạn hoàn thành: ${termWords(due)}.`)];

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  asksOtherwise,
  changesFor,
  isChange,
  numbered,
  outdatedTasks,
  type Asked,
  type AskedClass,
  type AskedTask,
} from '../../src/directives/amending/asked.rules.js';
import { assignmentMachine, start, step } from '../../workflows/index.js';

const LINES = ['các sở', 'các huyện', 'các xã'] as const;
const tasksOf = (tasks: readonly AskedTask[], line: number | null): AskedTask[] =>
  tasks.filter(({ addressees }) => addressees.length === 0 || line === null || addressees.includes(LINES[line]!));
const classOf = (line: number | null, change: Partial<AskedClass> = {}): AskedClass => ({
  line,
  owesWork: true,
  ownTerm: false,
  ...change,
});
const task = (n: number, text: string, ...addressees: string[]): AskedTask => ({
  n,
  label: String(n),
  text,
  addressees,
});
const asked = (...tasks: AskedTask[]): Asked => ({ tasks, workDueAt: null });

const texts = fc.constantFrom('rà soát', 'tuyên truyền', 'báo cáo kết quả', 'bố trí kinh phí', 'phát bản tin');
const contents = fc.record({
  tasks: fc
    .array(fc.record({ text: texts, addressees: fc.subarray([...LINES]) }), { maxLength: 6 })
    .map((tasks) => tasks.map(({ text, addressees }, i) => task(i + 1, text, ...addressees))),
  workDueAt: fc.constantFrom(null, new Date('2024-04-15T10:00:00Z'), new Date('2024-05-02T10:00:00Z')),
});
const classes = fc.record({
  line: fc.constantFrom(null, 0, 1, 2),
  owesWork: fc.boolean(),
  ownTerm: fc.boolean(),
});
/** What a version asks of a class, so that nothing but its words counts. */
const said = ({ tasks, workDueAt }: Asked, of: AskedClass): string =>
  JSON.stringify([
    tasksOf(tasks, of.line)
      .map(({ text }) => text)
      .toSorted(),
    of.owesWork && !of.ownTerm ? workDueAt : null,
  ]);

describe('who acknowledges again', () => {
  it('is whoever is asked something else than before, and nobody besides', () => {
    fc.assert(
      fc.property(contents, contents, classes, (before, after, of) => {
        expect(isChange(changesFor(of, before, after, tasksOf))).toBe(said(before, of) !== said(after, of));
      }),
    );
  });

  it('is nobody where only order, labels, white space and the form of the letters differ', () => {
    fc.assert(
      fc.property(contents, classes, fc.infiniteStream(fc.nat()), (before, of, keys) => {
        const shuffled = before.tasks
          .map((one) => ({ one, key: keys.next().value! }))
          .toSorted((a, b) => a.key - b.key);
        const after = {
          ...before,
          tasks: shuffled.map(({ one }, i) => ({
            ...one,
            n: i + 1,
            label: `${i}.`,
            text: ` ${one.text.normalize('NFD').replaceAll(' ', '  ')} `,
          })),
        };
        expect(changesFor(of, before, after, tasksOf)).toEqual({ changed: [], added: [], removed: [], deadline: null });
      }),
    );
  });

  it('says what it lost and what it got: the one back and forth is the other', () => {
    fc.assert(
      fc.property(contents, contents, classes, (before, after, of) => {
        const there = changesFor(of, before, after, tasksOf);
        const back = changesFor(of, after, before, tasksOf);
        const lost = (changes: typeof there) =>
          [...changes.changed.map((one) => one.before), ...changes.removed.map(({ text }) => text)].toSorted();
        const got = (changes: typeof there) =>
          [...changes.changed.map((one) => one.after), ...changes.added.map(({ text }) => text)].toSorted();
        expect(lost(back)).toEqual(got(there));
        expect(got(back)).toEqual(lost(there));
      }),
    );
  });

  it('is the addressees of a task that changed, and those that it is taken from or given to', () => {
    const before = asked(task(1, 'rà soát', 'các sở'), task(2, 'tuyên truyền'), task(3, 'báo cáo', 'các xã'));
    const after = asked(task(1, 'rà soát lại', 'các sở'), task(2, 'tuyên truyền'), task(3, 'báo cáo', 'các huyện'));
    expect(changesFor(classOf(0), before, after, tasksOf)).toMatchObject({
      changed: [{ n: 1, before: 'rà soát', after: 'rà soát lại' }],
      added: [],
      removed: [],
    });
    expect(changesFor(classOf(1), before, after, tasksOf)).toMatchObject({
      changed: [],
      added: [{ n: 3 }],
      removed: [],
    });
    const communes = changesFor(classOf(2), before, after, tasksOf);
    expect(communes).toMatchObject({ changed: [], added: [], removed: [{ n: 3 }] });
    expect(outdatedTasks(communes)).toEqual([3]);
  });

  it('is whoever has a new deadline, unless it is not theirs; nobody’s work is looked at again for that', () => {
    const [first, later] = [new Date('2024-04-15T10:00:00Z'), new Date('2024-05-02T10:00:00Z')];
    const due = (workDueAt: Date | null): Asked => ({ tasks: [task(1, 'rà soát')], workDueAt });
    const moved = changesFor(classOf(0), due(first), due(later), tasksOf);
    expect(moved).toEqual({ changed: [], added: [], removed: [], deadline: { before: first, after: later } });
    expect([isChange(moved), asksOtherwise(moved), outdatedTasks(moved)]).toEqual([true, false, []]);
    expect(changesFor(classOf(0), due(null), due(later), tasksOf).deadline).toEqual({ before: null, after: later });
    expect(changesFor(classOf(0), due(first), due(null), tasksOf).deadline).toEqual({ before: first, after: null });
    for (const not of [{ owesWork: false }, { ownTerm: true }])
      expect(changesFor(classOf(0, not), due(first), due(later), tasksOf).deadline).toBeNull();
  });

  it('looks at its work again where a task is another, came or went', () => {
    const one = asked(task(1, 'rà soát'));
    const otherwise = (after: Asked) => asksOtherwise(changesFor(classOf(0), one, after, tasksOf));
    expect(otherwise(asked(task(1, 'rà soát lại')))).toBe(true);
    expect(otherwise(asked(task(1, 'rà soát'), task(2, 'báo cáo')))).toBe(true);
    expect(otherwise(asked())).toBe(true);
    expect(otherwise(one)).toBe(false);
    const changed = changesFor(classOf(0), one, asked(task(1, 'rà soát lại')), tasksOf);
    expect(changed.changed).toEqual([{ n: 1, label: '1', before: 'rà soát', after: 'rà soát lại' }]);
    expect(outdatedTasks(changed)).toEqual([1]);
  });

  it('is told of each changed task beside what it was, by its number and not by its place', () => {
    const before = asked(task(1, 'rà soát'), task(2, 'báo cáo'));
    const after = asked(task(2, 'báo cáo trước ngày 20'), task(1, 'rà soát lại'));
    expect(changesFor(classOf(0), before, after, tasksOf).changed).toEqual([
      { n: 1, label: '1', before: 'rà soát', after: 'rà soát lại' },
      { n: 2, label: '2', before: 'báo cáo', after: 'báo cáo trước ngày 20' },
    ]);
  });
});

describe('the number of a task', () => {
  it('stays with its text, wherever it stands; a new task gets one that no version had', () => {
    const before = [task(1, 'rà soát'), task(2, 'tuyên truyền'), task(4, 'báo cáo')];
    const given = [
      { label: '1', text: 'tuyên truyền', addressees: [] },
      { label: '2', text: 'rà soát', addressees: [] },
      { label: 'mới', text: 'bố trí kinh phí', addressees: [] },
      { label: '4', text: 'báo cáo trước ngày 20', addressees: [] },
    ];
    expect(numbered(given, before, 5).map(({ n }) => n)).toEqual([2, 1, 6, 4]);
  });

  it('of two with one text is the one given, else the one with the same addressees, else the first', () => {
    const before = [
      task(1, 'rà soát', 'các sở'),
      task(2, 'rà soát', 'các huyện', 'các xã'),
      task(3, 'rà soát', 'các xã'),
    ];
    const given = (n: number | undefined, ...addressees: string[]) => ({
      n,
      label: '-',
      text: ' rà  soát',
      addressees,
    });
    const of = (...tasks: ReturnType<typeof given>[]) => numbered(tasks, before, 3).map(({ n }) => n);
    expect(of(given(2))).toEqual([2]);
    const others = [task(1, 'báo cáo'), task(2, 'rà soát')];
    expect(numbered([given(1)], others, 2).map(({ n }) => n)).toEqual([2]);
    expect(of(given(undefined, 'các huyện', 'các xã'))).toEqual([2]);
    expect(of(given(undefined, 'các xã'), given(undefined, 'các sở'))).toEqual([3, 1]);
    expect(of(given(undefined, 'các trường'))).toEqual([1]);
    expect(of(given(undefined, 'các trường'), given(undefined, 'các trường'))).toEqual([1, 2]);
  });

  it('of a task whose text is another is the one given, else that of its label, where labels tell tasks apart', () => {
    const before = ['1', 'b', '-'].map((label, i) => ({ ...task(i + 1, `việc ${i}`), label }));
    const of = (label: string, n?: number) =>
      numbered([{ n, label, text: 'việc mới', addressees: [] }], before, 7)[0]!.n;
    expect(of('1')).toBe(1);
    expect(of('b')).toBe(2);
    expect(of('c')).toBe(8);
    expect(of('-')).toBe(8);
    expect(of('1', 3)).toBe(3);
    expect(of('1', 9)).toBe(8);
  });

  it('of new tasks goes on behind the last that any version had, and the rest of a task stays as given', () => {
    const given = ['một', 'hai'].map((text) => ({ label: text, text, addressees: ['các sở'] }));
    expect(numbered(given, [], 5)).toEqual([
      { n: 6, label: 'một', text: 'một', addressees: ['các sở'] },
      { n: 7, label: 'hai', text: 'hai', addressees: ['các sở'] },
    ]);
  });

  it('is given once, and never to two tasks', () => {
    fc.assert(
      fc.property(
        contents,
        contents,
        fc.array(fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined })),
        (a, b, ns) => {
          const given = b.tasks.map((one, i) => ({ ...one, n: ns[i] }));
          const numbers = numbered(given, a.tasks, 9).map(({ n }) => n);
          expect(new Set(numbers).size).toBe(numbers.length);
        },
      ),
    );
  });
});

describe('the machine of an assignment', () => {
  const { context } = start(assignmentMachine);
  const after = (work: string, deadlineOnly: boolean) => {
    const value = { receipt: 'acknowledged', relay: 'none', work, standing: 'inForce' };
    const moved = step(assignmentMachine, { value, context }, { type: 'AMEND', deadlineOnly });
    return moved.accepted ? moved.value : 'refused';
  };

  it.each(['implemented', 'reported', 'accepted'])('takes %s up again where a task changed', (work) => {
    expect(after(work, false)).toMatchObject({ receipt: 'sent', work: 'implementing' });
    expect(after(work, true)).toMatchObject({ receipt: 'sent', work });
  });

  it('asks whoever had nothing to do once more', () => {
    expect(after('notApplicable', false)).toMatchObject({ receipt: 'sent', work: 'notStarted' });
  });
});

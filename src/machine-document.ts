import type { AnyStateMachine } from 'xstate';

/** What is read of a machine's configuration; a machine of ours has nothing else (see the guard on machines). */
interface StateConfig {
  type?: string;
  initial?: string;
  states?: Record<string, StateConfig>;
  on?: Record<string, unknown>;
}

interface Arrow {
  from: string;
  event: string;
  condition: string;
  to: string;
  actions: string[];
}

type Named = string | { type: string; params?: unknown };
interface HigherGuard {
  name: string;
  guards?: Guard[];
  stateValue?: Record<string, string>;
}
type Guard = Named | HigherGuard;

const listOf = (value: unknown): unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const nameOf = (named: Named): string => (typeof named === 'string' ? named : named.type);
const regionsOf = (machine: AnyStateMachine): [string, StateConfig][] => {
  const config = machine.config as StateConfig;
  return config.type === 'parallel' ? Object.entries(config.states ?? {}) : [['', config]];
};

function conditionOf(guard: Guard | undefined): string {
  if (guard === undefined) return '';
  if (typeof guard === 'string') return guard;
  if (!('name' in guard)) return guard.type;
  if (guard.stateValue)
    return Object.entries(guard.stateValue)
      .map((pair) => pair.join(' is '))
      .join(', ');
  const parts = (guard.guards ?? []).map(conditionOf);
  if (guard.name === 'not') return `not ${parts[0]}`;
  return parts.join(guard.name === 'or' ? ' or ' : ', ');
}

function arrowsOf(states: Record<string, StateConfig>): Arrow[] {
  return Object.entries(states).flatMap(([from, { on }]) =>
    Object.entries(on ?? {}).flatMap(([event, transitions]) =>
      listOf(transitions).map((transition): Arrow => {
        if (typeof transition === 'string') return { from, event, condition: '', to: transition, actions: [] };
        const { guard, target, actions } = transition as { guard?: Guard; target?: string; actions?: unknown };
        const names = listOf(actions).map((action) => nameOf(action as Named));
        return { from, event, condition: conditionOf(guard), to: target ?? from, actions: names };
      }),
    ),
  );
}

/** Whether an action only changes the context, inside the machine; every other one is an effect that a slice carries out. */
const isAssignment = (machine: AnyStateMachine, name: string): boolean =>
  (machine.implementations.actions[name] as { type?: string } | undefined)?.type === 'xstate.assign';

/** The effects that a machine names, each once, in the order of their names. */
export function effectsNamedIn(machine: AnyStateMachine): string[] {
  const named = regionsOf(machine).flatMap(([, { states }]) =>
    arrowsOf(states ?? {}).flatMap(({ actions }) => actions),
  );
  return [...new Set(named)].filter((name) => !isAssignment(machine, name)).toSorted();
}

function diagramOf(machine: AnyStateMachine): string[] {
  const regions = regionsOf(machine);
  const drawn = regions.map(([region, { initial, states = {} }]) => {
    const id = (state: string): string => (region ? `${region}_${state}` : state);
    const label = ({ event, actions }: Arrow): string =>
      [event, ...actions.filter((name) => !isAssignment(machine, name))].join(' / ');
    const lines = [
      ...(region ? Object.keys(states).map((state) => `state "${state}" as ${id(state)}`) : []),
      `[*] --> ${id(initial ?? '')}`,
      ...arrowsOf(states).map((arrow) => `${id(arrow.from)} --> ${id(arrow.to)} : ${label(arrow)}`),
      ...Object.keys(states).flatMap((state) => (states[state]?.type === 'final' ? [`${id(state)} --> [*]`] : [])),
    ];
    return region ? [`state ${region} {`, ...new Set(lines.map((line) => `  ${line}`)), '}'] : [...new Set(lines)];
  });
  const body = drawn.length === 1 ? drawn[0]! : inParallel(machine.id, drawn);
  return ['```mermaid', 'stateDiagram-v2', ...body.map((line) => `  ${line}`), '```'];
}

const inParallel = (id: string, regions: readonly string[][]): string[] => [
  `state ${id} {`,
  ...regions.flatMap((lines, i) => [...(i === 0 ? [] : ['  --']), ...lines.map((line) => `  ${line}`)]),
  '}',
];

function tableOf(machine: AnyStateMachine): string[] {
  return regionsOf(machine).flatMap(([region, { initial, states = {} }]) => {
    const arrows = arrowsOf(states);
    const rows = Object.keys(states).flatMap((state) => {
      const own = arrows.filter(({ from }) => from === state);
      const mark = state === initial ? ' (initial)' : '';
      if (own.length === 0) return [[`${state}${mark}`, '', '', '', '']];
      return own.map(({ event, condition, to, actions }) => {
        const effects = actions.filter((name) => !isAssignment(machine, name));
        return [`${state}${mark}`, event, condition, to, effects.join(', ')];
      });
    });
    return [
      `## ${region === '' ? 'States' : `Region ${region}`}`,
      '',
      ...markdownTable(['State', 'Event', 'If', 'Next', 'Effects'], rows),
      '',
    ];
  });
}

/** The lines of a table in Markdown. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `| ${head.map(() => '---').join(' | ')} |`,
  ...rows.map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`),
];

/** Diagram (Mermaid) and state table of a machine, region by region, from its configuration alone. */
export function machineDocument(name: string, machine: AnyStateMachine): string {
  const head = [`# The ${name} machine`, '', `Made by \`npm run gen\` from workflows/${name}.machine.ts.`, ''];
  return [...head, ...diagramOf(machine), '', ...tableOf(machine)].join('\n');
}

import type { Block } from './blocks.rules.js';
import { chargedIn } from './charged.rules.js';
import { deadlineIn } from './deadlines.rules.js';
import type { LabelStyle } from './labels.rules.js';
import { cut, found, tidy, type Piece } from './piece.rules.js';
import { noDeadline, type TaskRead } from './reading.rules.js';
import { tableTasks } from './task-table.rules.js';

const RANK: readonly LabelStyle[] = ['article', 'part', 'upper', 'roman', 'arabic', 'letter', 'dash'];

/** The items of the first level of the text, in order. */
export function readTasks(blocks: readonly Block[]): TaskRead[] {
  const top = firstLevel(blocks);
  const below = new Map<Block, Block>();
  for (const [i, block] of blocks.entries()) {
    const next = blocks[i + 1];
    if (next) below.set(block, next);
  }
  if (top.length > 0 && top[0]?.label?.style !== 'dash') return top.map((block) => taskOf(block, below));
  const rows = tableTasks(blocks);
  return rows.length > 0 ? rows : top.map((block) => taskOf(block, below));
}

/** The blocks that carry the numbering of the first level: the highest style that begins at its first. */
export function firstLevel(blocks: readonly Block[]): Block[] {
  for (const style of RANK) {
    const labelled = blocks.filter(({ label }) => label?.style === style);
    if (style === 'dash') return outsideEnclosures(blocks);
    const row = inSequence(labelled);
    if (row.length === 0) continue;
    if ((style === 'upper' || style === 'part') && row.length < 2) continue;
    if (
      style === 'roman' &&
      row.length < 2 &&
      blocks.some(({ label }) => label?.style === 'arabic' && label.ordinal > 3)
    )
      continue;
    return row;
  }
  return [];
}

/** The blocks whose ordinals count up from 1; a row that starts again below is of a lower level. */
function inSequence(blocks: readonly Block[]): Block[] {
  const row: Block[] = [];
  let expected = 1;
  for (const block of blocks) {
    const ordinal = block.label?.ordinal ?? 0;
    if (ordinal === expected || (row.length > 0 && ordinal === expected + 1)) {
      row.push(block);
      expected = ordinal + 1;
    }
  }
  return row;
}

/** The dashed blocks but those under "Gửi kèm:", which list enclosures. */
function outsideEnclosures(blocks: readonly Block[]): Block[] {
  const dashed: Block[] = [];
  let enclosures = false;
  for (const block of blocks) {
    if (block.label?.style !== 'dash')
      enclosures = /(?:gửi kèm|kèm theo|đính kèm)[^.]{0,60}:$/u.test(block.piece.low.slice(-90));
    else if (!enclosures) dashed.push(block);
  }
  return dashed;
}

function taskOf(block: Block, below: ReadonlyMap<Block, Block>): TaskRead {
  const rest = restOf(block, below);
  const line = firstSentence(rest);
  const text = tidy(line.text);
  const addressees = chargedIn(line, isHeadingOnly(block, line)).map((name) => tidy(name.text));
  const label = block.label?.text ?? '';
  return { ...found(line, { label, text, addressees }, 0.92), deadline: deadlineIn(line) ?? noDeadline() };
}

/** What stands behind the label; where nothing does, the paragraph below it. */
function restOf(block: Block, below: ReadonlyMap<Block, Block>): Piece {
  const length = block.label ? block.first.text.length - block.label.rest.text.length : 0;
  const rest = cut(block.piece, length);
  if (rest.text !== '') return rest;
  return below.get(block)?.piece ?? rest;
}

const ABBREVIATED = /(?:^|[\s(])(?:TP|Tp|TX|TT|Q|H|P|ThS|TS|PGS|GS|BS|Đ\/c|đ\/c|v\.v|No|St|[A-ZĐ])$/u;

/** The first sentence: up to a full stop; a colon or a semicolon does not end it. */
export function firstSentence(piece: Piece): Piece {
  for (const stop of piece.text.matchAll(/\.(?=\s)/g)) {
    const before = piece.text.slice(Math.max(0, stop.index - 8), stop.index);
    const after = piece.text.slice(stop.index + 1, stop.index + 3).trim();
    if (ABBREVIATED.test(before) || before.endsWith('.') || /^[\p{Ll},;.]/u.test(after)) continue;
    return cut(piece, 0, stop.index);
  }
  return piece;
}

/** A task that is nothing but the name of those it falls to ("3. UBND các xã, thị trấn"). */
const isHeadingOnly = (block: Block, line: Piece): boolean =>
  line.text.length < 200 &&
  !/\.\s*$/.test(block.first.text) &&
  line.text.length >= block.piece.text.length - (block.label?.text.length ?? 0) - 6;

import type { Words } from '../../data/text.ts';
import { clipboardFormat } from '../../graph/edits/clipboard.ts';
import { isTableText } from '../commands/paste-rules.ts';
import { isGraphFile } from '../files/dropped.ts';

/** What a person gives: files, or a text that she pastes. Each is told by what is in it, and by its name only where that says more. */

export type Given = {
  readonly graphs: readonly File[];
  /** Rules that were written elsewhere, and parts of graphs: what goes onto a canvas as nodes. */
  readonly pieces: readonly Piece[];
  /** Anything else is data: what reads data says why it can't be read. */
  readonly data: readonly File[];
};

export interface Piece {
  readonly name: string;
  readonly text: string;
  readonly what: keyof typeof pieces;
}

/** What each becomes. */
const pieces = {
  logic: { en: 'JsonLogic: it became a condition', zh: 'JsonLogic，已变成一个条件节点' },
  table: { en: 'a decision table: it became a node of that kind', zh: '决策表，已变成一个决策表节点' },
  nodes: { en: 'a part of a graph: its nodes were added', zh: '规则图的一部分，已加入其中的节点' },
} as const satisfies Record<string, Words>;

export const becameInWords = ({ name, what }: Piece, hasData: boolean): Words => ({
  en: `“${name}” is ${pieces[what].en}${hasData ? '' : '. Drop your data on the canvas to try it on'}`,
  zh: `“${name}”是${pieces[what].zh}${hasData ? '' : '。把数据拖到画布上就能试用'}`,
});

/** Rules and parts of graphs are never larger, and need not be looked for in what is. */
const largestPiece = 4_194_304;

export async function whatIsGiven(files: readonly File[]): Promise<Given> {
  const given = { graphs: [] as File[], pieces: [] as Piece[], data: [] as File[] };
  for (const file of files) {
    if (await isGraphFile(file)) {
      given.graphs.push(file);
      continue;
    }
    const text = /\.(json|csv|txt)$/i.test(file.name) && file.size <= largestPiece ? await file.text() : undefined;
    const what = text === undefined ? undefined : pieceIn(text);
    if (text === undefined || what === undefined) given.data.push(file);
    else given.pieces.push({ name: file.name, text: text.replace(/^\uFEFF/, ''), what });
  }
  return given;
}

/** A pasted text as the file that it would be; undefined where nothing can be made of it. */
export function asFile(text: string, name: string): File | undefined {
  const start = text.trimStart();
  const isJson = start.startsWith('{') || start.startsWith('[');
  // One word or line is no table.
  if (!isJson && !/[^\r\n][\r\n]+[^\r\n]/.test(text)) return undefined;
  return new File([text], `${name}.${isJson ? 'json' : text.includes('\t') ? 'tsv' : 'csv'}`, { type: 'text/plain' });
}

/** The operations of JsonLogic, and of the pack that goes with it: an object of one other key is data. */
const operations = new Set([
  'var', 'missing', 'missing_some', 'if', '?:', '==', '===', '!=', '!==', '!', '!!', 'or', 'and', '>', '>=', '<', '<=', 'max', 'min', '+', '-', '*', '/', '%',
  'map', 'filter', 'reduce', 'all', 'none', 'some', 'merge', 'in', 'cat', 'substr', 'log',
]);

export function pieceIn(text: string): Piece['what'] | undefined {
  if (isTableText(text)) return 'table';
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const keys = Object.keys(value);
  if (keys.length === 1 && keys.every((key) => operations.has(key))) return 'logic';
  return Reflect.get(value, 'format') === clipboardFormat ? 'nodes' : undefined;
}

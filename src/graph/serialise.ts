import { jsonFault } from '../data/json.ts';
import type { JsonFault } from '../data/json.ts';
import type { Problem } from '../data/problem.ts';
import type { RuleDocument } from './document.ts';
import { documentFormat, documentSchema } from './document.ts';
import { issuesInWords } from './issues.ts';
import { findTextFault } from './json-text.ts';
import { inPrintedOrder } from './layout.ts';
import type { Meaning } from './meaning.ts';
import { isNewer, isVersion, migrate } from './migrate.ts';
import { printJson } from './print.ts';
import { error, nameOf } from './problems.ts';
import { checkStructure } from './structure.ts';

export interface Parsed {
  /** Undefined where nothing could be made of the input; `problems` then says why. */
  readonly document: RuleDocument | undefined;
  readonly problems: readonly Problem[];
}

/** Longer texts are refused unread. */
export const longestText = 256 * 1024 * 1024;

/** Reads a document from its text, or from JSON already read. Never throws, whatever it is given. */
export function parseDocument(input: unknown, meaning?: Pick<Meaning, 'lift'>): Parsed {
  const read = typeof input === 'string' ? readText(input) : { value: input, problem: undefined };
  if (read.problem !== undefined) return refused(read.problem);
  const fault = jsonFault(read.value);
  if (fault !== undefined) return refused(faultInWords(fault));

  const raw = read.value;
  if (!isRecord(raw) || raw['format'] !== documentFormat) {
    return refused(error(
      'not-a-graph',
      `This is no rule graph: it does not begin with "format": "${documentFormat}"`,
      `这不是规则图：缺少 "format": "${documentFormat}"`,
    ));
  }
  const version = raw['version'];
  if (!isVersion(version)) {
    return refused(error('no-version', 'The version is missing, or is not a whole number from 1 up', '缺少版本号，或版本号不是正整数'));
  }
  if (isNewer(version)) {
    return refused(error(
      'newer-version',
      `This graph was made by a newer Ruleloom (document version ${version}). Update Ruleloom to open it`,
      `此规则图由更新版本的 Ruleloom 生成（文档版本 ${version}），请升级后再打开`,
    ));
  }
  const current = migrate(raw, version);
  const parsed = documentSchema.safeParse(current);
  if (!parsed.success) return { document: undefined, problems: issuesInWords(parsed.error.issues, current) };
  const unsafe = reservedIds(parsed.data);
  if (unsafe.length > 0) return { document: undefined, problems: unsafe };
  const { document, problems } = lift(parsed.data, meaning);
  return { document, problems: [...problems, ...checkStructure(document)] };
}

export const printDocument = (document: RuleDocument): string => printJson(inPrintedOrder(document));

const refused = (problem: Problem): Parsed => ({ document: undefined, problems: [problem] });

function readText(text: string): { value: unknown; problem: Problem | undefined } {
  if (text.length > longestText) return { value: undefined, problem: faultInWords({ fault: 'huge', at: [] }) };
  const bare = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    return { value: JSON.parse(bare), problem: undefined };
  } catch {
    const fault = findTextFault(bare);
    if (fault === undefined) return { value: undefined, problem: faultInWords({ fault: 'deep', at: [] }) };
    const { line, column, message } = fault;
    return {
      value: undefined,
      problem: error(
        'bad-json',
        `Line ${line}, column ${column}: ${message.en}`,
        `第 ${line} 行第 ${column} 列：${message.zh}`,
      ),
    };
  }
}

function faultInWords({ fault, at }: JsonFault): Problem {
  const place = at.length === 0 ? { en: '', zh: '' } : { en: ` (at ${at.join(' › ')})`, zh: `（位置：${at.join(' › ')}）` };
  switch (fault) {
    case 'cyclic':
      return error('cyclic', `An object holds itself${place.en}, so it cannot be saved`, `对象包含其自身${place.zh}，无法保存`, { at });
    case 'deep':
      return error('too-deep', 'This is nested too deeply to be a rule graph', '嵌套层数过多，不是规则图');
    case 'huge':
      return error('too-large', 'This is too large for a rule graph. Keep rows in a file beside it', '内容过大，不是规则图；数据请放在旁边的文件中');
    case 'reserved':
      return error('reserved-name', `The name “__proto__” cannot be used${place.en}. Choose another`, `不能使用名称“__proto__”${place.zh}，请换一个`, { at });
    case 'foreign':
      return error('not-json', `Something here is not JSON${place.en}: only texts, finite numbers, true, false, null, lists and objects are`, `内容不是 JSON${place.zh}：只能有文本、有限数、true、false、null、列表和对象`, { at });
  }
}

/** Ids key plain objects (the rows given to a test), so none may be a name that every object has. */
function reservedIds({ nodes, groups, notes, sets, tables }: RuleDocument): Problem[] {
  return [nodes, groups, notes, sets, tables].flatMap((list) =>
    list
      .filter(({ id }) => id in Object.prototype)
      .map(({ id }) => error('reserved-name', `The id “${id}” cannot be used. Choose another`, `不能使用 id“${id}”，请换一个`)),
  );
}

/** Brings configs to their kinds' present versions. One that cannot be brought there stays as it is, and is told. */
function lift(document: RuleDocument, meaning: Pick<Meaning, 'lift'> | undefined): { document: RuleDocument; problems: Problem[] } {
  const problems: Problem[] = [];
  if (meaning?.lift === undefined) return { document, problems };
  const nodes = document.nodes.map((node) => {
    try {
      return meaning.lift?.(node) ?? node;
    } catch {
      const name = nameOf(node);
      problems.push(error(
        'cannot-lift',
        `“${name.en}” was made by an older Ruleloom, and its settings cannot be read. Set it up anew`,
        `“${name.zh}”由旧版本的 Ruleloom 生成，其设置无法读取，请重新设置`,
        { node: node.id },
      ));
      return node;
    }
  });
  return { document: { ...document, nodes }, problems };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

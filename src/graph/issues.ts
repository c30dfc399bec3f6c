import type { Problem } from '../data/problem.ts';
import type { Words } from '../data/text.ts';
import type { z } from '../data/zod.ts';
import { error, shorten } from './problems.ts';

/** What a schema found wrong, in words for people, with the node named. */

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const mostTold = 50;

export function issuesInWords(issues: readonly Issue[], raw: unknown): Problem[] {
  const told = issues.slice(0, mostTold).map((issue) => tell(issue, raw));
  const more = issues.length - told.length;
  if (more > 0) told.push(error('bad-document', `There are ${more} more problems of this kind`, `另有 ${more} 个同类问题`));
  return told;
}

function tell(issue: Issue, raw: unknown): Problem {
  const { where, node, rest } = place(issue.path, raw);
  const value = valueAt(raw, issue.path);
  const what = wrong(issue, value);
  const path = rest.map(String).join(' › ');
  const inside = path === '' ? { en: '', zh: '' } : { en: `: ${path}`, zh: `：${path}` };
  return error(
    value === undefined ? 'missing-part' : 'bad-part',
    `${where.en}${inside.en} ${what.en}`,
    `${where.zh}${inside.zh}${what.zh}`,
    { node, at: rest.filter((key) => typeof key !== 'symbol') },
  );
}

const things: Readonly<Record<string, Words>> = {
  nodes: { en: 'Node', zh: '节点' },
  edges: { en: 'Edge', zh: '连线' },
  groups: { en: 'Group', zh: '分组' },
  notes: { en: 'Note', zh: '便签' },
  sets: { en: 'Value set', zh: '值集合' },
  tables: { en: 'Table', zh: '参考表' },
  tests: { en: 'Test', zh: '测试' },
};

/** The thing an issue is about, as a person knows it, and the path from there. */
function place(path: Path, raw: unknown): { where: Words; node: string | undefined; rest: Path } {
  const [list, index] = path;
  const thing = typeof list === 'string' ? things[list] : undefined;
  if (thing === undefined || typeof index !== 'number') {
    return { where: { en: 'The graph', zh: '规则图' }, node: undefined, rest: path };
  }
  const item = valueAt(raw, [list ?? '', index]);
  const id = member(item, 'id');
  const name = [member(item, 'name'), member(member(item, 'name'), 'en'), member(member(item, 'name'), 'zh'), id]
    .find((each) => typeof each === 'string' && each !== '');
  const label = typeof name === 'string' ? `“${shorten(name)}”` : undefined;
  return {
    where: { en: `${thing.en} ${label ?? index + 1}`, zh: label === undefined ? `第 ${index + 1} 个${thing.zh}` : `${thing.zh}${label}` },
    node: list === 'nodes' && typeof id === 'string' ? id : undefined,
    rest: path.slice(2),
  };
}

const types: Readonly<Record<string, Words>> = {
  string: { en: 'a text', zh: '文本' },
  number: { en: 'a number', zh: '数字' },
  int: { en: 'a whole number', zh: '整数' },
  boolean: { en: 'true or false', zh: 'true 或 false' },
  array: { en: 'a list', zh: '列表' },
  tuple: { en: 'a list', zh: '列表' },
  object: { en: 'an object', zh: '对象' },
  record: { en: 'an object', zh: '对象' },
};

/** What is wrong with the part of a value that an issue is about, to be said after its name. */
export const issueInWords = (issue: Issue, raw: unknown): Words => wrong(issue, valueAt(raw, issue.path));

function wrong(issue: Issue, value: unknown): Words {
  if (value === undefined) return { en: 'is missing', zh: '缺失' };
  const shown = show(value);
  switch (issue.code) {
    case 'invalid_type': {
      const type = types[issue.expected];
      return { en: `must be ${type?.en ?? issue.expected}, but is ${shown}`, zh: `应为${type?.zh ?? issue.expected}，实为 ${shown}` };
    }
    case 'invalid_value': {
      const choice = issue.values.map((each) => JSON.stringify(each));
      return { en: `must be ${choice.join(' or ')}, but is ${shown}`, zh: `应为 ${choice.join(' 或 ')}，实为 ${shown}` };
    }
    case 'invalid_format':
      return {
        en: `is ${shown}, but must be an id: a letter a-z, then a-z, 0-9, _ and -`,
        zh: `为 ${shown}，但应为 id：以小写字母开头，只含小写字母、数字、_ 和 -`,
      };
    case 'too_small':
      return { en: `is too small or too short: at least ${issue.minimum}`, zh: `太小或太短：至少 ${issue.minimum}` };
    case 'too_big':
      return { en: `is too large or too long: at most ${issue.maximum}`, zh: `太大或太长：至多 ${issue.maximum}` };
    case 'unrecognized_keys': {
      const keys = issue.keys.map((key) => `“${shorten(key)}”`);
      return { en: `has unknown parts: ${keys.join(', ')}`, zh: `含有未知内容：${keys.join('、')}` };
    }
    case 'custom': {
      const chinese: unknown = issue.params?.['zh'];
      if (typeof chinese === 'string') return { en: `is ${shown}, but must be ${issue.message}`, zh: `为 ${shown}，但应为${chinese}` };
      return { en: `cannot be ${shown}`, zh: `不能是 ${shown}` };
    }
    case 'invalid_union': {
      const forms = formsOf(issue.errors);
      if (forms.length === 0) return { en: `cannot be ${shown}`, zh: `不能是 ${shown}` };
      const [en, zh] = [forms.map((form) => form.en).join(' or '), forms.map((form) => form.zh).join(' 或 ')];
      return { en: `must be ${en}, but is ${shown}`, zh: `应为 ${zh}，实为 ${shown}` };
    }
    default:
      return { en: `cannot be ${shown}`, zh: `不能是 ${shown}` };
  }
}

/** What each form of a union asks for, by the first issue that its schema had with the value. */
function formsOf(errors: readonly (readonly Issue[])[]): readonly Words[] {
  const forms = errors.flatMap(([first]) => {
    const [key] = first?.path ?? [];
    if (first?.code === 'invalid_type' && first.path.length === 0) return types[first.expected] ?? [];
    const shape = `{ ${JSON.stringify(key)}: … }`;
    return typeof key === 'string' ? { en: shape, zh: shape } : [];
  });
  return forms.filter((form, at) => forms.findIndex(({ en }) => en === form.en) === at);
}

function show(value: unknown): string {
  if (Array.isArray(value)) return '[…]';
  if (typeof value === 'object' && value !== null) return '{…}';
  return shorten(JSON.stringify(value), 40);
}

function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => member(value, key), raw);
}

const member = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;

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

/** The same where nobody may read the value, as it may be a secret. */
export const issueWithoutValue = (issue: Issue, raw: unknown): Words => wrong(issue, valueAt(raw, issue.path), true);

function wrong(issue: Issue, value: unknown, isSecret = false): Words {
  const told = issue.code === 'custom' ? saidWhole(issue) : undefined;
  if (told !== undefined) return told;
  if (value === undefined) return { en: 'is missing', zh: '缺失' };
  const shown = isSecret ? undefined : show(value);
  const must = (en: string, zh: string): Words => (shown === undefined ? { en: `must be ${en}`, zh: `应为${zh}` } : { en: `must be ${en}, but is ${shown}`, zh: `应为${zh}，实为 ${shown}` });
  const cannot: Words = shown === undefined ? inOwnWords(issue.message) : { en: `cannot be ${shown}`, zh: `不能是 ${shown}` };
  switch (issue.code) {
    case 'invalid_type': {
      const type = types[issue.expected];
      return must(type?.en ?? issue.expected, type?.zh ?? issue.expected);
    }
    case 'invalid_value': {
      const choice = issue.values.map((each) => JSON.stringify(each));
      return must(choice.join(' or '), ` ${choice.join(' 或 ')}`);
    }
    case 'invalid_format':
      return invalidFormat(issue, must) ?? cannot;
    case 'too_small':
      return limits[issue.origin]?.least(Number(issue.minimum), issue.inclusive !== false) ?? { en: `is too small: at least ${issue.minimum}`, zh: `太小：至少 ${issue.minimum}` };
    case 'too_big':
      return limits[issue.origin]?.most(Number(issue.maximum), issue.inclusive !== false) ?? { en: `is too large: at most ${issue.maximum}`, zh: `太大：至多 ${issue.maximum}` };
    case 'unrecognized_keys': {
      const keys = issue.keys.map((key) => `“${shorten(key)}”`);
      return { en: `has unknown parts: ${keys.join(', ')}`, zh: `含有未知内容：${keys.join('、')}` };
    }
    case 'custom': {
      const chinese: unknown = issue.params?.['zh'];
      return typeof chinese === 'string' ? must(issue.message, chinese) : cannot;
    }
    case 'invalid_union': {
      const forms = formsOf(issue.errors);
      return forms.length === 0 ? cannot : must(forms.map((form) => form.en).join(' or '), ` ${forms.map((form) => form.zh).join(' 或 ')}`);
    }
    default:
      return cannot;
  }
}

/** What a schema says by itself; what zod says where it says nothing is of no use to people. */
const inOwnWords = (message: string): Words => (message === '' || message.startsWith('Invalid') ? { en: 'is not of the form that is needed', zh: '格式不对' } : { en: `will not do: ${message}`, zh: `不可用：${message}` });

/** What is wrong with how parts go together is told as it is, whatever stands there. */
function saidWhole({ params, message }: Extract<Issue, { code: 'custom' }>): Words | undefined {
  const chinese: unknown = params?.['zh'];
  return params?.['whole'] === true && typeof chinese === 'string' ? { en: `will not do: ${message}`, zh: `不可用：${chinese}` } : undefined;
}

const idForm = String(/^[a-z][a-z0-9_-]*$/);

function invalidFormat({ format, pattern }: Extract<Issue, { code: 'invalid_format' }>, must: (en: string, zh: string) => Words): Words | undefined {
  if (pattern === idForm) return must('an id (a letter a-z, then a-z, 0-9, _ and -)', ' id（以小写字母开头，只含小写字母、数字、_ 和 -）');
  return format === 'url' ? must('an address, such as https://example.com', '网址（如 https://example.com）') : undefined;
}

interface Limits {
  readonly least: (count: number, inclusive: boolean) => Words;
  readonly most: (count: number, inclusive: boolean) => Words;
}

/** How much there may be of a value, by what is counted. */
const limits: Readonly<Record<string, Limits>> = {
  string: {
    least: (count) => (count === 1 ? { en: 'is empty', zh: '不能为空' } : { en: `is too short: at least ${count} characters`, zh: `太短：至少 ${count} 个字符` }),
    most: (count) => ({ en: `is too long: at most ${count} characters`, zh: `太长：至多 ${count} 个字符` }),
  },
  array: {
    least: (count) => (count === 1 ? { en: 'is empty: name at least one', zh: '不能为空：至少一项' } : { en: `has too few entries: at least ${count}`, zh: `项数太少：至少 ${count} 项` }),
    most: (count) => ({ en: `has too many entries: at most ${count}`, zh: `项数太多：至多 ${count} 项` }),
  },
  number: {
    least: (count, inclusive) => (inclusive ? { en: `is too small: at least ${count}`, zh: `太小：至少 ${count}` } : { en: `is too small: more than ${count}`, zh: `太小：须大于 ${count}` }),
    most: (count, inclusive) => (inclusive ? { en: `is too large: at most ${count}`, zh: `太大：至多 ${count}` } : { en: `is too large: less than ${count}`, zh: `太大：须小于 ${count}` }),
  },
};

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

import type { Field, FieldType, Role } from '../field.ts';
import { badFieldName } from '../schema.ts';
import type { Words } from '../text.ts';
import { isTime } from '../time.ts';
import { nameInWords } from '../words.ts';
import type { Form } from './form.ts';
import { currencyOf, guess } from './guess.ts';
import type { Guess, Question } from './guess.ts';
import type { SniffedCsv } from './sniff.ts';
import { trimSpaces } from './values.ts';

/** Fields as a sample of the data suggests them. Every guess can be overruled by the options. */
export interface InferOptions {
  /** By the name of the column: the type it has to have. */
  readonly types?: Readonly<Record<string, FieldType>> | undefined;
  /** The zone of times that do not tell their offset. */
  readonly zone?: string | undefined;
}

export interface Inferred {
  readonly fields: readonly InferredField[];
  /** Texts that stand for a missing value. */
  readonly missing: readonly string[];
  /** Columns that hold rows of their own, and are left out. */
  readonly nested?: readonly string[] | undefined;
}

export interface InferredField {
  readonly field: Field;
  readonly form?: Form | undefined;
  readonly why: Words;
  readonly question?: Question | undefined;
}

const missingTexts = new Set(['NULL', 'null', '\\N', 'N/A', 'n/a', '#N/A', 'NaN', 'nan', 'None']);

const timeName = /(?:^|[_\s.-])(?:time|timestamp|ts|date|datetime|day|at|created|updated)(?:$|[_\s.-])|(?:At|Time|Date)$|时间|日期|时刻/i;
const flagName = /^(?:is|has|was)[_A-Z\s]|flag|fraud|label|chargeback|默认|是否|欺诈|标签/;
const labelName = /fraud|chargeback|^label$|^target$|^churn|_label$|欺诈|标签|是否违约/i;
const idName = /(?:^|[_\s.-])(?:id|no|number|uuid|ref)$|[a-z]I[dD]$|^id|编号|单号|流水号/;
const keyName =
  /(?:card|customer|client|account|user|member|device|merchant|consumer|phone)s?(?:[_\s.-]?(?:id|no|number|key|hash))?$|(?:卡号?|客户|账户|账号|用户|会员|设备|商户|手机)(?:编?号)?$/i;
const amountName = /amount|price|total|value|sum|betrag|金额|价格|总额/i;
const sensitiveName = /e-?mail|phone|mobile|ssn|passport|iban|birth|手机|电话|邮箱|身份证|姓名/i;

export function inferCsv({ names, rows }: SniffedCsv, options: InferOptions = {}): Inferred {
  return inferTable(names, rows.map(({ cells }) => cells), options);
}

/** Rows of texts under these names. */
export function inferTable(names: readonly string[], rows: readonly (readonly (string | null)[])[], options: InferOptions = {}): Inferred {
  const columns = names.map((name, index) => ({ name, texts: rows.map((cells) => trimSpaces(cells[index] ?? '')) }));
  const missing = new Set<string>();
  const seen = new Set<string>();
  const guesses = columns.flatMap(({ name, texts }) => {
    if (name === '' || seen.has(name)) return [];
    seen.add(name);
    const hints = { timeName: timeName.test(name), flagName: flagName.test(name), column: name, zone: options.zone };
    const only = ownOf(options.types, name);
    const filled = texts.filter((text) => text !== '');
    const present = filled.filter((text) => !missingTexts.has(text));
    let found = guess(present, hints, only);
    if (found.type === 'text') found = guess(filled, hints, only);
    else for (const text of filled) if (missingTexts.has(text)) missing.add(text);
    return [{ name, texts, guess: found }];
  });
  return { fields: withRoles(guesses), missing: [...missing] };
}

/** Objects of JSON: types are what they are; among texts times and amounts are looked for. */
export function inferJson(records: readonly unknown[], options: InferOptions = {}): Inferred {
  const columns = new Map<string, unknown[]>();
  for (const record of records) flatten(record, '', columns, 0);
  const missing = new Set<string>();
  const nested = [...columns].flatMap(([name, values]) => (values.some(isNested) ? [name] : []));
  for (const name of nested) columns.delete(name);
  const guesses = [...columns].map(([name, values]) => ({
    name,
    texts: values.map((value) => (value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value))),
    guess: guessValues(name, values.filter((value) => value !== null), options, missing),
  }));
  return { fields: withRoles(guesses), missing: [...missing], ...(nested.length === 0 ? {} : { nested }) };
}

/** Rows in a row: no field can hold them. */
const isNested = (value: unknown): boolean => Array.isArray(value) && value.some((item) => typeof item === 'object' && item !== null);

const ownOf = <T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;

const deepest = 8;

function flatten(value: unknown, prefix: string, columns: Map<string, unknown[]>, depth: number): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const name = prefix + key;
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner) && depth < deepest) {
      flatten(inner, `${name}.`, columns, depth + 1);
    } else {
      const values = columns.get(name);
      if (values === undefined) columns.set(name, [inner]);
      else values.push(inner);
    }
  }
}

function guessValues(name: string, given: readonly unknown[], options: InferOptions, missing: Set<string>): Guess {
  const isNothing = (value: unknown): value is string => typeof value === 'string' && (value === '' || missingTexts.has(value));
  const nothing = given.filter(isNothing);
  const found = guessPresent(name, given.filter((value) => !isNothing(value)), options);
  if (nothing.length === 0) return found;
  // In a column of texts such words are texts.
  if (found.type === 'text') return guessPresent(name, given, options);
  for (const text of nothing) missing.add(text);
  return found;
}

function guessPresent(name: string, values: readonly unknown[], { types, zone }: InferOptions): Guess {
  const only = ownOf(types, name);
  const texts = values.flatMap((value) => (typeof value === 'string' ? [trimSpaces(value)] : []));
  const hints = { timeName: timeName.test(name), flagName: flagName.test(name), zone };
  const areTexts = values.length > 0 && values.every((value) => typeof value === 'string');
  if (only !== undefined) return areTexts ? plainly(guess(texts, hints, only)) : { type: only, why: { en: 'As you said', zh: '按您的设定' } };
  const all = (test: (value: unknown) => boolean): boolean => values.length > 0 && values.every(test);
  if (all((value) => typeof value === 'boolean')) return { type: 'boolean', why: { en: 'All values are true or false', zh: '所有值都是 true 或 false' } };
  if (timeName.test(name) && all((value) => typeof value === 'number' && value > 1e12 && isTime(value))) {
    return { type: 'time', why: { en: 'Milliseconds since 1970', zh: '1970 年以来的毫秒数' } };
  }
  if (timeName.test(name) && all((value) => typeof value === 'number' && value > 1e9 && value < 3e9)) {
    return { type: 'time', form: { type: 'time', order: 'seconds' }, why: { en: 'Seconds since 1970', zh: '1970 年以来的秒数' } };
  }
  if (all((value) => typeof value === 'number')) return guess(values.map(String), { timeName: false, flagName: false }, 'number');
  if (areTexts) {
    // A text that looks like a number may well be a name of something; only an amount is surely none.
    const found = guess(texts, hints);
    if (texts.length > 0 && (found.type === 'time' || (found.type === 'number' && (amountName.test(name) || found.currency !== undefined || found.unit !== undefined)))) return plainly(found);
  }
  if (all((value) => Array.isArray(value) && value.every((each) => typeof each === 'string'))) {
    return { type: 'list', why: { en: 'All values are lists of texts', zh: '所有值都是文本列表' } };
  }
  if (all((value) => typeof value === 'string')) {
    const different = new Set(values).size;
    return { type: 'text', why: { en: `Text, ${different} different values in the sample`, zh: `文本，样本中有 ${different} 种值` } };
  }
  return { type: 'text', why: { en: 'The values are of several types', zh: '各个值的类型不一致' } };
}

/** JSON has numbers and booleans of its own, so those that are texts need to be told apart by a form. */
function plainly(found: Guess): Guess {
  if (found.form !== undefined) return found;
  if (found.type === 'number') return { ...found, form: { type: 'number', decimal: '.' } };
  return found.type === 'boolean' ? { ...found, form: { type: 'boolean', yes: ['true'], no: ['false'] } } : found;
}

interface Guessed {
  readonly name: string;
  readonly texts: readonly string[];
  readonly guess: Guess;
}

/** The time is the first of its kind, as are the id and the amount; keys are as many as there are. */
function withRoles(columns: readonly Guessed[]): InferredField[] {
  const given = new Set<Role>();
  const named = columns.find((each) => each.guess.type === 'time' && timeName.test(each.name)) ?? columns.find((each) => each.guess.type === 'time');
  return columns.map((column, index) => {
    const found = rolesOf(column, column === named, given);
    for (const { role } of found) given.add(role);
    const { guess: guessed } = column;
    const positive = found.some(({ role }) => role === 'label') ? positiveOf(column) : undefined;
    const why = {
      en: [guessed.why.en, ...found.map(({ role }) => roleWords[role].en)].join('; '),
      zh: [guessed.why.zh, ...found.map(({ role }) => roleWords[role].zh)].join('；'),
    };
    const field: Field = {
      ...nameOf(column, index),
      type: guessed.type,
      ...(guessed.decimals === undefined ? {} : { decimals: guessed.decimals }),
      ...measures(column),
      ...(found.length === 0 ? {} : { roles: found.map(({ role }) => role) }),
      ...(positive === undefined ? {} : { positive }),
    };
    return { field, why, ...(guessed.form === undefined ? {} : { form: guessed.form }), ...(guessed.question === undefined ? {} : { question: guessed.question }) };
  });
}

const roleWords: Readonly<Record<Role, Words>> = {
  time: { en: 'the time of the event', zh: '事件的时间' },
  id: { en: 'the name says it is the id, and no two rows share one', zh: '名称像编号，且各行都不同' },
  key: { en: 'the name says whose row it is', zh: '名称说明这一行属于谁' },
  amount: { en: 'the name or the currency says it is the amount', zh: '名称或币种说明这是金额' },
  label: { en: 'the name says how it turned out, so no rule may use it', zh: '名称说明这是事后的结果，规则不能使用' },
  sensitive: { en: 'the name says it is personal', zh: '名称说明这是个人信息' },
};

function rolesOf({ name, texts, guess: { type, currency } }: Guessed, isTheTime: boolean, given: ReadonlySet<Role>): { role: Role }[] {
  const filled = texts.filter((text) => text !== '');
  const different = new Set(filled).size;
  const roles: Role[] = [];
  if (isTheTime) roles.push('time');
  if (labelName.test(name) && !given.has('label') && positiveOf({ name, texts, guess: { type, why: { en: '', zh: '' } } }) !== undefined) return [{ role: 'label' }];
  const isId = type === 'text' && idName.test(name) && filled.length === texts.length && different === texts.length && texts.length > 1;
  if (isId && !given.has('id')) roles.push('id');
  else if (type === 'text' && keyName.test(name)) roles.push('key');
  if (type === 'number' && !given.has('amount') && (amountName.test(name) || currency !== undefined)) roles.push('amount');
  if (type === 'text' && sensitiveName.test(name)) roles.push('sensitive');
  return roles.map((role) => ({ role }));
}

/** The value that means "yes", where there are only two. */
function positiveOf({ texts, guess: { type } }: Guessed): string | number | boolean | undefined {
  if (type === 'boolean') return true;
  const different = new Set(texts.filter((text) => text !== ''));
  if (different.size > 2) return undefined;
  if (type === 'number') return different.has('1') ? 1 : undefined;
  return [...different].find((text) => /^(?:yes|y|1|true|fraud|bad|default|chargeback|positive|是|欺诈|违约)$/i.test(text));
}

/** `amount (EUR)` is amount in EUR; the name stays what the data calls it, so that the column is found. */
function nameOf({ name }: Guessed, index: number): Pick<Field, 'name' | 'from' | 'label'> {
  const short = trimSpaces(name.replace(/[（(][^（）()]*[)）]$/, ''));
  const spoken = nameInWords(short === '' ? name : short);
  const label = spoken === name ? {} : { label: spoken };
  return badFieldName(name) === undefined ? { name, ...label } : { name: `column_${index + 1}`, from: name, ...label };
}

function measures({ name, guess: { type, currency, unit } }: Guessed): Pick<Field, 'currency' | 'unit'> {
  if (type !== 'number') return {};
  const inName = trimSpaces(/[（(]([^（）()]{1,8})[)）]$/.exec(name)?.[1] ?? '');
  const money = currency ?? currencyOf(inName);
  if (money !== undefined) return { currency: money };
  const measure = unit ?? inName;
  return measure === '' ? {} : { unit: measure };
}

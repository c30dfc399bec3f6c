import { rowFromJson } from '../../data/contract.ts';
import type { Field } from '../../data/field.ts';
import { hasRole } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import { words } from '../../data/text.ts';
import { fieldLabel, zh } from '../../data/words.ts';
import type { Surroundings } from '../contract.ts';
import { closest } from '../../data/closest.ts';
import { checkNewNames, typeInWords, useInstead } from '../shared/fields.ts';
import { checkPath } from '../shared/paths.ts';
import { problem, putInstead } from '../shared/problems.ts';
import { milliseconds } from '../shared/schema.ts';
import { checkSecrets } from '../shared/secrets.ts';
import type { SourceConfig } from './config.ts';
import { contractFields } from './fields.ts';
import { checkGenerator } from './generator.ts';
import { checkReading } from './read-options.ts';

export function checkSource(config: SourceConfig, around: Surroundings): readonly Problem[] {
  const { fields } = config;
  const names = fields.map(({ name }, index) => ({ name, at: ['fields', index, 'name'] }));
  return [
    ...(fields.length === 0 ? [noFields(around)] : checkNewNames(names, [], around)),
    ...fields.flatMap((field, index) => checkMeaning(field, around, index)),
    ...checkNamed(config, 'time', ['time'], around),
    ...checkNamed(config, 'id', ['text', 'number'], around),
    ...checkLateness(config, around),
    ...checkSample(config, around),
    ...(config.live === undefined ? [] : checkSecrets(config.live.settings, around, ['live', 'settings'])),
  ];
}

const noFields = (around: Surroundings): Problem =>
  problem(around, {
    code: 'no-fields',
    en: 'This source has no fields yet: drop a file on it, or add the fields by hand',
    zh: '这个数据源还没有字段：请拖入一个文件，或手动添加字段',
    at: ['fields'],
  });

/** What a field says of itself must fit together. */
function checkMeaning(field: Field, around: Surroundings, index: number): readonly Problem[] {
  const [en, chinese] = [fieldLabel(field, 'en'), fieldLabel(field, 'zh')];
  const problems: Problem[] = [];
  const { min, max, positive, type } = field;
  if (hasRole(field, 'label')) {
    if (type === 'list' || type === 'time') {
      problems.push(problem(around, { code: 'label-type', en: `“${en}” is ${typeInWords(type, 'en')}, which can’t be a label: choose text, a number, or yes or no`, zh: `“${chinese}”是${typeInWords(type, 'zh')}，不能作标签：请选文本、数字或是/否`, at: ['fields', index, 'type'], field: field.name }));
    } else if (positive === undefined ? type !== 'boolean' : typeof positive !== (type === 'text' ? 'string' : type)) {
      problems.push(problem(around, { code: 'label-positive', en: `Say which value of “${en}” means yes: results are measured against it`, zh: `请指定“${chinese}”的哪个值表示“是”：结果会与它对照`, at: ['fields', index, 'positive'], field: field.name }));
    }
  }
  if (min !== undefined && max !== undefined && min > max) {
    problems.push(problem(around, { code: 'empty-range', en: `Nothing fits “${en}”: its smallest value is above its largest`, zh: `没有值符合“${chinese}”：最小值大于最大值`, at: ['fields', index, 'min'], field: field.name }));
  }
  return problems;
}

/** The field that `time` or `id` names. */
function checkNamed(config: SourceConfig, what: 'time' | 'id', types: readonly Field['type'][], around: Surroundings): readonly Problem[] {
  const name = config[what];
  if (name === undefined) return [];
  const index = config.fields.findIndex((field) => field.name === name);
  const field = config.fields[index];
  if (field === undefined) {
    const fitting = config.fields.filter(({ type }) => types.includes(type)).map((each) => each.name);
    const near = closest(name, fitting) ?? (fitting.length === 1 ? fitting[0] : undefined);
    return [
      problem(around, {
        code: 'unknown-field',
        en: `There is no field “${name}” here: choose another one as the ${what}`,
        zh: `这里没有字段“${name}”：请另选一个作为${what === 'time' ? '时间' : '编号'}`,
        at: [what],
        field: name,
        fix: near === undefined ? undefined : putInstead([what], near, words((lang) => useInstead(near, lang))),
      }),
    ];
  }
  if (types.includes(field.type)) return [];
  return [
    problem(around, {
      code: 'wrong-type',
      en: `“${fieldLabel(field, 'en')}” is ${typeInWords(field.type, 'en')} and can’t be the ${what}`,
      zh: `“${fieldLabel(field, 'zh')}”是${typeInWords(field.type, 'zh')}，不能作${what === 'time' ? '时间' : '编号'}`,
      at: [what],
      field: name,
      fix: what === 'time' && field.type === 'text' ? putInstead(['fields', index, 'type'], 'time', { en: 'Read it as a time', zh: '按时间读取' }) : undefined,
    }),
  ];
}

function checkLateness(config: SourceConfig, around: Surroundings): readonly Problem[] {
  if (config.lateness === undefined || milliseconds(config.lateness) === 0 || contractFields(config).time !== undefined) return [];
  return [problem(around, { code: 'unused-setting', severity: 'warning', en: 'Without a time nothing can be late: choose the time, or wait for nothing', zh: '没有时间字段就谈不上迟到：请指定时间，或把等待设为 0', at: ['lateness'] })];
}

function checkSample(config: SourceConfig, around: Surroundings): readonly Problem[] {
  const { sample } = config;
  switch (sample?.type) {
    case undefined:
      return [problem(around, { code: 'no-sample', severity: 'warning', en: 'There is no sample yet, so the rules can’t be tried: add rows, a file or made-up data', zh: '还没有样本，无法试跑规则：请添加数据行、文件或生成的数据', at: ['sample'] })];
    case 'rows':
      return checkRows(config, sample.rows, around);
    case 'file':
      return [...checkPath(sample.path, around, ['sample', 'path']), ...checkSecrets(sample.options, around, ['sample', 'options']), ...checkReading(config, sample, around)];
    case 'generator':
      return checkGenerator(config.fields, sample, around);
  }
}

/** Rows that break the contract would be rejected, and columns that no field names would go unread. */
function checkRows(config: SourceConfig, rows: readonly Readonly<Record<string, unknown>>[], around: Surroundings): readonly Problem[] {
  const { fields } = contractFields(config);
  const names = fields.map((field) => field.name);
  const problems: Problem[] = [];
  const unread = new Set<string>();
  rows.forEach((record, index) => {
    for (const header of headersOf(record, names)) unread.add(header);
    const [first] = rowFromJson(record, fields).rejections;
    if (first === undefined || problems.length >= 5) return;
    problems.push(
      problem(around, {
        code: 'bad-sample-row',
        severity: 'warning',
        en: `Sample row ${index + 1} will be rejected: ${first.message.en}`,
        zh: zh`第 ${index + 1} 行样本会被拒收：${first.message.zh}`,
        at: ['sample', 'rows', index, first.field],
        field: first.field,
      }),
    );
  });
  const [header] = unread;
  if (header === undefined || fields.length === 0) return problems;
  const others = unread.size - 1;
  const more = others === 0 ? ['', ''] : [` and ${others} more`, ` 等 ${others + 1} 列`];
  const near = closest(header, names);
  const hint = near === undefined ? ['add a field for it, or leave it', '请为它添加字段，或忽略它'] : [`is it the field “${near}”?`, `是不是字段“${near}”？`];
  const warning = problem(around, {
    code: 'unread-column',
    severity: 'warning',
    en: `The sample has “${header}”${more[0]}, which is no field: ${hint[0]}`,
    zh: zh`样本里有“${header}”${more[1] ?? ''}，但没有这个字段：${hint[1] ?? ''}`,
    at: ['sample', 'rows'],
    field: header,
  });
  return [...problems, warning];
}

/** The dotted names of what a row holds beside the fields. */
function headersOf(record: object, names: readonly string[], prefix = ''): readonly string[] {
  return Object.entries(record).flatMap(([key, value]: [string, unknown]) => {
    const name = `${prefix}${key}`;
    if (names.includes(name)) return [];
    const leads = names.some((each) => each.startsWith(`${name}.`));
    return leads && typeof value === 'object' && value !== null ? headersOf(value, names, `${name}.`) : [name];
  });
}

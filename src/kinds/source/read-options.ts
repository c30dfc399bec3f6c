import { closest } from '../../data/closest.ts';
import type { Problem } from '../../data/problem.ts';
import { nameInData } from '../../data/field.ts';
import { optionsOf, readOptionsSchema } from '../../data/read/options.ts';
import type { ReadOptions, TableFormat } from '../../data/read/options.ts';
import type { Words } from '../../data/text.ts';
import { zoneNamed, zoneNames } from '../../data/zones.ts';
import type { Surroundings } from '../contract.ts';
import { typeInWords } from '../shared/fields.ts';
import { problem, putInstead } from '../shared/problems.ts';
import type { SourceConfig } from './config.ts';

/** How the file of a sample is read: the options, held against what there is to say and to read. */

type FileSample = Extract<NonNullable<SourceConfig['sample']>, { type: 'file' }>;

const at = ['sample', 'options'];

const needs: Readonly<Record<keyof ReadOptions, Words>> = {
  encoding: { en: 'is utf-8, gbk, utf-16le, utf-16be or windows-1252', zh: '应为 utf-8、gbk、utf-16le、utf-16be 或 windows-1252' },
  separator: { en: 'is one sign, such as ; or a tab', zh: '应为一个符号，例如 ; 或制表符' },
  header: { en: 'is true or false', zh: '应为 true 或 false' },
  skip: { en: 'is a whole number of lines, 0 or more', zh: '应为行数，0 或正整数' },
  lastLine: { en: 'is the number of a line, 1 or more', zh: '应为行号，从 1 开始' },
  sheet: { en: 'is the name of a sheet, or its number from 1', zh: '应为工作表的名称，或从 1 开始的序号' },
  missing: { en: 'is a list of texts', zh: '应为文本列表' },
  forms: { en: 'says by field how values are written, such as { "amount": { "type": "number", "decimal": "," } }', zh: '按字段说明值的写法，例如 { "amount": { "type": "number", "decimal": "," } }' },
};
const isOption = (name: string): name is keyof ReadOptions => Object.hasOwn(needs, name);

export function checkReading({ fields }: SourceConfig, sample: FileSample, around: Surroundings): readonly Problem[] {
  return [...checkColumns(fields, around), ...checkOptions(fields, sample, around)];
}

/** A column is read once: what two fields need of it, a compute node can copy. */
function checkColumns(fields: SourceConfig['fields'], around: Surroundings): readonly Problem[] {
  return fields.flatMap((field, index) => {
    const name = nameInData(field);
    const other = fields.slice(0, index).find((each) => nameInData(each) === name && each.name !== field.name);
    return other === undefined ? [] : [
      problem(around, {
        code: 'column-twice',
        en: `“${other.name}” and “${field.name}” both read the column “${name}”: keep one, and copy it with a compute node`,
        zh: `“${other.name}”和“${field.name}”都读取“${name}”列：请保留一个，再用计算节点复制`,
        at: ['fields', index, 'from'],
        field: field.name,
      }),
    ];
  });
}

function checkOptions(fields: SourceConfig['fields'], sample: FileSample, around: Surroundings): readonly Problem[] {
  const { options } = sample;
  if (options === undefined) return [];
  const unknown = Object.keys(options).filter((name) => !isOption(name)).map((name) => unknownOption(name, around));
  const parsed = readOptionsSchema.safeParse(Object.fromEntries(Object.entries(options).filter(([name]) => isOption(name))));
  if (!parsed.success) {
    const wrong = new Map(parsed.error.issues.map(({ path }) => [path.slice(0, path[0] === 'forms' ? 2 : 1).join('.'), path]));
    return [...unknown, ...[...wrong.values()].map((path) => badOption(path.filter((part) => typeof part !== 'symbol'), around))];
  }
  return [...unknown, ...checkUse(parsed.data, sample, around), ...checkForms(parsed.data.forms ?? {}, fields, around)];
}

function unknownOption(name: string, around: Surroundings): Problem {
  const near = closest(name, Object.keys(needs));
  const hint = near === undefined ? ['', ''] : [`: is it “${near}”?`, `：是不是“${near}”？`];
  return problem(around, {
    code: 'unknown-option',
    en: `There is no option “${name}” for reading a file${hint[0]}`,
    zh: `读取文件没有“${name}”这个选项${hint[1]}`,
    at: [...at, name],
  });
}

function badOption(path: readonly (string | number)[], around: Surroundings): Problem {
  const [name = 'forms'] = path;
  const words = isOption(String(name)) ? needs[String(name) as keyof ReadOptions] : needs.forms;
  const of = name === 'forms' && path.length > 1 ? [` for “${path[1]}”`, `（“${path[1]}”）`] : ['', ''];
  return problem(around, {
    code: 'bad-option',
    en: `The option “${name}”${of[0]} can’t be understood: it ${words.en}`,
    zh: `无法理解选项“${name}”${of[1]}：${words.zh}`,
    at: [...at, ...path],
  });
}

/** The format of a file, as far as it is said or its name tells. */
export const formatOf = ({ format, path }: Pick<FileSample, 'format' | 'path'>): TableFormat | undefined =>
  format === 'ndjson' ? 'json' : (format ?? byEnding.find(([ending]) => ending.test(path))?.[1]);

const byEnding: readonly (readonly [RegExp, TableFormat])[] = [
  [/\.(?:csv|tsv|tab|txt)(?:\.gz)?$/i, 'csv'], [/\.(?:json|ndjson|jsonl)(?:\.gz)?$/i, 'json'], [/\.parquet$/i, 'parquet'], [/\.xls[xm]$/i, 'xlsx'],
];

function checkUse(options: ReadOptions, sample: FileSample, around: Surroundings): readonly Problem[] {
  const known = formatOf(sample);
  if (known === undefined) return [];
  return Object.keys(options).filter((name) => isOption(name) && !optionsOf[known].includes(name)).map((name) =>
    problem(around, {
      code: 'unused-setting',
      severity: 'warning',
      en: `The option “${name}” has no effect on a ${known.toUpperCase()} file: remove it`,
      zh: `选项“${name}”对 ${known.toUpperCase()} 文件不起作用：请删除`,
      at: [...at, name],
    }),
  );
}

function checkForms(forms: NonNullable<ReadOptions['forms']>, fields: SourceConfig['fields'], around: Surroundings): readonly Problem[] {
  return Object.entries(forms).flatMap(([name, form]) => {
    const here = [...at, 'forms', name];
    const field = fields.find((each) => each.name === name);
    if (field === undefined) {
      const near = closest(name, fields.map((each) => each.name));
      const hint = near === undefined ? ['', ''] : [`: is it “${near}”?`, `：是不是“${near}”？`];
      return [problem(around, { code: 'unknown-field', en: `There is no field “${name}” whose values could be written in a form${hint[0]}`, zh: `没有字段“${name}”，无法指定它的写法${hint[1]}`, at: here, field: name })];
    }
    if (field.type !== form.type) {
      return [
        problem(around, {
          code: 'wrong-type',
          en: `“${name}” is ${typeInWords(field.type, 'en')}, and its form is that of ${typeInWords(form.type, 'en')}`,
          zh: `“${name}”是${typeInWords(field.type, 'zh')}，而写法是${typeInWords(form.type, 'zh')}的`,
          at: here,
          field: name,
        }),
      ];
    }
    if (form.type !== 'time' || form.zone === undefined || zoneNamed(form.zone) !== undefined) return [];
    const near = closest(form.zone, zoneNames());
    return [
      problem(around, {
        code: 'unknown-zone',
        en: `There is no time zone “${form.zone}”: write one such as Europe/Berlin or Asia/Shanghai`,
        zh: `没有时区“${form.zone}”：请写成 Asia/Shanghai 这样的名字`,
        at: [...here, 'zone'],
        field: name,
        fix: near === undefined ? undefined : putInstead([...here, 'zone'], near, { en: `Use ${near}`, zh: `改用 ${near}` }),
      }),
    ];
  });
}

import type { Field } from '../../data/field.ts';
import { presetNamed, presets } from '../../data/generate/presets.ts';
import type { Problem } from '../../data/problem.ts';
import { pick, words } from '../../data/text.ts';
import { fieldLabel, quote } from '../../data/words.ts';
import type { Surroundings } from '../contract.ts';
import { closest } from '../../data/closest.ts';
import { typeInWords } from '../shared/fields.ts';
import { problem, putInstead } from '../shared/problems.ts';

/** Made-up data must be of a kind that there is, and have what the contract asks for. */
export function checkGenerator(
  fields: readonly Field[],
  { preset: id, stream: name }: { readonly preset: string; readonly stream?: string | undefined },
  around: Surroundings,
): readonly Problem[] {
  const preset = presetNamed(id);
  if (preset === undefined) return [unknown(id, presets, ['sample', 'preset'], around, 'unknown-preset')];
  const [only, ...others] = preset.streams;
  if (name === undefined) return others.length === 0 && only !== undefined ? checkFields(fields, only.fields, around) : [unknown('', preset.streams, ['sample', 'stream'], around, 'unknown-stream')];
  const stream = preset.streams.find((each) => each.id === name);
  return stream === undefined ? [unknown(name, preset.streams, ['sample', 'stream'], around, 'unknown-stream')] : checkFields(fields, stream.fields, around);
}

function unknown(id: string, known: readonly { readonly id: string }[], at: readonly string[], around: Surroundings, code: string): Problem {
  const ids = known.map((each) => each.id);
  const near = closest(id, ids) ?? ids[0];
  const list = ids.join(', ');
  const fix = near === undefined ? undefined : putInstead(at, near, words((lang) => pick(lang, `Use ${quote(near)}`, `改用${quote(near)}`)));
  if (id === '') return problem(around, { code, en: `Choose what data to make: ${list}`, zh: `请选择要生成的数据：${ids.join('、')}`, at, fix });
  return problem(around, { code, en: `There is no made-up data called ${quote(id)}; there is ${list}`, zh: `没有名为${quote(id)}的生成数据，可选：${ids.join('、')}`, at, fix });
}

function checkFields(fields: readonly Field[], made: readonly Field[], around: Surroundings): readonly Problem[] {
  return fields.flatMap((field, index) => {
    const called = field.from ?? field.name;
    const other = made.find((each) => each.name === called);
    if (other === undefined) {
      const near = closest(called, made.map((each) => each.name));
      return [
        problem(around, {
          code: 'not-in-sample',
          severity: 'warning',
          en: `The made-up data has no ${quote(called)}, so ${quote(fieldLabel(field, 'en'))} will always be missing`,
          zh: `生成的数据里没有${quote(called)}，${quote(fieldLabel(field, 'zh'))}会一直缺失`,
          at: ['fields', index, 'name'],
          field: field.name,
          fix: near === undefined ? undefined : putInstead(['fields', index, 'from'], near, words((lang) => pick(lang, `Read it from ${quote(near)}`, `从${quote(near)}读取`))),
        }),
      ];
    }
    if (other.type === field.type) return [];
    return [
      problem(around, {
        code: 'not-in-sample',
        severity: 'warning',
        en: `${quote(fieldLabel(field, 'en'))} should be ${typeInWords(field.type, 'en')}, but the made-up data has ${typeInWords(other.type, 'en')}, so its rows will be rejected`,
        zh: `${quote(fieldLabel(field, 'zh'))}应为${typeInWords(field.type, 'zh')}，但生成的数据里是${typeInWords(other.type, 'zh')}，这些行会被拒收`,
        at: ['fields', index, 'type'],
        field: field.name,
        fix: putInstead(['fields', index, 'type'], other.type, words((lang) => pick(lang, `Make it ${typeInWords(other.type, lang)}`, `改为${typeInWords(other.type, lang)}`))),
      }),
    ];
  });
}

import type { FieldType } from '../../data/field.ts';
import { isAllowed } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import { pick, words } from '../../data/text.ts';
import { zh } from '../../data/words.ts';
import type { Stream, Surroundings } from '../contract.ts';
import { checkExpression, typeOfExpression } from '../shared/expressions.ts';
import { checkField, checkNewNames, labelOf, typeInWords } from '../shared/fields.ts';
import { problem, putInstead } from '../shared/problems.ts';
import type { Path } from '../shared/problems.ts';
import { findField } from '../shared/streams.ts';
import { constantOf } from './changes.ts';
import type { Applied } from './changes.ts';
import type { CleanChange, SetChange } from './config.ts';

export function checkChange(applied: Applied, around: Surroundings): readonly Problem[] {
  const { of, before, index } = applied;
  const at = ['changes', index];
  const names = before.fields.map((field) => field.name);
  switch (of.type) {
    case 'set':
      return checkSet(of.change, applied, around, at);
    case 'rename': {
      const others = names.filter((name) => name !== of.change.rename);
      return [
        ...checkField(of.change.rename, before, around, [...at, 'rename']),
        ...checkNewNames([{ name: of.change.to, at: [...at, 'to'] }], others, around),
      ];
    }
    case 'drop':
      return [...checkField(of.change.drop, before, around, [...at, 'drop']), ...(of.change.drop === before.time ? [timeGone(before, around, [...at, 'drop'])] : [])];
    case 'clean':
      return checkClean(of.change, before, around, at);
  }
}

function checkSet({ set, to }: SetChange, { before, after }: Applied, around: Surroundings, at: Path): readonly Problem[] {
  const others = before.fields.map((field) => field.name).filter((name) => name !== set.name);
  const wrong = [
    ...checkNewNames([{ name: set.name, at: [...at, 'set', 'name'] }], others, around),
    ...checkExpression(to, before, around, undefined, [...at, 'to']),
  ];
  if (set.name === before.time) wrong.push(timeChanged(before, around, [...at, 'set', 'name']));
  if (wrong.length > 0) return wrong;
  const { type } = typeOfExpression(to, before, around);
  if (type === 'numbers') wrong.push(numbersInField(set.name, after, around, [...at, 'to']));
  else if (type === undefined && set.type === undefined) wrong.push(noType(set.name, after, around, [...at, 'set', 'type']));
  else if (type !== undefined && set.type !== undefined && set.type !== type) wrong.push(unlikeFormula(set.name, set.type, type, after, around, [...at, 'set', 'type']));
  return wrong;
}

function unlikeFormula(name: string, says: FieldType, gives: FieldType, stream: Stream, around: Surroundings, at: Path): Problem {
  const fix = putInstead(at, gives, words((lang) => pick(lang, `Make it ${typeInWords(gives, lang)}`, `改为${typeInWords(gives, lang)}`)));
  return problem(around, {
    code: 'wrong-type',
    en: `“${labelOf(name, stream, 'en')}” should be ${typeInWords(says, 'en')}, but its formula gives ${typeInWords(gives, 'en')}`,
    zh: `“${labelOf(name, stream, 'zh')}”应为${typeInWords(says, 'zh')}，但公式得出的是${typeInWords(gives, 'zh')}`,
    at,
    field: name,
    fix,
  });
}

const numbersInField = (name: string, stream: Stream, around: Surroundings, at: Path): Problem =>
  problem(around, {
    code: 'wrong-type',
    en: `“${labelOf(name, stream, 'en')}” can’t be a list of numbers: fields hold one number, or a list of texts`,
    zh: `“${labelOf(name, stream, 'zh')}”不能是数字列表：字段只能存一个数字或一个文本列表`,
    at,
    field: name,
  });

const noType = (name: string, stream: Stream, around: Surroundings, at: Path): Problem =>
  problem(around, {
    code: 'no-type',
    en: `The formula does not tell what “${labelOf(name, stream, 'en')}” is: choose number, text, yes or no, time or list`,
    zh: `从公式看不出“${labelOf(name, stream, 'zh')}”是什么类型：请选择数字、文本、是/否、时间或列表`,
    at,
    field: name,
  });

const timeChanged = (stream: Stream, around: Surroundings, at: Path): Problem =>
  problem(around, {
    code: 'time-changed',
    en: `“${labelOf(stream.time ?? '', stream, 'en')}” is the time that events are ordered by and can’t be changed: give the new value another name`,
    zh: `“${labelOf(stream.time ?? '', stream, 'zh')}”是事件排序用的时间，不能改：请给新值另起名字`,
    at,
    field: stream.time,
  });

const timeGone = (stream: Stream, around: Surroundings, at: Path): Problem =>
  problem(around, {
    code: 'time-dropped',
    severity: 'warning',
    en: `Without “${labelOf(stream.time ?? '', stream, 'en')}” the rows have no time, and steps that go by it can’t follow`,
    zh: `去掉“${labelOf(stream.time ?? '', stream, 'zh')}”后行就没有时间了，后面不能再接按时间处理的步骤`,
    at,
    field: stream.time,
  });

function checkClean({ clean, trim, case: letters, cast, default: fallback }: CleanChange, before: Stream, around: Surroundings, at: Path): readonly Problem[] {
  const field = findField(before, clean);
  const wrong = checkField(clean, before, around, [...at, 'clean']);
  if (field === undefined || wrong.length > 0) return wrong;
  if (clean === before.time) return [timeChanged(before, around, [...at, 'clean'])];
  const problems: Problem[] = [];
  if ((trim === true || letters !== undefined) && field.type !== 'text') {
    problems.push(...checkField(clean, before, around, [...at, 'clean'], { types: ['text'] }));
  } else if (cast !== undefined) {
    const castable = cast === 'number' ? (['text', 'number'] as const) : (['number', 'boolean', 'time', 'text'] as const);
    problems.push(...checkField(clean, before, around, [...at, 'clean'], { types: castable }));
  }
  const type = cast ?? field.type;
  if (fallback !== undefined && constantOf(fallback, type) === undefined) {
    problems.push(
      problem(around, {
        code: 'wrong-type',
        en: `“${labelOf(clean, before, 'en')}” needs a default that is ${typeInWords(type, 'en')}`,
        zh: `“${labelOf(clean, before, 'zh')}”的默认值必须是${typeInWords(type, 'zh')}`,
        at: [...at, 'default'],
        field: clean,
      }),
    );
  }
  if (typeof fallback === 'number' && type === 'number' && !isAllowed(fallback)) {
    problems.push(problem(around, { code: 'number-size', en: `The default of “${labelOf(clean, before, 'en')}” is too large or too small`, zh: zh`“${labelOf(clean, before, 'zh')}”的默认值过大或过小`, at: [...at, 'default'], field: clean }));
  }
  if (trim !== true && letters === undefined && cast === undefined && fallback === undefined) {
    problems.push(problem(around, { code: 'nothing-changed', severity: 'warning', en: `Nothing is done to “${labelOf(clean, before, 'en')}” yet: choose how to clean it`, zh: `还没有对“${labelOf(clean, before, 'zh')}”做任何处理：请选择如何清洗`, at }));
  }
  return problems;
}

import type { RowFault } from '../data/read/reading.ts';
import type { Text, Words } from '../data/text.ts';
import { inLanguage, words } from '../data/text.ts';
import { listInWords, quote, zh } from '../data/words.ts';
import type { Alert } from '../engine/contract.ts';
import type { RuleDocument } from '../graph/document.ts';
import type { Expectation } from './expectations.ts';
import type { TestDifference } from './saved-tests.ts';

/** How a saved test and a run differ, in words. */

/** What people call a node; its id where it has no name, or is not there. */
export function namesOf({ nodes }: RuleDocument): (node: string) => Words {
  const names = new Map<string, Text>(nodes.map(({ id, name }) => [id, name]));
  return (node) => words((lang) => inLanguage(names.get(node) ?? '', lang) || node);
}

const forKey = (key: string | null | undefined): Words =>
  key === null || key === undefined ? { en: '', zh: '' } : { en: ` for ${quote(key)}`, zh: `针对${quote(key)}` };

export function notRun(node: string, name: Words): TestDifference {
  return {
    code: 'not-run',
    node,
    message: {
      en: `${quote(name.en)} does not run: mend what is wrong with the graph, or change the test`,
      zh: `${quote(name.zh)}没有运行：请先修正图中的问题，或修改测试`,
    },
  };
}

export function rejected(node: string, name: Words, row: number, faults: readonly RowFault[]): TestDifference {
  const [why] = faults;
  return {
    code: 'rejected',
    node,
    message: {
      en: `Row ${row} of ${quote(name.en)} does not keep the contract: ${why?.message.en ?? ''}`,
      zh: zh`${quote(name.zh)}的第 ${row} 行不符合约定：${why?.message.zh ?? ''}`,
    },
  };
}

export function noField(node: string, name: Words, row: number, field: string, meant: string | undefined): TestDifference {
  return {
    code: 'no-field',
    node,
    message: {
      en: `Row ${row} of ${quote(name.en)} has ${quote(field)}, which is no field of it${meant === undefined ? '' : `: is ${quote(meant)} meant?`}`,
      zh: zh`${quote(name.zh)}的第 ${row} 行有${quote(field)}，但它没有这个字段${meant === undefined ? '' : zh`：是不是${quote(meant)}？`}`,
    },
  };
}

/** `others` are alerts of the same node that did come. */
export function absent({ alert, key }: Expectation, name: Words, others: readonly Alert[]): TestDifference {
  const told = [...new Set(others.flatMap((each) => each.key ?? []))].slice(0, 3).map(quote);
  const it = forKey(key);
  return {
    code: 'absent',
    node: alert,
    key,
    message: {
      en: `The alert ${quote(name.en)} did not come${it.en}${told.length === 0 ? '' : `; it came for ${listInWords(told, 'and', 'en')}`}`,
      zh: `没有${it.zh}发出预警${quote(name.zh)}${told.length === 0 ? '' : `，只针对${listInWords(told, 'and', 'zh')}发出了`}`,
    },
  };
}

export function otherKey({ alert, key }: Expectation, came: Alert, name: Words): TestDifference {
  const wanted = forKey(key);
  const got = came.key === null ? { en: ' without a key', zh: '不带键地' } : forKey(came.key);
  return {
    code: 'other-key',
    node: alert,
    came: came.id,
    message: {
      en: `The alert ${quote(name.en)} came${got.en}, not${wanted.en}`,
      zh: `预警${quote(name.zh)}应${wanted.zh}发出，实际却${got.zh}发出`,
    },
  };
}

export function unexpected(came: Alert, name: Words): TestDifference {
  const it = forKey(came.key);
  return {
    code: 'unexpected',
    node: came.node,
    came: came.id,
    message: {
      en: `The alert ${quote(name.en)} came${it.en} and was not expected: ${came.title}`,
      zh: `${it.zh}发出了未预期的预警${quote(name.zh)}：${came.title}`,
    },
  };
}

export function unwanted(came: Alert, name: Words): TestDifference {
  const it = forKey(came.key);
  return {
    code: 'unwanted',
    node: came.node,
    came: came.id,
    message: {
      en: `The alert ${quote(name.en)} came${it.en}, and should not: ${came.title}`,
      zh: `不该${it.zh}发出预警${quote(name.zh)}，却发出了：${came.title}`,
    },
  };
}

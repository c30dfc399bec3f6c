import type { SyntaxNode } from '@lezer/common';
import type { Lang, Words } from '../../../data/text.ts';
import type { FunctionName } from '../../../logic/expr.ts';
import { functionNames } from '../../../logic/expr.ts';
import { functionNamed } from '../../../logic/formula/names.ts';
import { parser } from '../../../logic/formula/parser.ts';
import { parameterOf, signatureOf } from '../../../logic/functions.ts';
import type { Parameter } from '../../../logic/functions.ts';
import { glossary } from '../../words.ts';

/** Which function a place in a formula stands in, and what belongs there. */

export interface SignatureHelp {
  /** Where its name begins. */
  readonly from: number;
  readonly name: FunctionName;
  readonly parameters: readonly string[];
  /** The parameter at the place; undefined where there is one too many. */
  readonly current: number | undefined;
  readonly summary: string;
}

export function signatureAt(formula: string, position: number, lang: Lang): SignatureHelp | undefined {
  // A bracket that is still open has its call in the tree all the same: Lezer closes it at the end of the formula.
  let node: SyntaxNode | null = parser.parse(formula).resolveInner(position, -1);
  for (; node !== null; node = node.parent) {
    if (node.name !== 'Arguments') continue;
    const name = node.prevSibling;
    const open = node.getChild('Open');
    const close = node.getChild('Close');
    if (name === null || open === null || position < open.to || (close !== null && position > close.from)) continue;
    const known = functionNamed(formula.slice(name.from, name.to));
    if (known === undefined || !isFunction(known)) return undefined;
    const index = node.getChildren('Comma').filter((comma) => comma.to <= position).length;
    return { from: name.from, name: known, ...parametersOf(known, index, lang), summary: signatureOf(known).summary[lang] };
  }
  return undefined;
}

const isFunction = (name: string): name is FunctionName => functionNames.some((each) => each === name);

/** What it takes, in words; the last one repeats where there may be more. */
export function parametersOf(fn: FunctionName, index: number, lang: Lang): Pick<SignatureHelp, 'parameters' | 'current'> {
  const { least, most, parameters } = signatureOf(fn);
  const isOpen = most === Infinity;
  const shown = isOpen ? Math.max(least, parameters.length, index + 1) : most;
  const words = Array.from({ length: shown }, (_, at) => {
    const parameter = parameterOf(fn, at, isOpen ? shown + 1 : shown);
    const word = parameter === undefined ? '' : parameterInWords(parameter, lang);
    return at < least || isOpen ? word : `[${word}]`;
  });
  return { parameters: isOpen ? [...words, '…'] : words, current: index < shown ? index : undefined };
}

const own = {
  condition: { en: 'condition', zh: '条件' },
  value: { en: 'value', zh: '值' },
  digits: { en: 'digits', zh: '小数位数' },
  zone: { en: 'time zone', zh: '时区' },
  unit: { en: 'unit', zh: '单位' },
} as const satisfies Record<string, Words>;

function parameterInWords({ takes, constant, perElement }: Parameter, lang: Lang): string {
  if (constant !== undefined) return own[constant][lang];
  const types = takes.map((type) => (type === 'numbers' ? 'list' : type));
  if (perElement === true || (takes.length === 1 && takes[0] === 'boolean')) return own.condition[lang];
  if (types.length > 2) return own.value[lang];
  return [...new Set(types)].map((type) => glossary[type][lang]).join(lang === 'zh' ? '或' : ' or ');
}

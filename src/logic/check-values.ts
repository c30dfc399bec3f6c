import { closest } from '../data/closest.ts';
import type { FlowField } from '../data/field.ts';
import { pick, words } from '../data/text.ts';
import type { Lang, Words } from '../data/text.ts';
import { fieldLabel, listInWords, quote } from '../data/words.ts';
import { call, list, text } from './expr.ts';
import type { Call, Constant, Expr } from './expr.ts';

/** Texts that a field is compared with, and that its contract never lets it be: most often a slip of the pen. */

export interface StrayValue {
  readonly message: Words;
  readonly field: string;
  /** The call as it would be with the value that was probably meant. */
  readonly fix: { readonly label: Words; readonly expr: Expr } | undefined;
}

const comparing: ReadonlySet<Call['fn']> = new Set(['eq', 'ne', 'in', 'notIn']);

export function strayValues(expr: Call, fieldNamed: (name: string) => FlowField | undefined): readonly StrayValue[] {
  if (!comparing.has(expr.fn)) return [];
  return expr.args.flatMap((arg, index) => {
    const other = expr.args[1 - index];
    const field = arg.kind === 'field' ? fieldNamed(arg.name) : undefined;
    const allowed = field?.values;
    if (field === undefined || allowed === undefined || other?.kind !== 'constant') return [];
    return textsOf(other)
      .filter((value) => !allowed.includes(value))
      .map((value) => stray(value, field, allowed, (meant) => call(expr.fn, ...expr.args.with(1 - index, exchanged(other, value, meant)))));
  });
}

function textsOf({ type, value }: Constant): readonly string[] {
  if (type === 'text' && typeof value === 'string') return [value];
  return type === 'list' && Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

const exchanged = (constant: Constant, value: string, meant: string): Constant =>
  constant.type === 'text' ? text(meant) : list(textsOf(constant).map((each) => (each === value ? meant : each)));

function stray(value: string, field: FlowField, allowed: readonly string[], mend: (meant: string) => Expr): StrayValue {
  const meant = closest(value, allowed);
  const shown = (lang: Lang): string => {
    const some = allowed.slice(0, 5).map((each) => quote(each));
    return listInWords(allowed.length > 5 ? [...some, '…'] : some, 'or', lang);
  };
  return {
    field: field.name,
    message: words((lang) =>
      meant === undefined
        ? pick(lang, `${fieldLabel(field, 'en')} is never ${quote(value)}; it is ${shown('en')}`, `${fieldLabel(field, 'zh')}不会是${quote(value)}；它只能是${shown('zh')}`)
        : pick(lang, `${fieldLabel(field, 'en')} is never ${quote(value)}: did you mean ${quote(meant)}?`, `${fieldLabel(field, 'zh')}不会是${quote(value)}：是不是${quote(meant)}？`),
    ),
    fix: meant === undefined ? undefined : { label: words((lang) => pick(lang, `Use ${quote(meant)}`, `改用${quote(meant)}`)), expr: mend(meant) },
  };
}

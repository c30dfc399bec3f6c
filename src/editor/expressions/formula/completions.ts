import { pickedCompletion, startCompletion } from '@codemirror/autocomplete';
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { Lang } from '../../../data/text.ts';
import { currencySymbol } from '../../../data/words.ts';
import { completionsAt } from '../../../logic/formula/complete.ts';
import type { Completion as Option } from '../../../logic/formula/complete.ts';
import type { Scope } from '../../../logic/scope.ts';
import { parametersOf } from './signatures.ts';
import { functionNamed } from '../../../logic/formula/names.ts';
import { functionNames } from '../../../logic/expr.ts';

/** What can be written here, as CodeMirror's list shows it. */

export interface Setting {
  readonly scope: Scope;
  readonly lang: Lang;
}

export const completionSource = (setting: () => Setting) => ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
  const { scope, lang } = setting();
  const { from, to, options } = completionsAt(state.doc.toString(), pos, scope, lang);
  const typed = state.sliceDoc(from, to);
  // Unasked, it shows once a letter tells what is looked for; and where nothing is written yet.
  if (!explicit && typed === '' && state.doc.length > 0) return null;
  const isWhole = options.length === 1 && options[0]?.insert === typed;
  return options.length === 0 || (isWhole && !explicit) ? null : { from, to, options: options.map((option) => listed(option, scope, lang)), filter: false };
};

function listed(option: Option, scope: Scope, lang: Lang): Completion {
  const { kind, insert, label } = option;
  return {
    label: insert,
    displayLabel: kind === 'function' ? `${label}(${callOf(label, lang)})` : label,
    detail: detailOf(option, scope),
    type: kind,
    ...(kind === 'function' ? { info: option.detail } : {}),
    apply: (view, completion, from, to) => {
      const next = view.state.sliceDoc(to, to + 1);
      const isCall = insert.endsWith('(') && next !== '(' && next !== '（';
      const opened = insert.endsWith('(') && !isCall ? insert.slice(0, -1) : insert;
      const text = isCall ? `${opened})` : kind === 'keyword' && insert !== 'now()' ? `${opened} ` : opened;
      const anchor = from + (isCall ? opened.length : text.length);
      view.dispatch({ changes: { from, to, insert: text }, selection: { anchor }, annotations: pickedCompletion.of(completion), userEvent: 'input.complete', scrollIntoView: true });
      if (isCall || kind === 'keyword') startCompletion(view);
    },
  };
}

/** A field's type and unit, and its name where that is not its label. */
function detailOf({ kind, insert, label, detail }: Option, scope: Scope): string {
  if (kind === 'function') return '';
  if (kind !== 'field') return detail;
  const field = scope.fields.find(({ name }) => insert === name || insert === `[${name}]`);
  const unit = field?.currency === undefined ? field?.unit : currencySymbol(field.currency);
  return [insert === label ? '' : insert, detail, unit ?? ''].filter((part) => part !== '').join(' · ');
}

function callOf(name: string, lang: Lang): string {
  const known = functionNames.find((each) => each === functionNamed(name));
  return known === undefined ? '' : parametersOf(known, 0, lang).parameters.join(', ');
}

import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion } from '@codemirror/autocomplete';
import { history, historyKeymap, standardKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { forceLinting, lintKeymap, linter } from '@codemirror/lint';
import type { Diagnostic } from '@codemirror/lint';
import { Annotation, Compartment, EditorState } from '@codemirror/state';
import { EditorView, keymap, placeholder, tooltips } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { Lang } from '../../../data/text.ts';
import type { FormulaProblem } from '../../../logic/formula/parse.ts';
import type { Scope } from '../../../logic/scope.ts';
import { completionSource } from './completions.ts';
import type { Setting } from './completions.ts';
import styles from './formula-box.module.css';
import { formulaLanguage } from './language.ts';
import { signatureHelp } from './signature-help.ts';

export interface FormulaBoxProps {
  readonly text: string;
  readonly label: string;
  readonly hint: string;
  readonly readOnly: boolean;
  readonly scope: Scope;
  readonly lang: Lang;
  readonly problems: readonly FormulaProblem[];
  /** Never while an input method composes. */
  readonly type: (text: string) => void;
  readonly leave: () => void;
}

/** What was not typed here. */
const given = Annotation.define<boolean>();

/** So long, in milliseconds, nobody may have typed before the marks come. */
const calm = 350;

/** Formulas with colours, completion, signatures, and each problem under its very characters. */
export default function FormulaBox(props: FormulaBoxProps): ReactNode {
  const home = useRef<HTMLDivElement>(null);
  const now = useRef(props);
  const shown = useRef<{ readonly view: EditorView; readonly changing: Compartment } | undefined>(undefined);
  const { text, label, hint, readOnly, lang, problems } = props;

  useEffect(() => {
    now.current = props;
  });

  useEffect(() => {
    if (home.current === null) return undefined;
    const changing = new Compartment();
    const setting = (): Setting => now.current;
    const view = new EditorView({
      parent: home.current,
      state: EditorState.create({
        doc: now.current.text,
        extensions: [
          formulaLanguage,
          history(),
          closeBrackets(),
          bracketMatching({ brackets: '()[]{}（）【】｛｝' }),
          autocompletion({ override: [completionSource(setting)], icons: false, optionClass: ({ type = '' }) => `formula-option-${type}` }),
          signatureHelp(setting),
          linter((shownView) => diagnosticsOf(now.current, shownView), { delay: calm }),
          tooltips({ parent: document.body, position: 'fixed' }),
          keymap.of([
            { key: 'Tab', run: acceptCompletion },
            ...closeBracketsKeymap,
            ...completionKeymap,
            ...lintKeymap,
            ...historyKeymap,
            ...standardKeymap,
          ]),
          EditorView.lineWrapping,
          changing.of([]),
          EditorView.updateListener.of((update) => {
            const isGiven = update.transactions.some((each) => each.annotation(given) === true);
            if (update.docChanged && !isGiven && !update.view.composing) now.current.type(update.state.doc.toString());
          }),
          EditorView.domEventHandlers({
            compositionend: (_, composed) => {
              // The letters are in the document only after this event.
              setTimeout(() => now.current.type(composed.state.doc.toString()));
            },
            focus: (_, focused) => {
              if (focused.state.doc.length === 0 && !focused.state.readOnly) startCompletion(focused);
            },
            blur: () => now.current.leave(),
          }),
        ],
      }),
    });
    shown.current = { view, changing };
    return () => {
      shown.current = undefined;
      view.destroy();
    };
  }, []);

  useEffect(() => {
    const { view, changing } = shown.current ?? {};
    view?.dispatch({
      effects: changing?.reconfigure([
        EditorState.readOnly.of(readOnly),
        EditorView.editable.of(!readOnly),
        placeholder(hint),
        EditorState.phrases.of(phrasesIn(lang)),
        EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', autocapitalize: 'off', autocorrect: 'off', ...(readOnly ? { tabindex: '0' } : {}) }),
      ]) ?? [],
    });
  }, [readOnly, hint, label, lang]);

  useEffect(() => {
    const view = shown.current?.view;
    if (view === undefined || view.composing || view.state.doc.toString() === text) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, annotations: given.of(true) });
  }, [text]);

  useEffect(() => {
    // What the names mean can change without a letter typed.
    if (shown.current !== undefined && !shown.current.view.hasFocus) forceLinting(shown.current.view);
  }, [problems]);

  return <div ref={home} className={styles['box']} data-read-only={readOnly || undefined} />;
}

function diagnosticsOf({ problems, lang, readOnly, type }: FormulaBoxProps, view: EditorView): readonly Diagnostic[] {
  const length = view.state.doc.length;
  if (length === 0) return [];
  return problems.map(({ range: [from, to], severity, message, fix }) => {
    const start = Math.min(from, length);
    const end = Math.min(to, length);
    return {
      // A mark needs a letter to stand under.
      from: start === end ? Math.max(0, start - 1) : start,
      to: end,
      severity: severity === 'hint' ? 'info' : severity,
      message: message[lang],
      actions: fix === undefined || readOnly ? [] : [{ name: fix.label[lang], apply: () => type(fix.formula) }],
    };
  });
}

const phrasesIn = (lang: Lang): Record<string, string> =>
  lang === 'zh' ? { Completions: '补全', 'No diagnostics': '没有问题', Diagnostics: '问题', 'current match': '当前匹配', close: '关闭' } : {};

import { completionStatus } from '@codemirror/autocomplete';
import { StateField } from '@codemirror/state';
import type { EditorState, Extension } from '@codemirror/state';
import { showTooltip } from '@codemirror/view';
import type { Tooltip } from '@codemirror/view';
import type { Setting } from './completions.ts';
import { signatureAt } from './signatures.ts';
import type { SignatureHelp } from './signatures.ts';

/** Above the function that is being written: what it takes, the place where one is, and what it does. */
export function signatureHelp(setting: () => Setting): Extension {
  const tooltipIn = (state: EditorState): Tooltip | null => {
    const { main } = state.selection;
    const help = main.empty ? signatureAt(state.doc.toString(), main.head, setting().lang) : undefined;
    return help === undefined ? null : { pos: help.from, above: completionStatus(state) !== null, create: () => ({ dom: drawn(help) }) };
  };
  return StateField.define<Tooltip | null>({
    create: () => null,
    update: (value, transaction) => (transaction.docChanged || transaction.selection !== undefined ? tooltipIn(transaction.state) : value),
    provide: (field) => showTooltip.from(field),
  });
}

function drawn({ name, parameters, current, summary }: SignatureHelp): HTMLElement {
  const box = document.createElement('div');
  box.className = 'formula-signature';
  const call = document.createElement('code');
  call.append(`${name}(`);
  parameters.forEach((parameter, index) => {
    const part = document.createElement(index === current ? 'b' : 'span');
    part.textContent = parameter;
    call.append(...(index === 0 ? [] : [', ']), part);
  });
  call.append(')');
  const about = document.createElement('p');
  about.textContent = summary;
  box.append(call, about);
  return box;
}

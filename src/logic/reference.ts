import { functionNames } from './expr.ts';
import { functions, signatureOf } from './functions.ts';
import type { Parameter, Signature } from './functions.ts';
import { operators } from './operators.ts';

/** The table of functions for docs/expressions.md. */

const groups: Readonly<Record<Signature['group'], string>> = {
  logic: 'Logic', test: 'Tests', number: 'Numbers', text: 'Text', list: 'Lists', time: 'Times',
};

export function functionTables(): string {
  return Object.entries(groups)
    .map(([group, title]) => {
      const names = functionNames.filter((fn) => functions[fn].group === group);
      const rows = names.map((fn) => `| \`${fn}\` | ${takes(signatureOf(fn))} | ${gives(signatureOf(fn))} | \`${operators[fn]}\` | ${functions[fn].summary.en} |`);
      return [`### ${title}`, '', '| function | takes | gives | stored as | |', '|---|---|---|---|---|', ...rows].join('\n');
    })
    .join('\n\n');
}

function takes({ parameters, most, least }: Signature): string {
  const said = parameters.map((parameter, index) => (index >= least ? `[${typesOf(parameter)}]` : typesOf(parameter)));
  const shared = parameters.find(({ same }) => same === true)?.takes ?? [];
  const note = shared.length === 0 ? '' : shared.length === 5 ? '; T is any type' : `; T is ${shared.join(', ')}`;
  return `${said.join(', ')}${most === Infinity ? ' …' : ''}${note}`;
}

function typesOf({ takes: types, same, constant, perElement }: Parameter): string {
  if (constant !== undefined) return `*${constant}*`;
  if (perElement === true) return 'condition on `it`';
  if (same === true) return 'T';
  return types.length === 5 ? 'any type' : types.join('/');
}

const gives = ({ result }: Signature): string => (result === 'same' ? 'T' : result === 'sum' ? 'number or time' : result);

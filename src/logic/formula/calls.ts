import type { SyntaxNode } from '@lezer/common';
import type { Constant, FunctionName } from '../expr.ts';
import { field, now, numbers, time } from '../expr.ts';
import { functions } from '../functions.ts';
import { instantOf } from './literals.ts';
import { complaints, useInstead } from './messages.ts';
import { closestFunction, functionNamed } from './names.ts';
import type { SpecialName } from './names.ts';
import { applied, complain, located, partsOf } from './reading.ts';
import type { Located, Reading } from './reading.ts';

/** Calls: functions of the language, and what is written like one. */

export function functionCall(reading: Reading, node: SyntaxNode, [name, values]: readonly SyntaxNode[]): Located | undefined {
  if (name === undefined || values === undefined) return undefined;
  const written = reading.formula.slice(name.from, name.to);
  const token = name.firstChild?.name ?? '';
  const known = functionNamed(token === 'Identifier' ? written : token);
  const parts = partsOf(values);
  if (known === undefined) {
    const near = closestFunction(written);
    const fix = near && {
      label: useInstead(near),
      formula: reading.formula.slice(0, name.from) + near + reading.formula.slice(name.to),
    };
    return complain(reading, name, complaints.unknownFunction(written, near), fix);
  }
  if (known in special) return special[known as SpecialName](reading, node, parts);
  const fn = known as FunctionName;
  const { least, most } = functions[fn];
  if (parts.length < least || parts.length > most) {
    return complain(reading, node, complaints.argumentCount(fn, least, most, parts.length));
  }
  return applied(reading, fn, node, parts);
}

type Special = (reading: Reading, node: SyntaxNode, parts: readonly SyntaxNode[]) => Located | undefined;

const special: Readonly<Record<SpecialName, Special>> = {
  now: (reading, node, parts) =>
    parts.length > 0 ? complain(reading, node, complaints.argumentCount('now', 0, 0, parts.length)) : located({ ...now }, node),
  time: (reading, node, parts) => {
    const at = constantOf(reading, parts);
    const ms = typeof at === 'number' ? at : instantOf(String(at ?? ''));
    return ms === undefined ? complain(reading, node, complaints.badTime()) : located(time(ms), node);
  },
  field: (reading, node, parts) => {
    const name = constantOf(reading, parts);
    if (typeof name !== 'string') return complain(reading, node, complaints.constantText('field', 'field("amount")'));
    return located(field(name), node);
  },
  set: (reading, node, parts) => {
    const id = constantOf(reading, parts);
    if (typeof id !== 'string') return complain(reading, node, complaints.constantText('set', 'set("high_risk")'));
    return located({ kind: 'set', id }, node);
  },
  numbers: (reading, node, parts) => {
    const values = parts.map((part) => constantOf(reading, [part]));
    const all = values.filter((value) => typeof value === 'number');
    return all.length < values.length ? complain(reading, node, complaints.notConstant()) : located(numbers(all), node);
  },
  jsonlogic: (reading, node, parts) => {
    if (parts.length === 0) return located({ kind: 'raw', logic: undefined }, node);
    const json = constantOf(reading, parts);
    try {
      if (typeof json === 'string') return located({ kind: 'raw', logic: JSON.parse(json) as unknown }, node);
    } catch {
      // Told below, as for anything else that is no JSON.
    }
    return complain(reading, node, complaints.badJson());
  },
};

function constantOf(reading: Reading, parts: readonly SyntaxNode[]): Constant['value'] | undefined {
  const [only] = parts;
  const expr = only && parts.length === 1 ? reading.expression(only)?.expr : undefined;
  return expr?.kind === 'constant' ? expr.value : undefined;
}

import { closest } from '../data/closest.ts';
import type { FlowField } from '../data/field.ts';
import { isAllowed } from '../data/field.ts';
import { badFieldName } from '../data/schema.ts';
import type { Lang } from '../data/text.ts';
import { isTime } from '../data/time.ts';
import { fieldLabel } from '../data/words.ts';
import { zoneNamed } from '../data/zones.ts';
import { complain, fixOf, mostProblems, unknown } from './check-state.ts';
import type { Found, Path, State } from './check-state.ts';
import { resultType } from './check-types.ts';
import { strayValues } from './check-values.ts';
import { complaints, fixes, partInWords } from './check-words.ts';
import type { Call, Constant, Expr, FunctionName } from './expr.ts';
import { call } from './expr.ts';
import { isDifferenceUnit, parameterOf, signatureOf } from './functions.ts';
import type { Parameter, ValueType } from './functions.ts';
import { isShort, lengthOfCall, magnitudeOfList, magnitudeOfSource, magnitudeOfText } from './length.ts';
import { fits, magnitudeOfCall, magnitudeOfConstant, magnitudeOfField, magnitudeOfTime, passesThrough } from './magnitude.ts';
import type { Magnitude } from './magnitude.ts';
import { canBeZero, canGrow, isKeptTime, learn, nothingKnown } from './presence.ts';
import type { Known } from './presence.ts';
import type { ExprProblem, Scope } from './scope.ts';
import { readRaw } from './raw.ts';
import { badName, badNumber, tooDeep } from './stored.ts';
import { deepest, depthOf, replaceAt } from './walk.ts';

/** What is known about an expression before it sees a row. */
export interface Checked {
  /** Undefined where it is not known: for `missing` and raw parts, and after an error. */
  readonly type: ValueType | undefined;
  /** It can be missing. */
  readonly optional: boolean;
  /** It depends on a label. */
  readonly tainted: boolean;
  /** Of numbers and times; of texts and lists, their length. */
  readonly magnitude: Magnitude | undefined;
  readonly problems: readonly ExprProblem[];
}

export interface CheckOptions {
  /** Rules and their features may not use a label. */
  readonly forRule?: boolean | undefined;
}

/** Types and problems of an expression. Never throws, whatever tree it is given. */
export function check(expr: Expr, scope: Scope, expected?: ValueType, options: CheckOptions = {}): Checked {
  if (depthOf(expr) > deepest) {
    const problem: ExprProblem = { ...tooDeep, severity: 'error', path: [] };
    return { ...unknown, problems: [problem] };
  }
  const fields = new Map(scope.fields.map((field) => [field.name, field]));
  const sets = new Map(scope.sets.map((set) => [set.id, set]));
  const state: State = {
    root: expr,
    scope,
    field: (name) => fields.get(name),
    set: (id) => sets.get(id),
    forRule: options.forRule === true,
    problems: [],
  };
  const found = see(expr, [], { ...nothingKnown, inList: false, rawFits: true }, state);
  const { type } = found;
  if (expected !== undefined && type !== undefined && type !== expected && state.problems.every((each) => each.severity !== 'error')) {
    complain(state, [], 'wrong-type', complaints.wrongResult(type, expected), fixOf(expr, [], expected, type, state));
  }
  return { type, optional: found.optional, tainted: found.tainted, magnitude: found.magnitude, problems: state.problems };
}

interface Around extends Known {
  /** Inside the condition of `any`, `all` or `none`. */
  readonly inList: boolean;
  readonly rawFits: boolean;
}

function see(expr: Expr, path: Path, around: Around, state: State): Found {
  switch (expr.kind) {
    case 'constant':
      return seeConstant(expr, path, state);
    case 'field':
      return seeField(expr.name, path, around, state);
    case 'element':
      if (!around.inList) complain(state, path, 'element-outside', complaints.element);
      return { ...unknown, type: 'text', optional: false, magnitude: magnitudeOfSource };
    case 'set': {
      const set = state.set(expr.id);
      if (set === undefined) complain(state, path, 'unknown-set', complaints.unknownSet(expr.id));
      return { ...unknown, type: set && (set.type === 'number' ? 'numbers' : 'list'), optional: false, magnitude: set && magnitudeOfList(set.values) };
    }
    case 'now': {
      const { time } = state.scope;
      if (time === undefined) complain(state, path, 'no-time', complaints.noTime);
      else if (around.inList) complain(state, path, 'field-in-list', complaints.outside);
      const optional = time === undefined || (state.field(time)?.optional ?? false);
      return { ...unknown, type: 'time', optional, magnitude: magnitudeOfTime };
    }
    case 'raw':
      if (!around.rawFits) complain(state, path, 'raw-inside', complaints.rawInside);
      return { ...unknown, doubt: expr, tainted: seeRaw(expr.logic, path, state) };
    case 'call':
      return seeCall(expr, path, around, state);
  }
}

function seeConstant({ type, value }: Constant, path: Path, state: State): Found {
  const found = { ...unknown, optional: false };
  if (type === 'missing') return unknown;
  if (type === 'time') {
    if (typeof value !== 'number' || !isTime(value)) complain(state, path, 'bad-time', complaints.wrongType(() => String(value), 'number', ['time']));
    return { ...found, type, magnitude: magnitudeOfTime };
  }
  const valueType = type === 'duration' ? 'number' : type;
  const wrong = (Array.isArray(value) ? value : [value]).find((each) => typeof each === 'number' && !isAllowed(each));
  if (typeof wrong === 'number') {
    const { code, message } = badNumber(wrong);
    complain(state, path, code, message);
    return { ...found, type: valueType };
  }
  if (typeof value === 'number') return { ...found, type: 'number', magnitude: magnitudeOfConstant(value) };
  const magnitude = typeof value === 'string' ? magnitudeOfText(value) : Array.isArray(value) ? magnitudeOfList(value) : undefined;
  return { ...found, type: valueType, magnitude };
}

function seeField(name: string, path: Path, { present, inList }: Around, state: State): Found {
  const field = state.field(name);
  if (badFieldName(name) !== undefined) {
    const { code, message } = badName(name);
    complain(state, path, code, message, undefined, name);
    return unknown;
  }
  if (field === undefined) {
    const meant = closestField(name, state.scope.fields);
    // A field that was renamed in its source still has the label that its users know it by.
    const label = meant && ((lang: Lang): string => (fieldLabel(meant, lang) === name ? meant.name : fieldLabel(meant, lang)));
    const fix = meant && label && { label: fixes.useField(label), expr: replaceAt(state.root, path, { kind: 'field', name: meant.name }) };
    complain(state, path, 'unknown-field', complaints.unknownField(name, label), fix, name);
    return unknown;
  }
  if (inList) complain(state, path, 'field-in-list', complaints.outside, undefined, name);
  if (state.forRule && field.tainted) {
    complain(state, path, 'tainted-field', complaints.tainted((lang) => fieldLabel(field, lang)), undefined, name);
  }
  const optional = field.optional && !present.has(name);
  return { type: field.type, optional, tainted: field.tainted, magnitude: field.type === 'boolean' ? undefined : magnitudeOfField(field), doubt: optional ? { kind: 'field', name } : undefined };
}

/** Complains of what raw JsonLogic cannot do; answers whether it may depend on a label. */
function seeRaw(logic: unknown, path: Path, state: State): boolean {
  const { names, anything, unknown: operations } = readRaw(logic);
  for (const operation of operations) complain(state, path, 'unknown-operation', complaints.unknownOperation(operation));
  const { fields } = state.scope;
  const within = (name: string, other: string): boolean => name === '' || other === name || other.startsWith(`${name}.`) || name.startsWith(`${other}.`);
  for (const name of names) {
    if (!fields.some((field) => within(name, field.name))) {
      const meant = closestField(name, fields);
      complain(state, path, 'unknown-field', complaints.unknownField(name, meant && ((lang) => fieldLabel(meant, lang))), undefined, name);
    }
  }
  const labels = fields.filter((field) => field.tainted && (anything || [...names].some((name) => within(name, field.name))));
  for (const field of state.forRule ? labels : []) {
    complain(state, path, 'tainted-field', complaints.tainted((lang) => fieldLabel(field, lang)), undefined, field.name);
  }
  return labels.length > 0;
}

function closestField(name: string, fields: readonly FlowField[]): FlowField | undefined {
  const found = closest(name, fields.map((field) => field.name));
  if (found !== undefined) return fields.find((field) => field.name === found);
  return fields.find((field) => ['en', 'zh'].some((lang) => fieldLabel(field, lang === 'zh' ? 'zh' : 'en') === name));
}

function seeCall(expr: Call, path: Path, around: Around, state: State): Found {
  const { fn, args } = expr;
  const { least, most } = signatureOf(fn);
  if (args.length < least || args.length > most) {
    complain(state, path, 'argument-count', complaints.count((lang) => partInWords(expr, state, lang), least, most, args.length));
  }
  const found = seeArguments(expr, path, around, state);
  found.forEach((each, index) => checkArgument(expr, index, each, path, state));
  warnOfStrayValues(expr, path, state);
  const type = resultType(expr, found, path, state);
  const magnitude =
    type === 'number' || type === 'time' ? measure(expr, found, path, state)
    : type === 'text' || type === 'list' ? measureLength(expr, type, found, path, state)
    : undefined;
  const tainted = found.some((each) => each.tainted);
  if (signatureOf(fn).test) return { type, optional: false, tainted, magnitude, doubt: doubtOf(expr, found, path, state) };
  const optional = canBeMissing(expr, found, around, state);
  return { type, optional, tainted, magnitude, doubt: optional ? expr : undefined };
}

/** Arguments are looked at in order; what an earlier one makes sure of, a later one may rely on. */
function seeArguments({ fn, args }: Call, path: Path, around: Around, state: State): readonly Found[] {
  let known = around;
  const isIf = fn === 'if';
  const isLogic = fn === 'and' || fn === 'or';
  return args.map((arg, index) => {
    const isValue = isIf && index % 2 === 1;
    const isCondition = isLogic || fn === 'not' || (isIf && !isValue && index < args.length - 1);
    const before = args[index - 1] ?? arg;
    const perElement = parameterOf(fn, index, args.length)?.perElement === true;
    const here = isValue ? learn(known, before, true) : known;
    const seen = see(arg, [...path, index], { ...here, inList: perElement || around.inList, rawFits: isCondition && !around.inList }, state);
    // What follows a value of `if` is looked at only where the condition before the value is false.
    if (isValue) known = learn(known, before, false);
    else if (isLogic) known = learn(known, arg, fn === 'and');
    return seen;
  });
}

function checkArgument(expr: Call, index: number, found: Found, path: Path, state: State): void {
  const arg = expr.args[index];
  const parameter = parameterOf(expr.fn, index, expr.args.length);
  if (arg === undefined || parameter === undefined) return;
  const at = [...path, index];
  if (parameter.constant !== undefined) return checkConstant(arg, parameter.constant, at, state);
  if (arg.kind === 'constant' && arg.type === 'missing' && signatureOf(expr.fn).group === 'test') return comparedWithMissing(expr, arg, path, state);
  const { type } = found;
  if (type === undefined || parameter.takes.includes(type)) return;
  const [wanted] = parameter.takes;
  complain(state, at, 'wrong-type', complaints.wrongType((lang) => partInWords(arg, state, lang), type, parameter.takes), wanted && fixOf(arg, at, wanted, type, state));
}

function comparedWithMissing(expr: Call, arg: Expr, path: Path, state: State): void {
  const other = expr.args.find((each) => each !== arg);
  const fn = expr.fn === 'eq' ? 'isMissing' : 'isPresent';
  const fix = other && (expr.fn === 'eq' || expr.fn === 'ne') ? { label: fixes[fn], expr: replaceAt(state.root, path, call(fn, other)) } : undefined;
  if (expr.fn === 'isMissing' || expr.fn === 'isPresent' || state.problems.length >= mostProblems) return;
  state.problems.push({ code: 'compared-with-missing', severity: 'warning', message: complaints.neverMissing, path, fix });
}

function warnOfStrayValues(expr: Call, path: Path, state: State): void {
  for (const { message, field, fix } of strayValues(expr, state.field)) {
    if (state.problems.length >= mostProblems) return;
    const whole = fix && { label: fix.label, expr: replaceAt(state.root, path, fix.expr) };
    state.problems.push({ code: 'value-not-allowed', severity: 'warning', message, path, field, fix: whole });
  }
}

function checkConstant(arg: Expr, sort: NonNullable<Parameter['constant']>, at: Path, state: State): void {
  const value = arg.kind === 'constant' ? arg.value : undefined;
  const good =
    sort === 'zone' ? typeof value === 'string' && zoneNamed(value) !== undefined
    : sort === 'unit' ? isDifferenceUnit(value)
    : typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 9;
  if (!good) complain(state, at, sort === 'zone' ? 'bad-zone' : sort === 'unit' ? 'bad-unit' : 'bad-digits', complaints[sort]);
}

function measure(expr: Call, found: readonly Found[], path: Path, state: State): Magnitude | undefined {
  const { fn, args } = expr;
  const digits = fn === 'round' ? constantNumber(args[1]) : 0;
  const measured = (fn === 'round' ? found.slice(0, 1) : found).flatMap(({ type, magnitude }) => (type === 'number' || type === 'time' ? (magnitude ?? []) : []));
  const magnitude = magnitudeOfCall(fn, measured, digits);
  if (magnitude === undefined || (fits(magnitude) && fits(passesThrough(fn, magnitude, digits)))) return magnitude;
  complain(state, path, 'too-large', complaints.tooLarge);
  return undefined;
}

function measureLength(expr: Call, type: 'text' | 'list', found: readonly Found[], path: Path, state: State): Magnitude | undefined {
  const length = lengthOfCall(expr, found.flatMap((each) => (each.type === type ? (each.magnitude ?? []) : [])));
  if (length === undefined || isShort(length)) return length;
  if (type === 'text') complain(state, path, 'text-too-long', complaints.textTooLong);
  else complain(state, path, 'list-too-long', complaints.listTooLong);
  return undefined;
}

const constantNumber = (expr: Expr | undefined): number =>
  expr?.kind === 'constant' && typeof expr.value === 'number' ? Math.min(Math.max(expr.value, 0), 9) : 0;

function canBeMissing({ fn, args }: Call, found: readonly Found[], { nonZero }: Known, state: State): boolean {
  const any = found.some((each) => each.optional);
  const [first, second] = args;
  switch (fn) {
    case 'if':
      return args.length % 2 === 0 || found.some((each, index) => each.optional && (index % 2 === 1 || index === args.length - 1));
    case 'coalesce':
      return found.every((each) => each.optional);
    case 'divide':
    case 'modulo':
      return any || second === undefined || canBeZero(second, state.field, nonZero);
    case 'toNumber':
      return true;
    case 'replace':
      return any || canGrow(args);
    case 'toText':
      return any || (found[0]?.type === 'time' && first !== undefined && !isKeptTime(first));
    case 'year': case 'month': case 'day': case 'hour': case 'minute': case 'weekday':
      return any || first === undefined || !isKeptTime(first);
    default:
      return any;
  }
}

const opposite: Partial<Record<FunctionName, FunctionName>> = {
  eq: 'ne', ne: 'eq', in: 'notIn', notIn: 'in', lt: 'ge', ge: 'lt', gt: 'le', le: 'gt',
};

/** What makes a test false where it is missing. A negation of that holds there: that is worth a hint. */
function doubtOf({ fn, args }: Call, found: readonly Found[], path: Path, state: State): Expr | undefined {
  if (fn === 'isMissing' || fn === 'isPresent') return undefined;
  const doubt = found.find((each) => each.doubt !== undefined)?.doubt;
  const [only] = args;
  if (fn !== 'not' || doubt === undefined || doubt.kind === 'raw' || only === undefined || state.problems.length >= mostProblems) return doubt;
  const other = only.kind === 'call' ? opposite[only.fn] : undefined;
  const fix = only.kind === 'call' && other !== undefined ? { label: fixes.ownOperator, expr: replaceAt(state.root, path, call(other, ...only.args)) } : undefined;
  state.problems.push({
    code: 'not-of-missing', severity: 'hint', path, fix,
    message: complaints.notOfMissing((lang) => partInWords(doubt, state, lang)),
    field: doubt.kind === 'field' ? doubt.name : undefined,
  });
  return doubt;
}

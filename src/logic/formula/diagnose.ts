import { complaints } from './messages.ts';
import type { Complaint } from './messages.ts';

/**
 * Why a formula can't be read, told at the first place where it goes wrong. It walks the tokens in order and knows
 * at each one whether a value or an operator must come: all that a good message needs.
 */

export interface Token {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly source: string;
}

export interface Diagnosis {
  readonly complaint: Complaint;
  readonly from: number;
  readonly to: number;
}

/** A bracket that is open, or the formula itself. */
interface Level {
  readonly open?: Token | undefined;
  /** Commas may stand here. */
  readonly list: boolean;
  /** A comparison stands before, since the last AND, OR or comma. */
  compared: boolean;
  /** A BETWEEN waits for its AND. */
  between?: Token | undefined;
}

const values = new Set(['Number', 'Duration', 'Text', 'True', 'False', 'Missing', 'It', 'SetName', 'Identifier', 'BracketName']);
const comparing = new Set(['Equals', 'NotEquals', 'Less', 'LessOrEqual', 'Greater', 'GreaterOrEqual', 'In', 'NotIn', 'Is', 'Between']);
const arithmetic = new Set(['Plus', 'Minus', 'Join', 'Times', 'Divide', 'Modulo']);
const callable = new Set(['Identifier', 'And', 'Or', 'In', 'Between']);
const closing: Readonly<Record<string, { readonly name: string; readonly sign: string }>> = {
  Open: { name: 'Close', sign: ')' }, OpenList: { name: 'CloseList', sign: '}' }, OpenTexts: { name: 'CloseTexts', sign: ']' },
};
const closers = new Set(Object.values(closing).map((each) => each.name));

interface Place {
  readonly tokens: readonly Token[];
  readonly levels: Level[];
  readonly i: number;
}

/** How many tokens were in order, and whether a value must come next; or what is wrong. */
type Step = Diagnosis | { readonly taken: number; readonly wantsValue: boolean };

const isFault = (step: Step): step is Diagnosis => 'complaint' in step;
const at = (token: Token, complaint: Complaint): Diagnosis => ({ complaint, from: token.from, to: token.to });
const needsValue = (taken: number): Step => ({ taken, wantsValue: true });
const needsOperator = (taken: number): Step => ({ taken, wantsValue: false });

/** Undefined where nothing is wrong that it knows of. */
export function diagnose(tokens: readonly Token[]): Diagnosis | undefined {
  const end = walk(tokens);
  return 'complaint' in end ? end : unfinished(tokens, end.level, end.wantsValue);
}

export interface Expected {
  readonly value: boolean;
  /** A comparison stands before: no other may come until AND, OR or a comma. */
  readonly compared: boolean;
}

/** What must come after these tokens; undefined where they are wrong already. */
export function expectedAfter(tokens: readonly Token[]): Expected | undefined {
  const end = walk(tokens);
  return 'complaint' in end ? undefined : { value: end.wantsValue, compared: end.level.compared };
}

function walk(tokens: readonly Token[]): Diagnosis | { readonly level: Level; readonly wantsValue: boolean } {
  const levels: Level[] = [{ list: false, compared: false }];
  let wantsValue = true;
  let i = tokens[0]?.name === 'Equals' ? 1 : 0;
  for (;;) {
    const token = tokens[i];
    const level = levels.at(-1) ?? { list: false, compared: false };
    if (token === undefined) return { level, wantsValue };
    const step: Step = unreadable(token) ?? (wantsValue ? valueAt : operatorAt)({ tokens, levels, i }, token, level);
    if (isFault(step)) return step;
    i += step.taken;
    wantsValue = step.wantsValue;
  }
}

function valueAt({ tokens, levels, i }: Place, token: Token, level: Level): Step {
  const [before, next] = [tokens[i - 1], tokens[i + 1]];
  if (next?.name === 'Open' && callable.has(token.name)) {
    levels.push({ open: next, list: true, compared: false });
    return needsValue(2);
  }
  if (values.has(token.name)) return needsOperator(1);
  if (token.name === 'Not' || token.name === 'Minus') return needsValue(1);
  if (token.name in closing) {
    levels.push({ open: token, list: token.name !== 'Open', compared: false });
    return needsValue(1);
  }
  if (closers.has(token.name)) {
    if (level.open === undefined) return before ? at(token, complaints.unopened(token.source)) : missingBefore(before, token);
    const isEmpty = before === level.open;
    if (!isEmpty) return at(before ?? token, complaints.missingAfter(before?.source ?? token.source));
    if (!level.list) return { complaint: complaints.nothingInside(), from: level.open.from, to: token.to };
    levels.pop();
    return mismatch(level, token) ?? needsOperator(1);
  }
  return missingBefore(before, token);
}

function operatorAt({ tokens, levels, i }: Place, token: Token, level: Level): Step {
  const [before, next] = [tokens[i - 1], tokens[i + 1]];
  const { name } = token;
  if (arithmetic.has(name)) return needsValue(1);
  if (closers.has(name)) {
    if (level.between) return at(level.between, complaints.betweenWithoutAnd());
    levels.pop();
    return mismatch(level, token) ?? needsOperator(1);
  }
  if (name === 'And' && level.between) {
    level.between = undefined;
    return needsValue(1);
  }
  if (name === 'And' || name === 'Or' || name === 'Comma') {
    if (level.between) return at(level.between, complaints.betweenWithoutAnd());
    if (name === 'Comma' && !level.list) return at(token, complaints.strayComma());
    level.compared = false;
    return needsValue(1);
  }
  if (name === 'Not') {
    if (next?.name === 'Between') return at(token, complaints.notBetween());
    return next?.name === 'In' ? needsOperator(1) : at(token, complaints.strayNot());
  }
  if (!comparing.has(name)) return beside(before, token);
  if (level.compared) return reversed(before, token) ?? at(token, complaints.chained());
  level.compared = true;
  if (name === 'Between') level.between = token;
  if (name === 'Is') return presenceAt(tokens, i, token);
  if (name !== 'In' && name !== 'NotIn') return needsValue(1);
  if (next === undefined || !(next.name === 'Open' || next.name === 'OpenList' || next.name === 'OpenTexts' || values.has(next.name))) {
    return at(token, complaints.inWithout());
  }
  if (next.name !== 'Open') return needsValue(1);
  levels.push({ open: next, list: true, compared: false });
  return needsValue(2);
}

function presenceAt(tokens: readonly Token[], i: number, token: Token): Step {
  const negated = tokens[i + 1]?.name === 'Not';
  const asked = tokens[i + (negated ? 2 : 1)]?.name;
  if (asked !== 'Missing' && asked !== 'Present') return at(token, complaints.isWithout());
  return needsOperator(negated ? 3 : 2);
}

function unfinished(tokens: readonly Token[], level: Level, wantsValue: boolean): Diagnosis | undefined {
  const last = tokens.at(-1);
  if (last === undefined) return undefined;
  if (wantsValue && last !== level.open) return at(last, complaints.missingAfter(last.source));
  if (level.open) return at(level.open, complaints.unclosed(level.open.source, closing[level.open.name]?.sign ?? ')'));
  return level.between && at(level.between, complaints.betweenWithoutAnd());
}

function unreadable(token: Token): Diagnosis | undefined {
  if (token.name === 'UnclosedText') return at(token, complaints.unclosedText(closingQuote(token.source)));
  if (token.name === 'UnclosedName') return at(token, complaints.unclosedName());
  if (token.name !== '⚠') return undefined;
  return at(token, /^[!！]$/.test(token.source) ? complaints.useNot() : complaints.strayText(token.source));
}

const closingQuote = (source: string): string => ({ '“': '”', '‘': '’' })[source.charAt(0)] ?? source.charAt(0);

function mismatch(level: Level, token: Token): Diagnosis | undefined {
  if (level.open === undefined) return at(token, complaints.unopened(token.source));
  const wanted = closing[level.open.name];
  if (wanted === undefined || wanted.name === token.name) return undefined;
  return at(token, complaints.wrongClose(level.open.source, wanted.sign, token.source));
}

function missingBefore(before: Token | undefined, token: Token): Diagnosis {
  if (token.name === 'Present') return at(token, complaints.strayText(token.source));
  if (before === undefined) return at(token, complaints.missingBefore(token.source));
  return reversed(before, token) ?? at(token, complaints.missingBetween(before.source, token.source));
}

/** Signs that people type the wrong way round. */
const reversedSigns: Readonly<Record<string, string>> = { '=>': '>=', '=<': '<=', '><': '!=', '=!': '!=' };

function reversed(before: Token | undefined, token: Token): Diagnosis | undefined {
  if (before === undefined || before.to !== token.from) return undefined;
  const sign = reversedSigns[(before.source + token.source).normalize('NFKC')];
  return sign === undefined ? undefined : { complaint: complaints.reversedSign(sign), from: before.from, to: token.to };
}

/** Two values, or a value and an opening bracket, without an operator between them. */
function beside(before: Token | undefined, token: Token): Diagnosis {
  const glued = /^(?:并且|或者|且|或)/.exec(token.source)?.[0];
  if (glued !== undefined && token.name === 'Identifier') return at(token, complaints.gluedWord(glued, token.source));
  if (before === undefined || token.name === 'Present') return at(token, complaints.strayText(token.source));
  return { complaint: complaints.missingOperator(before.source, token.source), from: before.from, to: token.to };
}

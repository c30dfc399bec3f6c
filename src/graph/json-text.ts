import type { Words } from '../data/text.ts';

/** Where a text stops being JSON, and what to do about it: the same words whatever the engine that reads it. */
export interface TextFault {
  readonly line: number;
  readonly column: number;
  readonly message: Words;
}

type Expecting = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma';

const words = (en: string, zh: string): Words => ({ en, zh });
const literal = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const space = /[ \t\r\n]*/y;

/** The first fault in a text that failed to parse; undefined where there is none. */
export function findTextFault(text: string): TextFault | undefined {
  const open: ('[' | '{')[] = [];
  let expecting = 'value' as Expecting;
  let done = false;
  let index = 0;

  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = index;
    if (!pattern.test(text)) return false;
    index = pattern.lastIndex;
    return true;
  };
  const skipString = (): boolean => {
    const end = endOfString(text, index);
    if (end === undefined) return false;
    index = end;
    return true;
  };
  const afterValue = (): void => {
    if (open.length === 0) done = true;
    else expecting = 'comma';
  };

  for (;;) {
    skip(space);
    const char = text[index];
    if (done) return char === undefined ? undefined : fault(text, index, words('Something follows after the end; remove it', '结尾之后还有多余内容，请删去'));
    if (char === undefined) return fault(text, index, ending(open));
    if (expecting === 'colon') {
      if (char !== ':') return fault(text, index, words('A colon is missing after a name', '名称后缺少冒号'));
      index++;
      expecting = 'value';
    } else if (expecting === 'comma') {
      const close = open.at(-1) === '{' ? '}' : ']';
      if (char === ',') {
        index++;
        expecting = close === '}' ? 'key' : 'value';
      } else if (char === close) {
        index++;
        open.pop();
        afterValue();
      } else return fault(text, index, words(`A comma or ${close} is missing`, `缺少逗号或 ${close}`));
    } else if (expecting === 'key' || expecting === 'key or }') {
      if (char === '}' && expecting === 'key or }') {
        index++;
        open.pop();
        afterValue();
      } else if (skipString()) expecting = 'colon';
      else return fault(text, index, unexpected(char));
    } else if (char === ']' && expecting === 'value or ]') {
      index++;
      open.pop();
      afterValue();
    } else if (char === '{' || char === '[') {
      index++;
      open.push(char);
      expecting = char === '{' ? 'key or }' : 'value or ]';
    } else if (skipString() || skip(literal)) afterValue();
    else return fault(text, index, unexpected(char));
  }
}

const escapes = new Set('"\\/bfnrt');

/** Where the string that begins here ends, or undefined where none does. A loop: patterns overflow on long texts. */
function endOfString(text: string, start: number): number | undefined {
  if (text[start] !== '"') return undefined;
  for (let index = start + 1; index < text.length; index++) {
    const char = text[index] ?? '';
    if (char === '"') return index + 1;
    if (char < ' ') return undefined;
    if (char !== '\\') continue;
    const escape = text[++index] ?? '';
    if (escape === 'u') {
      if (!/^[0-9a-fA-F]{4}$/.test(text.slice(index + 1, index + 5))) return undefined;
      index += 4;
    } else if (!escapes.has(escape)) return undefined;
  }
  return undefined;
}

function unexpected(char: string): Words {
  if (char === '}' || char === ']') return words(`There is a comma too many before ${char}`, `${char} 之前多了一个逗号`);
  if (char === '"') {
    return words('This text is not closed, or holds a line break or a wrong \\', '这段文本没有结束，或含有换行或错误的 \\');
  }
  if (char === "'" || char === '“' || char === '”') {
    return words('Texts stand in straight double quotes: "..."', '文本须用英文双引号："..."');
  }
  if (char === '/' || char === '#') return words('JSON has no comments; remove this one', 'JSON 不能有注释，请删去');
  return words(`${JSON.stringify(char)} cannot stand here`, `此处不能有 ${JSON.stringify(char)}`);
}

function ending(open: readonly ('[' | '{')[]): Words {
  const last = open.at(-1);
  if (last === undefined) return words('The file is empty', '文件是空的');
  const close = last === '{' ? '}' : ']';
  return words(`The file ends too early: ${close} is missing`, `文件不完整：缺少 ${close}`);
}

function fault(text: string, index: number, message: Words): TextFault {
  const before = text.slice(0, index);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: index - lineStart + 1, message };
}

/**
 * XML as spreadsheets have it, in pieces cut anywhere: tags without their prefixes, and the text between them. No
 * document type is read, so no entity but those of the standard means anything.
 */
export interface XmlEvents {
  readonly open: (name: string, attributes: (name: string) => string | undefined) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
}

export interface XmlReader {
  readonly push: (text: string) => void;
  /** Throws where the text ends inside of something. */
  readonly finish: () => void;
}

/** A tag, a comment or a declaration longer than this is none. */
const longest = 1_048_576;

export function xmlReader({ open, close, text }: XmlEvents): XmlReader {
  let rest = '';
  let depth = 0;
  const tag = (inside: string): void => {
    if (inside.startsWith('/')) {
      depth -= 1;
      close(local(inside.slice(1).trim()));
      return;
    }
    const empty = inside.endsWith('/');
    const whole = empty ? inside.slice(0, -1) : inside;
    const space = whole.search(/\s/);
    const name = local(space < 0 ? whole : whole.slice(0, space));
    open(name, (wanted) => (space < 0 ? undefined : attribute(whole, space, wanted)));
    if (empty) close(name);
    else depth += 1;
  };
  return {
    push: (more) => {
      rest += more;
      let at = 0;
      for (;;) {
        const start = rest.indexOf('<', at);
        if (start < 0) break;
        const [mark, end] = rest.startsWith('<!--', start) ? ['-->', 3] as const : rest.startsWith('<![CDATA[', start) ? [']]>', 3] as const : ['>', 1] as const;
        // What a tag begins with may be cut off itself.
        if (rest.length - start < 9 && rest.startsWith('<!', start)) break;
        const stop = mark === '>' ? tagEnd(rest, start) : rest.indexOf(mark, start);
        if (stop < 0) break;
        if (start > at) text(unescaped(rest.slice(at, start)));
        if (mark === ']]>') text(rest.slice(start + 9, stop));
        else if (mark === '>' && rest[start + 1] !== '?' && rest[start + 1] !== '!') tag(rest.slice(start + 1, stop));
        at = stop + end;
      }
      rest = rest.slice(at);
      if (rest.length > longest && rest.startsWith('<')) throw new Error('a tag without an end');
    },
    finish: () => {
      if (depth !== 0 || rest.trim() !== '') throw new Error('a document without an end');
    },
  };
}

/** The end of a tag: a `>` outside of quotes. */
function tagEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '>') return at;
    if (letter !== '"' && letter !== "'") continue;
    at = text.indexOf(letter, at + 1);
    if (at < 0) return -1;
  }
  return -1;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function attribute(tag: string, from: number, wanted: string): string | undefined {
  // Nearly all tags are plain: names after one space, values in double quotes.
  const place = tag.includes("'") ? -1 : tag.indexOf(` ${wanted}="`, from);
  if (place >= 0) {
    const start = place + wanted.length + 3;
    return unescaped(tag.slice(start, tag.indexOf('"', start)));
  }
  const pattern = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
  pattern.lastIndex = from;
  for (let match = pattern.exec(tag); match !== null; match = pattern.exec(tag)) {
    if (local(match[1] ?? '') === wanted) return unescaped(match[2] ?? match[3] ?? '');
  }
  return undefined;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
    if (name !== undefined) return entities[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

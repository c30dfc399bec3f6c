/** The text format of server-sent events, as browsers read it. */

export interface StreamEvent {
  /** `message` where the stream does not say. */
  readonly type: string;
  readonly data: string;
}

export interface StreamParser {
  readonly push: (text: string) => readonly StreamEvent[];
  /** The last id that the stream gave, which a reader gives back to go on after it. */
  readonly lastId: () => string;
  /** Milliseconds that the stream wants to be left alone for before it is called again; undefined where it does not say. */
  readonly retry: () => number | undefined;
}

/** An event of more characters is none. */
const longest = 16_777_216;

export class EventTooLong extends Error {}

export function eventStreamParser(lastId = ''): StreamParser {
  let [rest, began] = ['', false];
  let [id, type, given] = [lastId, '', lastId];
  let retry: number | undefined;
  let data: string[] = [];
  let size = 0;

  const field = (name: string, value: string): void => {
    if (name === 'event') type = value;
    else if (name === 'data') {
      data.push(value);
      size += value.length;
      if (size > longest) throw new EventTooLong();
    } else if (name === 'id') {
      if (!value.includes('\0')) given = value;
    } else if (name === 'retry' && /^\d{1,9}$/.test(value)) retry = Number(value);
  };
  const line = (text: string): StreamEvent | undefined => {
    if (text !== '') {
      const colon = text.indexOf(':');
      if (colon === 0) return undefined;
      if (colon < 0) field(text, '');
      else field(text.slice(0, colon), text.slice(text[colon + 1] === ' ' ? colon + 2 : colon + 1));
      return undefined;
    }
    id = given;
    const event = data.length === 0 ? undefined : { type: type === '' ? 'message' : type, data: data.join('\n') };
    [type, data, size] = ['', [], 0];
    return event;
  };

  return {
    push: (text) => {
      rest += text;
      if (!began && rest !== '') {
        began = true;
        if (rest.startsWith('\ufeff')) rest = rest.slice(1);
      }
      const events: StreamEvent[] = [];
      let start = 0;
      for (let at = nextBreak(rest, start); at >= 0; at = nextBreak(rest, start)) {
        // What may yet become a carriage return with its line feed waits.
        if (rest[at] === '\r' && at + 1 === rest.length) break;
        const event = line(rest.slice(start, at));
        if (event !== undefined) events.push(event);
        start = rest[at] === '\r' && rest[at + 1] === '\n' ? at + 2 : at + 1;
      }
      rest = rest.slice(start);
      if (rest.length > longest) throw new EventTooLong();
      return events;
    },
    lastId: () => id,
    retry: () => retry,
  };
}

function nextBreak(text: string, from: number): number {
  const breaks = /[\r\n]/g;
  breaks.lastIndex = from;
  return breaks.exec(text)?.index ?? -1;
}

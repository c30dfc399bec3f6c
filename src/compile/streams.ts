import type { EventName, FieldOrigin, FlowField } from '../data/field.ts';
import { words } from '../data/text.ts';
import type { Words } from '../data/text.ts';
import { magnitudeOfUnion } from '../logic/magnitude.ts';
import type { Stream } from '../kinds/contract.ts';
import { anyEvent } from '../kinds/shared/streams.ts';

/** The field into which rule nodes write why a row is where it is. Paths that meet pool their reasons. */
export const reasonsField = 'reasons';

export interface Clash {
  readonly field: string;
  readonly message: Words;
}

/** Several edges into one input are a union by row id: what a row then holds, and what cannot be united. */
export function unite(streams: readonly Stream[]): { stream: Stream; clashes: readonly Clash[] } | undefined {
  const [first, ...others] = streams;
  if (first === undefined) return undefined;
  if (others.length === 0) return { stream: first, clashes: [] };
  const clashes: Clash[] = [];
  const times = new Set(streams.map((stream) => stream.time));
  if (times.size > 1) {
    clashes.push({
      field: first.time ?? '',
      message: {
        en: 'These rows keep their time in different fields. Bring them together with a merge node first',
        zh: '这些数据的时间字段不同，请先用合并节点汇到一起',
      },
    });
  }
  const names = new Set(streams.flatMap((stream) => stream.fields.map((field) => field.name)));
  const fields = [...names].map((name) => uniteField(name, streams, clashes));
  return {
    stream: {
      fields,
      event: streams.every((stream) => sameEvent(stream.event, first.event)) ? first.event : anyEvent,
      time: times.size === 1 ? first.time : undefined,
      id: streams.every((stream) => stream.id === first.id) ? first.id : undefined,
      bases: [...new Set(streams.flatMap((stream) => stream.bases))],
    },
    clashes,
  };
}

function uniteField(name: string, streams: readonly Stream[], clashes: Clash[]): FlowField {
  const found = streams.flatMap((stream) => {
    const field = stream.fields.find((each) => each.name === name);
    return field === undefined ? [] : [{ stream, field }];
  });
  const [first] = found;
  if (first === undefined) throw new Error(`no stream has the field ${name}`);
  const other = found.find(({ field }) => field.type !== first.field.type);
  if (other !== undefined) clashes.push({ field: name, message: typeClash(name, first.field, other.field) });
  const rival = found.find(
    ({ stream, field }) => name !== reasonsField && shareBase(stream, first.stream) && !sameOrigins(field.origins, first.field.origins),
  );
  if (rival !== undefined) clashes.push({ field: name, message: pathClash(name) });
  return {
    ...first.field,
    origins: uniqueOrigins(found.flatMap(({ field }) => field.origins)),
    optional: found.length < streams.length || found.some(({ field }) => field.optional),
    required: found.length === streams.length && found.every(({ field }) => field.required === true) ? true : undefined,
    tainted: found.some(({ field }) => field.tainted),
    magnitude: magnitudeOfUnion(found.map(({ field }) => field)),
    roles: [...new Set(found.flatMap(({ field }) => field.roles ?? []))],
  };
}

function typeClash(name: string, one: FlowField, other: FlowField): Words {
  return {
    en: `“${name}” is ${one.type} on one path and ${other.type} on another. Give it one type, or rename it on one path`,
    zh: `“${name}” 在两条路径上的类型不同（${one.type} 与 ${other.type}）。请统一类型，或在其中一条路径上改名`,
  };
}

function pathClash(name: string): Words {
  return words((lang) =>
    lang === 'zh'
      ? `同一行经两条路径到达这里，“${name}” 在两条路径上算法不同。请在其中一条路径上改名`
      : `The same row arrives here by two paths that compute “${name}” differently. Rename it on one of them`,
  );
}

const shareBase = (one: Stream, other: Stream): boolean => one.bases.some((base) => other.bases.includes(base));

const originKey = (origin: FieldOrigin): string => `${origin.node}\0${origin.field}`;

function sameOrigins(one: readonly FieldOrigin[], other: readonly FieldOrigin[]): boolean {
  const keys = new Set(one.map(originKey));
  return one.length === other.length && other.every((origin) => keys.has(originKey(origin)));
}

function uniqueOrigins(origins: readonly FieldOrigin[]): readonly FieldOrigin[] {
  return [...new Map(origins.map((origin) => [originKey(origin), origin])).values()];
}

function sameEvent(one: EventName, other: EventName): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

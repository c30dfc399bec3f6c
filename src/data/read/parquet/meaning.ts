import type { LogicalType, SchemaElement } from 'hyparquet';
import type { Field } from '../../field.ts';
import { printTime } from '../../time.ts';
import { momentOf, zoneNamed } from '../../zones.ts';
import { decodeStrictly } from '../text-bytes.ts';
import { inForm } from '../form.ts';
import type { Form } from '../form.ts';
import { listOf } from '../values.ts';
import type { Raw } from './encodings.ts';

/** Bytes that are no text. */
export const noText = Symbol('no text');

/** What the file means by its columns' bytes. */
type Meaning =
  | { readonly is: 'number' | 'boolean' | 'text' | 'float16' | 'uuid' | 'bytes' }
  | { readonly is: 'unsigned'; readonly bits: 32 | 64 }
  | { readonly is: 'decimal'; readonly scale: number }
  | { readonly is: 'date' | 'int96' }
  /** How many of them are a millisecond; and whether they are of a clock on some wall. */
  | { readonly is: 'clock' | 'moment'; readonly perMs: bigint; readonly local: boolean };

const units = { MILLIS: 1n, MICROS: 1000n, NANOS: 1_000_000n } as const;

function meaningOf({ type, converted_type: converted, logical_type: logical, scale }: SchemaElement): Meaning {
  const timed = (is: 'clock' | 'moment', unit: keyof typeof units, local: boolean): Meaning => ({ is, perMs: units[unit], local });
  const known = logical === undefined ? undefined : byLogical(logical, timed);
  if (known !== undefined) return known;
  switch (converted) {
    case 'DECIMAL':
      return { is: 'decimal', scale: scale ?? 0 };
    case 'DATE':
      return { is: 'date' };
    case 'TIME_MILLIS':
      return timed('clock', 'MILLIS', false);
    case 'TIME_MICROS':
      return timed('clock', 'MICROS', false);
    case 'TIMESTAMP_MILLIS':
      return timed('moment', 'MILLIS', false);
    case 'TIMESTAMP_MICROS':
      return timed('moment', 'MICROS', false);
    case 'UINT_32':
      return { is: 'unsigned', bits: 32 };
    case 'UINT_64':
      return { is: 'unsigned', bits: 64 };
    case 'BSON':
    case 'INTERVAL':
      return { is: 'bytes' };
    default:
      return { is: type === 'BOOLEAN' ? 'boolean' : type === 'INT96' ? 'int96' : type === 'BYTE_ARRAY' || type === 'FIXED_LEN_BYTE_ARRAY' ? 'text' : 'number' };
  }
}

function byLogical(logical: LogicalType, timed: (is: 'clock' | 'moment', unit: keyof typeof units, local: boolean) => Meaning): Meaning | undefined {
  switch (logical.type) {
    case 'DECIMAL':
      return { is: 'decimal', scale: logical.scale };
    case 'DATE':
      return { is: 'date' };
    case 'TIME':
      return timed('clock', logical.unit, false);
    case 'TIMESTAMP':
      return timed('moment', logical.unit, !logical.isAdjustedToUTC);
    case 'INTEGER':
      return logical.isSigned || logical.bitWidth < 32 ? undefined : { is: 'unsigned', bits: logical.bitWidth === 64 ? 64 : 32 };
    case 'UUID':
      return { is: 'uuid' };
    case 'FLOAT16':
      return { is: 'float16' };
    case 'BSON':
    case 'INTERVAL':
    case 'GEOMETRY':
    case 'GEOGRAPHY':
      return { is: 'bytes' };
    default:
      return undefined;
  }
}

/** The type of field that the values of a column are of themselves; times as texts. */
export function naturalType(element: SchemaElement): 'number' | 'boolean' | 'text' {
  const { is } = meaningOf(element);
  return is === 'boolean' ? 'boolean' : is === 'number' || is === 'unsigned' || is === 'decimal' || is === 'float16' ? 'number' : 'text';
}

/**
 * Values as JSON has them. Whole numbers, decimals and times become texts, to the last digit, where the field is a text;
 * a time is nothing else but that for a field of any other type. Texts may be written in the form that the field has.
 */
export function converter(element: SchemaElement, field: Field, form: Form | undefined): (raw: Raw) => unknown {
  const meaning = meaningOf(element);
  const asText = field.type === 'text';
  const asTime = field.type === 'time';
  const zone = form?.type === 'time' && form.zone !== undefined ? zoneNamed(form.zone) : undefined;
  const printed = (ms: number): string => (Math.abs(ms) <= 8.64e15 ? printTime(ms) : String(ms));
  const time = (ms: number): unknown => (asTime ? ms : printed(ms));
  // By the clock on some wall: its zone is for the form to say.
  const wallTime = (ms: number): unknown => (asTime ? (zone === undefined ? ms : momentOf(zone, ms)) : printed(ms).replace(/Z$/, ''));
  const integer = (raw: number | bigint): unknown => {
    if (asText) return String(raw);
    return asTime && form !== undefined ? (inForm(form, String(raw)) ?? String(raw)) : Number(raw);
  };
  switch (meaning.is) {
    case 'boolean':
      return (raw) => raw === true;
    case 'number':
      return (raw) => (element.type === 'INT32' || element.type === 'INT64' ? integer(wholeOf(raw)) : Number(raw));
    case 'unsigned':
      return (raw) => integer(BigInt.asUintN(meaning.bits, BigInt(wholeOf(raw))));
    case 'decimal':
      return (raw) => decimal(raw instanceof Uint8Array ? signed(raw) : BigInt(wholeOf(raw)), meaning.scale, asText);
    case 'date':
      return (raw) => (asTime ? wallTime(Number(wholeOf(raw)) * 86_400_000) : printed(Number(wholeOf(raw)) * 86_400_000).replace(/T.*$/, ''));
    case 'moment': {
      const given = meaning.local ? wallTime : time;
      return (raw) => given(floored(BigInt(wholeOf(raw)), meaning.perMs));
    }
    case 'int96':
      return (raw) => time(raw instanceof Uint8Array ? int96(raw) : NaN);
    case 'clock':
      return (raw) => clock(BigInt(wholeOf(raw)) * (1_000_000n / meaning.perMs));
    case 'float16':
      return (raw) => (raw instanceof Uint8Array ? float16(raw) : NaN);
    case 'uuid':
      return (raw) => (raw instanceof Uint8Array ? uuid(raw) : noText);
    case 'bytes':
      return () => noText;
    case 'text':
      return (raw) => textFor(field, form, raw);
  }
}

const wholeOf = (raw: Raw): number | bigint => (typeof raw === 'bigint' || typeof raw === 'number' ? raw : 0);

function textFor(field: Field, form: Form | undefined, raw: Raw): unknown {
  const text = raw instanceof Uint8Array ? decodeStrictly(raw) : undefined;
  if (text === undefined) return noText;
  if (field.type === 'list') return listOf(text) ?? text;
  return form === undefined ? text : (inForm(form, text) ?? text);
}

/** The nearest double: a quotient of two exact ones, or else by the digits. */
function decimal(unscaled: bigint, scale: number, asText: boolean): unknown {
  if (asText) return digits(unscaled, scale);
  if (scale <= 22 && unscaled <= 9_007_199_254_740_991n && unscaled >= -9_007_199_254_740_991n) return Number(unscaled) / 10 ** scale;
  return Number(`${unscaled}e${-scale}`);
}

function digits(unscaled: bigint, scale: number): string {
  if (scale <= 0) return String(unscaled * 10n ** BigInt(Math.min(-scale, 100)));
  const size = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  return `${unscaled < 0n ? '-' : ''}${size.slice(0, -scale)}.${size.slice(-scale)}`;
}

/** Two's complement, the highest byte first. */
function signed(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  return BigInt.asIntN(bytes.length * 8, value);
}

/** Digits beyond the millisecond are cut off, as in texts. */
function floored(value: bigint, per: bigint): number {
  const quotient = value / per;
  return Number(value < 0n && quotient * per !== value ? quotient - 1n : quotient);
}

/** Nanoseconds of a day, and the day by Julian count. */
function int96(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (view.getInt32(8, true) - 2_440_588) * 86_400_000 + floored(view.getBigInt64(0, true), 1_000_000n);
}

/** `08:30:00`, with the digits after the second that it has. */
function clock(nanos: bigint): string {
  const seconds = Number(nanos / 1_000_000_000n);
  const two = (part: number): string => String(Math.floor(part)).padStart(2, '0');
  const fraction = String(nanos % 1_000_000_000n).padStart(9, '0').replace(/0+$/, '');
  return `${two(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}${fraction === '' ? '' : `.${fraction}`}`;
}

function uuid(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function float16(bytes: Uint8Array): number {
  const bits = (bytes[0] ?? 0) + (bytes[1] ?? 0) * 256;
  const sign = bits >> 15 === 1 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

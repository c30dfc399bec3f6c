import type { Lang } from '../../data/text.ts';
import type { AlertSeverity, StreamRef } from '../../plan/plan.ts';
import type { Card, Group, Note, Wire } from '../canvas/canvas-store.ts';
import { courseOf } from '../canvas/course.ts';
import { boundsOf, grown } from '../canvas/geometry/bounds.ts';
import { breakLines } from '../canvas/geometry/lines.ts';
import type { Measure, TextStyle } from '../canvas/geometry/measure.ts';
import { compact, exact } from '../canvas/figures.ts';
import { bundlePath, pointAt, threadsOf, threadWidth } from '../canvas/geometry/curve.ts';
import { isQuiet } from '../canvas/faces.ts';
import { boxAround } from '../canvas/geometry/group-box.ts';

/** A graph as a picture: SVG in the looks of the canvas, of nothing but shapes and words. */

export interface Scene {
  readonly cards: ReadonlyMap<string, Card>;
  readonly notes: ReadonlyMap<string, Note>;
  readonly wires: readonly Wire[];
  readonly groups: readonly Group[];
  /** How many rows a run gave to a stream; none where the picture is to say nothing of a run. */
  readonly countOf?: ((stream: StreamRef | undefined) => number | undefined) | undefined;
}

export interface Pen {
  /** The colour of a token. */
  readonly colour: (token: string) => string;
  readonly icon: (kind: string) => string;
  readonly measure: Measure;
  /** The words of the page's language. */
  readonly lang: Lang;
}

const margin = 40;
const fonts = "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', sans-serif";

export interface Drawn {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

export function drawGraph(scene: Scene, title: string, pen: Pen): Drawn {
  const { cards, notes, wires, groups, countOf = () => undefined } = scene;
  const stitches = groups.flatMap((group) => {
    const box = boxAround(group.nodes.flatMap((id) => cards.get(id) ?? []));
    return box === undefined ? [] : [{ name: group.name, ...box }];
  });
  const box = grown(boundsOf([...cards.values(), ...notes.values(), ...stitches]) ?? { x: 0, y: 0, width: 200, height: 100 }, margin);
  const { colour } = pen;
  const parts = [
    `<title>${escaped(title)}</title>`,
    `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" fill="${colour('canvas')}"/>`,
    ...stitches.map(({ name, x, y, width, height }) =>
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10" fill="none" stroke="${colour('control')}" stroke-width="1.2" stroke-dasharray="7 4.5"/>${words(name, x + 14, y + 18, { size: 11.5, weight: 560, fill: colour('ink-2') })}`),
    ...[...notes.values()].map((note) => drawNote(note, pen)),
    ...wires.map((wire) => drawBundle(wire, cards, countOf(wire.stream), pen)),
    ...[...cards.values()].map((card) => drawCard(card, countOf, pen)),
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" lang="${pen.lang}" width="${box.width}" height="${box.height}" viewBox="${box.x} ${box.y} ${box.width} ${box.height}" font-family="${escaped(fonts)}">${parts.join('')}</svg>\n`;
  return { svg, width: box.width, height: box.height };
}

function drawBundle(wire: Wire, cards: Scene['cards'], count: number | undefined, { colour, lang }: Pen): string {
  const curve = courseOf(cards, wire);
  if (curve === undefined) return '';
  const manner = count === 0 ? `stroke="${colour('thread-rest')}" stroke-dasharray="5 4"` : `stroke="${colour('thread')}"`;
  const path = `<path d="${bundlePath(curve, threadsOf(count ?? 1))}" fill="none" ${manner} stroke-width="${threadWidth}"/>`;
  if (count === undefined) return path;
  const { x, y } = pointAt(curve, wire.label);
  const halo = ` text-anchor="middle" stroke="${colour('canvas')}" stroke-width="7" stroke-linejoin="round" paint-order="stroke"`;
  return path + words(compact(count, lang), Math.round(x), y + 3.7, { size: 10.5, weight: 560, fill: colour('ink-2') }, halo);
}

const left = 11;
const lines = { head: 7, afterSay: 8, row: 23 } as const;

function drawCard(card: Card, countOf: NonNullable<Scene['countOf']>, { colour, icon, measure, lang }: Pen): string {
  const { x, y, width, height, face, layout } = card;
  const family = colour(face.family ?? 'ink-3');
  const bad = face.badge === 'error';
  const baseline = (top: number, line: number): number => y + top + line * 0.74;
  const saysTop = lines.head + measure.line.name;
  const stripTop = saysTop + layout.says.length * measure.line.say + lines.afterSay;
  const parts = [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="7" fill="${colour('card')}" stroke="${bad ? colour('bad') : colour('line-strong')}" stroke-width="${bad ? 1.5 : 1}"/>`,
    `<path d="M${x + 3} ${y}h-0a7 7 0 0 0-3 5.700v${height - 11.4}a7 7 0 0 0 3 5.700z" fill="${family}"/>`,
    `<g transform="translate(${x + left} ${y + lines.head + (measure.line.name - 16) / 2})" fill="none" stroke="${family}" color="${family}" stroke-width="1.3" stroke-linecap="round" stroke-linejoin="round">${icon(face.kind)}</g>`,
    words(layout.name, x + left + 23, baseline(lines.head, measure.line.name), { size: 13.5, weight: 640, fill: colour('ink') }, asWide(layout.name, 'name', measure)),
    ...layout.says.map((line, at) => words(line, x + left + (at === 0 && face.severity !== undefined ? 16 : 0), baseline(saysTop + at * measure.line.say, measure.line.say), { size: 12, weight: 440, fill: colour('ink-2') }, asWide(line, 'say', measure))),
    face.severity === undefined ? '' : severity(face.severity, x + left, y + saysTop + (measure.line.say - 11) / 2, colour),
    layout.strip.length === 0 ? '' : `<rect x="${x + 3}" y="${y + stripTop}" width="${width - 4}" height="${layout.strip.length * measure.line.say + 12}" fill="${colour(bad ? 'bad-tint' : 'warn-tint')}"/>`,
    ...layout.strip.map((line, at) => words(line, x + left, baseline(stripTop + 6 + at * measure.line.say, measure.line.say), { size: 12, weight: 440, fill: colour(bad ? 'bad' : 'ink') }, asWide(line, 'say', measure))),
    ...layout.outputs.map(({ id, top, label }) => {
      const output = face.outputs.find((each) => each.id === id);
      const [count, line] = [countOf(output?.stream), baseline(top + 1, lines.row - 1)];
      const type = isQuiet(output) ? { size: 12, weight: 440, fill: colour('ink-3') } : { size: 12, weight: 640, fill: colour('ink') };
      return [
        `<path d="M${x + 3} ${y + top + 0.5}H${x + width}" stroke="${colour('line')}"/>`,
        words(label, x + left, line, { size: 12, weight: 440, fill: colour('ink-2') }),
        count === undefined ? '' : words(exact(count, lang), x + width - 12, line, type, ' text-anchor="end"'),
      ].join('');
    }),
    ...layout.inputs.map((port) => ring(x, y + port.y, colour('ink-3'), colour('card'))),
    ...layout.outputs.flatMap((port) => (port.eyelet ? [ring(x + width, y + port.y, face.outputs.find(({ id }) => id === port.id)?.leads === true ? family : colour('line-strong'), colour('card'))] : [])),
  ];
  return `<g>${parts.join('')}</g>`;
}

const ring = (x: number, y: number, stroke: string, fill: string): string => `<circle cx="${x}" cy="${y}" r="4.5" fill="${fill}" stroke="${stroke}" stroke-width="2"/>`;

const lit: Readonly<Record<AlertSeverity, number>> = { low: 0, medium: 1, high: 2, critical: 3 };

const severity = (of: AlertSeverity, x: number, y: number, colour: Pen['colour']): string =>
  [0, 1, 2].map((thread) => `<rect x="${x + thread * 4}" y="${y + 0.5}" width="2.5" height="10" rx="0.6" fill="${thread < lit[of] ? colour(`sev-${of}`) : colour('line-strong')}"/>`).join('');

function drawNote({ x, y, width, height, text }: Note, { colour, measure }: Pen): string {
  const room = width - 24;
  const most = Math.max(1, Math.floor((height - 20) / 18));
  const said = text.split('\n').flatMap((line) => breakLines(line, room, most, (part) => measure.width(part, 'say') * 1.04)).slice(0, most);
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="3" fill="${colour('note')}" stroke="${colour('note-line')}"/>${said.map((line, at) => words(line, x + 12, y + 10 + at * 18 + 13, { size: 12.5, weight: 440, fill: colour('note-ink') }, asWide(line, 'say', measure, 1.04))).join('')}`;
}

interface Type {
  readonly size: number;
  readonly weight: number;
  readonly fill: string;
}

/** Where the picture is looked at there may be other fonts: a line is drawn as wide as it was measured. */
function asWide(text: string, style: TextStyle, measure: Measure, scale = 1): string {
  const width = measure.width(text, style) * scale;
  return width > 0 ? ` textLength="${Math.round(width * 10) / 10}" lengthAdjust="spacingAndGlyphs"` : '';
}

const words = (text: string, x: number, y: number, { size, weight, fill }: Type, more = ''): string =>
  `<text x="${x}" y="${Math.round(y * 10) / 10}" font-size="${size}" font-weight="${weight}" fill="${fill}"${more} xml:space="preserve">${escaped(text)}</text>`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** What XML cannot hold at all is left out. */
// eslint-disable-next-line no-control-regex
const escaped = (text: string): string => text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replaceAll(/[&<>"']/g, (char) => entities[char] ?? char);

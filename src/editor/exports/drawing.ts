import type { AlertSeverity } from '../../plan/plan.ts';
import type { Card, Group, Note, Wire } from '../canvas/canvas-store.ts';
import { courseOf } from '../canvas/course.ts';
import { boundsOf, grown } from '../canvas/geometry/bounds.ts';
import { breakLines } from '../canvas/geometry/lines.ts';
import type { Measure } from '../canvas/geometry/measure.ts';
import { strokePath } from '../canvas/geometry/curve.ts';
import { boxAround } from '../canvas/geometry/group-box.ts';

/** A graph as a picture: SVG in the looks of the canvas, of nothing but shapes and words. */


export interface Scene {
  readonly cards: ReadonlyMap<string, Card>;
  readonly notes: ReadonlyMap<string, Note>;
  readonly wires: readonly Wire[];
  readonly groups: readonly Group[];
}

export interface Pen {
  /** The colour of a token. */
  readonly colour: (token: string) => string;
  readonly icon: (kind: string) => string;
  readonly measure: Measure;
  /** The words of the page's language. */
  readonly lang: string;
}

const margin = 40;
const fonts = "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', sans-serif";

export interface Drawn {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

export function drawGraph(scene: Scene, title: string, pen: Pen): Drawn {
  const { cards, notes, wires, groups } = scene;
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
    ...wires.flatMap((wire) => {
      const curve = courseOf(cards, wire);
      return curve === undefined ? [] : [`<path d="${strokePath(curve)}" fill="none" stroke="${colour('thread')}" stroke-width="1.25"/>`];
    }),
    ...[...cards.values()].map((card) => drawCard(card, pen)),
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" lang="${pen.lang}" width="${box.width}" height="${box.height}" viewBox="${box.x} ${box.y} ${box.width} ${box.height}" font-family="${escaped(fonts)}">${parts.join('')}</svg>\n`;
  return { svg, width: box.width, height: box.height };
}

const left = 11;
const lines = { head: 7, afterSay: 8, row: 23 } as const;

function drawCard(card: Card, { colour, icon, measure }: Pen): string {
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
    words(layout.name, x + left + 23, baseline(lines.head, measure.line.name), { size: 13.5, weight: 640, fill: colour('ink') }),
    ...layout.says.map((line, at) => words(line, x + left + (at === 0 && face.severity !== undefined ? 16 : 0), baseline(saysTop + at * measure.line.say, measure.line.say), { size: 12, weight: 440, fill: colour('ink-2') })),
    face.severity === undefined ? '' : severity(face.severity, x + left, y + saysTop + (measure.line.say - 11) / 2, colour),
    layout.strip.length === 0 ? '' : `<rect x="${x + 3}" y="${y + stripTop}" width="${width - 4}" height="${layout.strip.length * measure.line.say + 12}" fill="${colour('bad-tint')}"/>`,
    ...layout.strip.map((line, at) => words(line, x + left, baseline(stripTop + 6 + at * measure.line.say, measure.line.say), { size: 12, weight: 440, fill: colour('bad') })),
    ...layout.outputs.map(({ top, label }) =>
      `<path d="M${x + 3} ${y + top + 0.5}H${x + width}" stroke="${colour('line')}"/>${words(label, x + left, baseline(top + 1, lines.row - 1), { size: 12, weight: 440, fill: colour('ink-2') })}`),
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
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="3" fill="${colour('note')}" stroke="${colour('note-line')}"/>${said.map((line, at) => words(line, x + 12, y + 10 + at * 18 + 13, { size: 12.5, weight: 440, fill: colour('note-ink') })).join('')}`;
}

interface Type {
  readonly size: number;
  readonly weight: number;
  readonly fill: string;
}

const words = (text: string, x: number, y: number, { size, weight, fill }: Type): string =>
  `<text x="${x}" y="${Math.round(y * 10) / 10}" font-size="${size}" font-weight="${weight}" fill="${fill}" xml:space="preserve">${escaped(text)}</text>`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** What XML cannot hold at all is left out. */
// eslint-disable-next-line no-control-regex
const escaped = (text: string): string => text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replaceAll(/[&<>"']/g, (char) => entities[char] ?? char);

import type { Face, FaceOutput } from '../faces.ts';
import { breakLines, ellipsis } from './lines.ts';
import type { Measure } from './measure.ts';

/** Where everything on a card is, in pixels from its upper left corner. Known before it is drawn. */
export interface CardLayout {
  readonly width: number;
  readonly height: number;
  /** Cut short where it does not fit: clipping would cost a browser more than all else on the card. */
  readonly name: string;
  readonly says: readonly string[];
  /** What is wrong, or what it asks for, under the sentence. */
  readonly strip: readonly string[];
  readonly inputs: readonly Eyelet[];
  readonly outputs: readonly Row[];
}

export interface Eyelet {
  readonly id: string;
  /** The middle of it. */
  readonly y: number;
}

/** One row for each output; an outcome has no eyelet. */
export interface Row extends Eyelet {
  readonly top: number;
  readonly eyelet: boolean;
  readonly label: string;
}

export const card = {
  /** Left of the text and right of it; the rail is at the left. */
  left: 11, right: 12, top: 7,
  icon: 16, afterIcon: 7, badge: 16,
  /** Between the sentence and the first row. */
  afterSay: 8,
  row: 23, count: 62, strip: 6,
  firstInput: 18, betweenInputs: 18,
  mark: 16,
} as const;

const mostLines = { says: 3, strip: 4 } as const;

/** How large a card is, and where its eyelets are. `shown` are the outputs that have a row. */
export function layOut(face: Face, shown: readonly FaceOutput[], measure: Measure): CardLayout {
  const width = widthOf(face, shown, measure);
  const room = width - card.left - card.right;
  const say = (text: string): number => measure.width(text, 'say');
  const says = breakLines(face.says, room, mostLines.says, say, face.severity === undefined ? 0 : card.mark);
  const strip = breakLines(stripOf(face), room, mostLines.strip, say);
  const head = card.top + measure.line.name + says.length * measure.line.say + card.afterSay;
  const rowsTop = head + (strip.length === 0 ? 0 : strip.length * measure.line.say + 2 * card.strip);
  const inputs = face.inputs.map(({ id }, index) => ({ id, y: card.firstInput + index * card.betweenInputs }));
  const labelRoom = room - card.count;
  const outputs = shown.map(({ id, role, label }, index) => {
    const top = rowsTop + index * card.row;
    const short = ellipsis(label, labelRoom, (text) => measure.width(text, 'port'));
    return { id, top, y: top + card.row / 2, eyelet: role !== 'outcome', label: short };
  });
  const badge = face.badge === undefined ? 0 : card.badge + card.afterIcon;
  const name = ellipsis(face.name, room - card.icon - card.afterIcon - badge, (text) => measure.width(text, 'name'));
  const least = (inputs.at(-1)?.y ?? 0) + card.betweenInputs / 2;
  return { width, height: Math.max(rowsTop + outputs.length * card.row, least), name, says, strip, inputs, outputs };
}

/** What is wrong goes before what it asks for. */
export const stripOf = (face: Face): string => (face.badge === 'error' ? face.problem : face.asks);

/** As narrow as the names allow, within bounds. */
function widthOf(face: Face, shown: readonly FaceOutput[], measure: Measure): number {
  const { least, most } = measure.card;
  const badge = face.badge === undefined ? 0 : card.badge + card.afterIcon;
  const head = card.left + card.icon + card.afterIcon + measure.width(face.name, 'name') + badge + card.right;
  const rows = shown.map(({ label }) => card.left + measure.width(label, 'port') + card.count + card.right);
  return Math.min(most, Math.max(least, Math.ceil(Math.max(head, ...rows)) + 1));
}

/** The rows that show: rows set aside are left out while there are none and nothing leads from them. */
export const shownOutputs = (face: Face, setAside: (output: FaceOutput) => boolean): readonly FaceOutput[] =>
  face.outputs.filter((output) => output.role !== 'side' || output.leads || setAside(output));

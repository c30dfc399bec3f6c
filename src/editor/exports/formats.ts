import { compile } from '../../compile/compile.ts';
import { exportLogic } from '../../compile/export.ts';
import { planJson } from '../../compile/plan-json.ts';
import { inLanguage } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import { printDocument } from '../../graph/serialise.ts';
import { createCanvasStore, follow } from '../canvas/canvas-store.ts';
import { measureFrom } from '../canvas/geometry/measure.ts';
import { kindDrawing } from '../looks/kind-icon.tsx';
import { frozenEditor } from '../versions/frozen.ts';
import { drawGraph } from './drawing.ts';
import type { Drawn, Scene } from './drawing.ts';

/** The files that a graph can leave as. */

export const formats = ['graph', 'logic', 'plan', 'svg', 'png'] as const;
export type Format = (typeof formats)[number];

const endings: Readonly<Record<Format, string>> = { graph: '.rules.json', logic: '.logic.json', plan: '.plan.json', svg: '.svg', png: '.png' };

export const fileName = ({ id }: RuleDocument, format: Format): string => `${id}${endings[format]}`;

/** `countOf` gives pictures the counts of a run. */
export async function fileOf(document: RuleDocument, format: Format, lang: Lang, countOf?: Scene['countOf']): Promise<Blob> {
  switch (format) {
    case 'graph':
      return json(printDocument(document));
    case 'logic':
      return json(`${JSON.stringify(exportLogic(compile(document)), null, 2)}\n`);
    case 'plan':
      return json(`${JSON.stringify(planJson(compile(document).plan), null, 2)}\n`);
    case 'svg':
      return new Blob([pictureOf(document, lang, countOf).svg], { type: 'image/svg+xml' });
    case 'png':
      return pngOf(pictureOf(document, lang, countOf));
  }
}

const json = (text: string): Blob => new Blob([text], { type: 'application/json' });

/** Drawn in the colours and the language of the page. */
function pictureOf(graph: RuleDocument, lang: Lang, countOf: Scene['countOf']): Drawn {
  const store = createCanvasStore();
  const measure = measureFrom(document.documentElement);
  follow(store, frozenEditor(graph, undefined), lang, measure);
  const styles = getComputedStyle(document.documentElement);
  return drawGraph({ ...store.getState(), countOf }, inLanguage(graph.name, lang), {
    colour: (token) => styles.getPropertyValue(`--${token}`).trim(),
    icon: kindDrawing,
    measure,
    lang,
  });
}

/** Twice the size, and less where a canvas could not hold it. */
async function pngOf({ svg, width, height }: Drawn): Promise<Blob> {
  const scale = Math.min(2, 8192 / Math.max(width, height));
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob === null ? reject(new Error('nothing was drawn')) : resolve(blob)), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

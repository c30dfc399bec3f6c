import type { ShapeConfig } from '../../../kinds/window/shape.ts';

/** Windows of another kind, of the length that those before had. */
export function shapeAs(shape: ShapeConfig, type: ShapeConfig['type']): ShapeConfig {
  if (shape.type === type) return shape;
  const length = shape.type === 'session' ? shape.gap : shape.size;
  switch (type) {
    case 'tumbling':
      return { type, size: length };
    case 'hopping':
      return { type, size: length, hop: halved(length) };
    case 'session':
      return { type, gap: length };
  }
}

/** A step that divides the length: one of its units, or a sixth of an hour, a quarter of a day. */
function halved(length: string): string {
  if (!length.startsWith('1') || /^\d\d/.test(length)) return `1${length.replace(/^\d+/, '')}`;
  return { '1h': '10m', '1m': '10s', '1w': '1d', '1d': '1d' }[length] ?? length;
}

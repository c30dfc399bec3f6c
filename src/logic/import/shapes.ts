/** The shapes in which exports write what JsonLogic has no operator for. */

const accumulator = { var: 'accumulator' };
const current = { var: 'current' };

export const listStep = { if: [{ '===': [accumulator, true] }, true, { in: [current, accumulator] }, true, accumulator] };
export const membersStep = { if: [{ in: [current, accumulator] }, accumulator, false] };
export const firstStep = { if: [{ '===': [accumulator, null] }, current, accumulator] };
export const countStep = { '+': [accumulator, 1] };

/** The operands of a `reduce`. */
export function asList(logic: unknown): readonly unknown[] | undefined {
  if (typeof logic !== 'object' || logic === null || !Object.hasOwn(logic, 'reduce')) return undefined;
  const operands: unknown = Reflect.get(logic, 'reduce');
  return Array.isArray(operands) ? operands : undefined;
}

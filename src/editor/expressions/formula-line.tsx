import type { ReactNode } from 'react';
import { parseFormula } from '../../logic/formula/checked.ts';
import { print } from '../../logic/formula/print.ts';
import { readExpression, toStored } from '../../logic/stored.ts';
import { StringBlank } from '../blanks/string-blank.tsx';
import type { FaceProps } from './face.ts';

/** A formula typed in place. What can't be read is marked, and dropped when the blank is left. */
export function FormulaLine({ scope, value, label, readOnly, change }: FaceProps): ReactNode {
  return (
    <StringBlank
      label={label}
      value={value === undefined ? '' : print(readExpression(value).expr)}
      readOnly={readOnly}
      code
      wide
      lines
      accepts={(typed) => parseFormula(typed, scope).expr !== undefined}
      change={(typed, coalesce) => {
        const { expr } = parseFormula(typed, scope);
        if (expr !== undefined) change(toStored(expr), coalesce);
      }}
    />
  );
}

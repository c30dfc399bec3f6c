import { IconCheck, IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { FlowField, Value } from '../../../data/field.ts';
import { fieldLabel } from '../../../data/words.ts';
import type { Expr } from '../../../logic/expr.ts';
import type { Scope } from '../../../logic/scope.ts';
import { valueOfInWords } from '../../../logic/sentence.ts';
import { cellFormat, unitOf } from '../../rows/cell-text.ts';
import { useRowsAround } from '../../sample/use-sample.ts';
import type { StreamPort } from '../../state/contract/sample.ts';
import { useWords } from '../../state/context.tsx';
import styles from './formula.module.css';
import { previewOf } from './preview.ts';
import { useZone } from '../../state/editor-context.tsx';

/** What a formula gives for some rows of the sample, as one types. */
export function PreviewRows({ at, expr, scope }: { readonly at: StreamPort; readonly expr: Expr; readonly scope: Scope }): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  const around = useRowsAround(at.side === 'in' ? at.node : undefined);
  const before = around?.answer.before;
  const preview = useMemo(() => (before === undefined ? undefined : previewOf(expr, scope, before)), [before, expr, scope]);
  if (preview === undefined) return null;
  const { fields, rows } = preview;
  const head = (field: FlowField): string => [fieldLabel(field, lang), unitOf(field, zone)].filter((part) => part !== undefined && part !== '').join(lang === 'zh' ? '，' : ', ');
  return (
    <table className={styles['preview']} aria-label={say('previewRows')}>
      <thead>
        <tr>
          {fields.map((field) => <th key={field.name} scope="col" data-type={field.type}>{head(field)}</th>)}
          <th scope="col" data-result="">{say('result')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ values, result }, index) => (
          <tr key={index}>
            {fields.map((field, column) => <Cell key={field.name} field={field} value={values[column] ?? null} />)}
            <td data-result=""><Result value={result} said={valueOfInWords(expr, result, scope, lang)} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ field, value }: { readonly field: FlowField; readonly value: Value }): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  return <td data-type={field.type}>{value === null ? <span className={styles['missing']}>{say('missing')}</span> : cellFormat(field, lang, zone)(field.type === 'number' ? short(field, value) : value)}</td>;
}

/** Computed numbers can have more digits than there is room for. */
const short = ({ decimals }: FlowField, value: Value): Value => (typeof value === 'number' && decimals === undefined ? Number(value.toPrecision(6)) : value);

function Result({ value, said }: { readonly value: Value; readonly said: string }): ReactNode {
  if (value === null) return <span className={styles['missing']}>{said}</span>;
  if (typeof value !== 'boolean') return said;
  return (
    <span className={styles['truth']} data-holds={value || undefined}>
      {value ? <IconCheck size={14} stroke={2} aria-hidden="true" /> : <IconX size={14} stroke={1.75} aria-hidden="true" />}
      {said}
    </span>
  );
}

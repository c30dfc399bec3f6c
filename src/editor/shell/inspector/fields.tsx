import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { NodeAnalysis } from '../../../compile/analyse.ts';
import type { FlowField } from '../../../data/field.ts';
import { inLanguage } from '../../../data/text.ts';
import { fieldLabel } from '../../../data/words.ts';
import { reasonsName } from '../../../plan/plan.ts';
import { useWords } from '../../state/context.tsx';
import { phrases } from '../../words.ts';
import styles from './inspector.module.css';

/** The fields that arrive at a node, by input where it has several, and those that leave it, its own ones first. */
export function FieldSections({ analysed }: { readonly analysed: NodeAnalysis }): ReactNode {
  const { lang, say } = useWords();
  const { ports, around, outputs, node } = analysed;
  const main = ports.outputs.find(({ role }) => role !== 'side' && role !== 'outcome');
  const out = main === undefined ? undefined : outputs[main.id]?.fields;
  const isSource = ports.inputs.length === 0;
  return (
    <>
      {ports.inputs.map((port) => {
        const label = ports.inputs.length === 1 ? '' : inLanguage(port.label, lang);
        return <Chips key={port.id} title={label === '' ? say('fieldsIn') : `${say('fieldsIn')}: ${label}`} fields={around.inputs[port.id]?.fields ?? []} fresh={() => false} />;
      })}
      {out === undefined ? null : (
        <Chips title={say('fieldsOut')} fields={out} fresh={(field) => !isSource && field.origins.some((origin) => origin.node === node.id)} />
      )}
    </>
  );
}

const mostShown = 12;

interface ChipsProps {
  readonly title: string;
  readonly fields: readonly FlowField[];
  readonly fresh: (field: FlowField) => boolean;
}

function Chips({ title, fields, fresh }: ChipsProps): ReactNode {
  const { lang, say } = useWords();
  const [all, setAll] = useState(false);
  // The reasons for an alert are no field of the data.
  const shown = fields.filter(({ name }) => name !== reasonsName);
  const own = shown.filter(fresh);
  const ordered = [...own, ...shown.filter((field) => !fresh(field))];
  const some = all || ordered.length <= mostShown + 1 ? ordered : ordered.slice(0, Math.max(mostShown, own.length));
  return (
    <section>
      <div className={styles['title']}>
        <h3>{title}</h3>
        <span>{shown.length === 0 ? say('noFields') : phrases.fieldCount(shown.length, own.length, lang)}</span>
      </div>
      <ul className={styles['chips']}>
        {some.map((field) => (
          <li key={field.name} title={field.name} data-new={fresh(field) || undefined}>
            {fresh(field) ? (
              <>
                <IconPlus size={13} stroke={2} aria-hidden="true" />
                <span className="unseen">{say('newField')} </span>
              </>
            ) : null}
            {fieldLabel(field, lang)}
          </li>
        ))}
        {some.length === ordered.length ? null : (
          <li className={styles['more']}>
            <button type="button" onClick={() => setAll(true)}>{phrases.more(ordered.length - some.length, lang)}</button>
          </li>
        )}
      </ul>
    </section>
  );
}

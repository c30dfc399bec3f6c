import { IconBraces, IconListDetails, IconMathFunction } from '@tabler/icons-react';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { Toggle } from '@base-ui/react/toggle';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { FieldType } from '../../data/field.ts';
import type { StoredExpression } from '../../data/schema.ts';
import type { Stream, Surroundings } from '../../kinds/contract.ts';
import { scopeOf } from '../../kinds/shared/expressions.ts';
import type { StreamPort } from '../state/contract/sample.ts';
import { useWords } from '../state/context.tsx';
import { Builder } from './builder/builder.tsx';
import styles from './expression-editor.module.css';
import type { FaceProps } from './face.ts';
import { faceFor, facesFor } from './faces.ts';
import type { Face } from './faces.ts';
import { FormulaFace } from './formula/formula-face.tsx';
import { LogicFace } from './logic/logic-face.tsx';
import { MatchLine } from './match-line.tsx';
import { useShowsProblems } from './shown.ts';
import { useMatches } from '../sample/use-sample.ts';

export interface ExpressionEditorProps {
  /** Where its rows are: for suggestions, distributions and counts. */
  readonly at: StreamPort;
  readonly stream: Stream;
  readonly around: Surroundings;
  readonly value: StoredExpression | undefined;
  /** What it must give; any type, where left open. */
  readonly expected: FieldType | undefined;
  /** True in rules and in features of them, which may not use a label. */
  readonly forRule?: boolean | undefined;
  readonly label: string;
  readonly readOnly: boolean;
  readonly change: (next: StoredExpression, coalesce?: string) => void;
}

/** An expression in the face that suits it; each face turns into the others without loss. */
export function ExpressionEditor({ at, stream, around, value, expected, forRule = false, label, readOnly, change }: ExpressionEditorProps): ReactNode {
  const scope = useMemo(() => scopeOf(stream, around), [stream, around]);
  const [face, setFace] = useState(() => faceFor(value, expected));
  // JsonLogic shows what is stored, and not what is wrong with it.
  useShowsProblems(face === 'logic' ? undefined : { scope, value, expected, forRule });
  const props: FaceProps = { at, scope, value, expected, forRule, label, readOnly, change };
  const { say } = useWords();
  const choice = <FaceChoice face={face} faces={facesFor(expected)} label={label} choose={setFace} />;
  if (face === 'builder') return <Builder {...props} end={choice} />;
  return (
    <div className={styles['other']} role="group" aria-label={label}>
      {face === 'formula' ? <FormulaFace {...props} /> : <LogicFace {...props} />}
      {expected === 'boolean' && value !== undefined ? <Matches at={at} value={value} /> : null}
      <div className={styles['choice']}>
        <span>{say(words[face])}</span>
        {choice}
      </div>
    </div>
  );
}

function Matches({ at, value }: { readonly at: StreamPort; readonly value: StoredExpression }): ReactNode {
  const asked = useMemo(() => [value], [value]);
  const known = useMatches(at, asked);
  return <MatchLine hits={known?.answer.hits[0]} rows={known?.answer.rows} stale={known?.stale === true} />;
}

const icons = { builder: IconListDetails, formula: IconMathFunction, logic: IconBraces } as const;
const words = { builder: 'asConditions', formula: 'formula', logic: 'jsonLogic' } as const;

function FaceChoice({ face, faces, label, choose }: { readonly face: Face; readonly faces: readonly Face[]; readonly label: string; readonly choose: (face: Face) => void }): ReactNode {
  const { say } = useWords();
  return (
    <ToggleGroup<Face>
      className={styles['faces']}
      aria-label={`${label}: ${say('shownAs')}`}
      value={[face]}
      onValueChange={([next]) => {
        if (next !== undefined) choose(next);
      }}
    >
      {faces.map((each) => {
        const Drawing = icons[each];
        return (
          <Toggle<Face> key={each} value={each} className={styles['face']} aria-label={say(words[each])} title={say(words[each])}>
            <Drawing size={15} stroke={1.75} aria-hidden="true" />
          </Toggle>
        );
      })}
    </ToggleGroup>
  );
}

import { useRef } from 'react';
import type { ReactNode } from 'react';
import { inLanguage } from '../../data/text.ts';
import { ChoiceBlank } from '../blanks/choice-blank.tsx';
import { NumberBlank } from '../blanks/number-blank.tsx';
import { Sentence } from '../panels/parts/sentence.tsx';
import type { ComparedTo } from '../state/contract/session.ts';
import { useWords } from '../state/context.tsx';
import { useEditor, useSession, useVersions } from '../state/editor-context.tsx';
import { comparePhrases, phrases } from '../words.ts';
import { useOtherGraphs } from './compared-to.ts';

interface Props {
  readonly to: ComparedTo | undefined;
  readonly onFile: (file: File) => void;
}

/** With what, and how many alerts a day a team can look at: a sentence to fill. */
export function Choose({ to, onFile }: Props): ReactNode {
  const { lang, say } = useWords();
  const { session } = useEditor();
  const capacity = useSession(({ comparing }) => comparing.capacity);
  const { compareBy } = session.getState();
  return (
    <Sentence
      word="compareSays"
      blanks={{
        with: <With to={to} onFile={onFile} />,
        capacity: (
          <NumberBlank
            label={say('capacityADay')}
            value={capacity}
            unit={comparePhrases.alertsUnit(capacity, lang)}
            min={0}
            decimals={0}
            placeholder="–"
            readOnly={false}
            change={(next) => compareBy({ capacity: next })}
            clear={() => compareBy({ capacity: undefined })}
          />
        ),
      }}
    />
  );
}

const [none, file] = ['none', 'file'];
const nameOf = (to: ComparedTo | undefined): string => (to === undefined ? none : to.type === 'version' ? `version ${to.number}` : to.type === 'graph' ? `graph ${to.key}` : `file ${to.name}`);

function With({ to, onFile }: Props): ReactNode {
  const { lang, say } = useWords();
  const { session } = useEditor();
  const versions = useVersions((all) => all.versions);
  const graphs = useOtherGraphs();
  const input = useRef<HTMLInputElement>(null);
  const named = [
    ...versions.toReversed().map(({ number, name }) => ({ to: { type: 'version', number } as const, label: phrases.version(number, name, lang), about: undefined })),
    ...graphs.map(({ key, name }) => ({ to: { type: 'graph', key } as const, label: inLanguage(name, lang), about: comparePhrases.graphOfBrowser(lang) })),
    ...(to?.type === 'file' ? [{ to, label: to.name, about: undefined }] : []),
  ].map((each) => ({ ...each, value: nameOf(each.to) }));
  return (
    <>
      <ChoiceBlank
        label={say('compareTo')}
        value={nameOf(to)}
        readOnly={false}
        choices={[...(to === undefined ? [{ value: none, label: say('compareNothing') }] : []), ...named, { value: file, label: say('compareFile') }]}
        change={(next) => {
          if (next === file) input.current?.click();
          else session.getState().compareBy({ to: named.find(({ value }) => value === next)?.to });
        }}
      />
      <input
        ref={input}
        type="file"
        accept=".json"
        aria-label={say('compareFile')}
        hidden
        onChange={(event) => {
          const [given] = event.currentTarget.files ?? [];
          if (given !== undefined) onFile(given);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}

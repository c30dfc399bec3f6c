import type { ReactNode } from 'react';
import { inLanguage } from '../../../data/text.ts';
import { eventWords } from '../../../data/words.ts';
import { freshId } from '../../../graph/edits/ids.ts';
import type { switchKind } from '../../../kinds/switch/kind.ts';
import { inputOf } from '../../../kinds/shared/streams.ts';
import { TextBlank } from '../../blanks/text-blank.tsx';
import { useWords } from '../../state/context.tsx';
import { panelPhrases } from '../../words.ts';
import { ConditionLine } from '../parts/condition-line.tsx';
import { Items } from '../parts/items.tsx';
import { Reason } from '../parts/reason.tsx';
import { Section } from '../parts/section.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { Shares } from '../parts/shares.tsx';
import { changedAt } from '../panel.ts';
import type { ConfigOf, PanelProps } from '../panel.ts';
import styles from '../panels.module.css';

type Config = ConfigOf<typeof switchKind>;
type Branch = Config['branches'][number];

/** Branches in the order in which they are asked. */
export function SwitchPanel({ node, config, around, ports, readOnly, change }: PanelProps<Config>): ReactNode {
  const { lang, say } = useWords();
  const stream = inputOf(around);
  const { branches } = config;
  const { one, measure } = eventWords(stream.event, lang);
  const put = (next: Branch[], coalesce?: string): void => change({ ...config, branches: next }, coalesce);
  const nameOf = ({ name, id }: Branch): string => inLanguage(name, lang) || id;
  const addBranch = (): Branch => {
    const name = panelPhrases.branchName(branches.length + 1, lang);
    return { id: freshId([...branches.map(({ id }) => id), 'rest'], `case ${branches.length + 1}`, 'case'), name };
  };
  return (
    <Section>
      <Sentence word="switchSays" blanks={{ event: `${measure}${one}` }} />
      <Items
        items={branches}
        change={put}
        nameOf={nameOf}
        readOnly={readOnly}
        ordered
        details={(branch, index) => (
          <Reason
            value={branch.reason}
            usual={panelPhrases.reasonOfBranch(inLanguage(around.name, lang), nameOf(branch), lang)}
            stream={stream}
            readOnly={readOnly}
            change={(reason, coalesce) => put(changedAt(branches, index, { reason }), coalesce)}
          />
        )}
        add={{ label: say('addBranch'), make: addBranch }}
      >
        {(branch, index) => (
          <Sentence
            word={index === 0 ? 'branchFirst' : 'branchThen'}
            inline
            blanks={{
              name: (
                <TextBlank
                  label={say('nameOfBranch')}
                  value={branch.name}
                  readOnly={readOnly}
                  change={(name, coalesce) => put(changedAt(branches, index, { name }), coalesce)}
                />
              ),
              condition: (
                <ConditionLine
                  at={{ node, port: 'in', side: 'in' }}
                  stream={stream}
                  around={around}
                  value={branch.when}
                  needed
                  label={panelPhrases.onlyRowsOf(nameOf(branch), lang)}
                  readOnly={readOnly}
                  change={(when, coalesce) => put(changedAt(branches, index, { when }), coalesce)}
                />
              ),
            }}
          />
        )}
      </Items>
      <p className={styles['aside']}>{say('switchRest')}</p>
      <Shares node={node} ports={ports} />
    </Section>
  );
}

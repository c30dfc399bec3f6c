import { Tabs } from '@base-ui/react/tabs';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import controls from '../looks/controls.module.css';
import { reviewTabs } from '../state/contract/session.ts';
import type { ReviewTab } from '../state/contract/session.ts';
import { useWords } from '../state/context.tsx';
import { useEditor } from '../state/editor-context.tsx';
import type { Word } from '../words.ts';
import styles from './review-panel.module.css';
import { StepList } from './step-list.tsx';
import { VersionList } from './version-list.tsx';

const titles = { versions: 'versions', steps: 'steps' } as const satisfies Record<ReviewTab, Word>;

/** What became of the graph: since its versions, and step by step since it was opened. Stands where the inspector does. */
export default function ReviewPanel({ tab }: { readonly tab: ReviewTab }): ReactNode {
  const { say } = useWords();
  const { session } = useEditor();
  const { showReview } = session.getState();
  return (
    <aside className={styles['panel']} data-part="review" aria-label={say('review')}>
      <Tabs.Root className={styles['tabs']} value={tab} onValueChange={(next: unknown) => showReview(reviewTabs.find((each) => each === next))}>
        <header className={styles['head']}>
          <Tabs.List className={styles['list']} activateOnFocus={false}>
            {reviewTabs.map((each) => <Tabs.Tab key={each} value={each} className={styles['tab']}>{say(titles[each])}</Tabs.Tab>)}
          </Tabs.List>
          <button type="button" className={controls['icon']} aria-label={say('close')} title={say('close')} onClick={() => showReview(undefined)}>
            <IconX size={18} stroke={1.75} aria-hidden="true" />
          </button>
        </header>
        <Tabs.Panel value="versions" className={styles['body']}><VersionList /></Tabs.Panel>
        <Tabs.Panel value="steps" className={styles['body']}><StepList /></Tabs.Panel>
      </Tabs.Root>
    </aside>
  );
}

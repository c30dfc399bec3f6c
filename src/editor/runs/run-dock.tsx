import { Tabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import type { RunView } from '../../api/runs.ts';
import type { Words } from '../../data/text.ts';
import { numberInWords } from '../../data/words.ts';
import type { Watch } from '../remote/watch.ts';
import { useWords } from '../state/context.tsx';
import { RejectedRows } from './rejected-rows.tsx';
import { RunAlerts } from './run-alerts.tsx';
import styles from './run-dock.module.css';
import { useRejected } from './use-rejected.ts';

const tabs = ['alerts', 'rejected'] as const;
export type RunTab = (typeof tabs)[number];

interface Props {
  readonly run: RunView;
  readonly watch: Watch;
  readonly tab: RunTab;
  readonly onTab: (tab: RunTab) => void;
  readonly tell: (trouble: Words | undefined) => void;
}

/** What a run has found, and what it could not take. */
export function RunDock({ run, watch, tab, onTab, tell }: Props): ReactNode {
  const { lang, say } = useWords();
  const rejected = useRejected(run);
  return (
    <Tabs.Root
      className={styles['dock']}
      render={<section aria-label={say('runFound')} />}
      value={tab}
      onValueChange={(next: unknown) => {
        const found = tabs.find((each) => each === next);
        if (found !== undefined) onTab(found);
      }}
    >
      <Tabs.List className={styles['tabs']} activateOnFocus={false}>
        <Tabs.Tab className={styles['tab']} value="alerts">{say('runAlerts')}<span>{numberInWords(run.alerts, undefined, lang)}</span></Tabs.Tab>
        <Tabs.Tab className={styles['tab']} value="rejected">{say('rejectedRows')}<span data-asks={rejected.rows.length > 0 || undefined}>{numberInWords(rejected.rows.length, undefined, lang)}{rejected.more ? '+' : ''}</span></Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel className={styles['panel']} value="alerts" tabIndex={-1}><RunAlerts watch={watch} tell={tell} /></Tabs.Panel>
      <Tabs.Panel className={styles['panel']} value="rejected" tabIndex={-1}><RejectedRows run={run} rejected={rejected} tell={tell} /></Tabs.Panel>
    </Tabs.Root>
  );
}

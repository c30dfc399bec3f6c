import type { ReactNode } from 'react';
import { zoneNamedIn } from '../../../compile/zone.ts';
import { inLanguage } from '../../../data/text.ts';
import type { alert } from '../../../kinds/alert/kind.ts';
import type { Stream } from '../../../kinds/contract.ts';
import { severityWords } from '../../../kinds/shared/severity.ts';
import { SeverityMark } from '../../looks/severity-mark.tsx';
import { useWords } from '../../state/context.tsx';
import { useDocument, useZone } from '../../state/editor-context.tsx';
import { drawingPhrases } from '../../words.ts';
import type { ConfigOf } from '../panel.ts';
import { filledIn, withLabels } from '../parts/template-text.ts';
import { Section } from '../parts/section.tsx';
import styles from './drawings.module.css';
import { RowSection } from './row-section.tsx';
import { rowInWords } from './row-words.ts';
import { useRow } from './use-row.ts';

interface Props {
  readonly node: string;
  readonly config: ConfigOf<typeof alert>;
  readonly stream: Stream;
}

/** The alert as it would read for a real row, in the language that the graph's alerts are written in. */
export function AlertPreview({ node, config, stream }: Props): ReactNode {
  const { lang, say } = useWords();
  const zone = useZone();
  const named = useDocument(({ document }) => zoneNamedIn(document));
  const written = useDocument(({ document }) => document.lang) ?? 'en';
  const shown = useRow(node, 'after', { hits: (port) => port === 'sent' });
  const fill = (text: string): string =>
    shown === undefined ? withLabels(text, stream.fields, written) : filledIn(text, shown.row, { lang: written, zone: named });
  const preview = (
    <div className={styles['preview']} lang={written === 'zh' ? 'zh-CN' : 'en'}>
      <p>
        <SeverityMark severity={config.severity} /> <span>{severityWords[config.severity][written]}</span>
      </p>
      <h4>{fill(inLanguage(config.title, written))}</h4>
      <p>{fill(inLanguage(config.message, written))}</p>
    </div>
  );
  if (shown === undefined) return <Section title={say('howItReads')}>{preview}</Section>;
  return (
    <RowSection title={drawingPhrases.forRow(rowInWords(shown.row, stream, zone, lang), lang)} shown={shown}>
      {preview}
    </RowSection>
  );
}

import { useEffect, useMemo, useState } from 'react';
import { inLanguage } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import type { RuleDocument } from '../../graph/document.ts';
import type { KeptHead, Version } from '../documents/shelf.ts';
import { shelf } from '../documents/this-browser.ts';
import { graphAskedFor, useAddress } from '../state/address.ts';
import type { ComparedTo } from '../state/contract/session.ts';
import { useWords } from '../state/context.tsx';
import { useDocument, useEditor, useSession, useVersions } from '../state/editor-context.tsx';
import { changesBetween } from '../versions/changes.ts';
import { phrases } from '../words.ts';

/** A graph to compare with: what it is called, and the example whose files it reads. */
export interface Opponent {
  readonly name: string;
  readonly document: RuleDocument;
  readonly example: string | undefined;
}

export interface ChosenOpponent {
  readonly to: ComparedTo | undefined;
  readonly opponent: Opponent | undefined;
  /** It was chosen, and is not there. */
  readonly missing: boolean;
}

/** What was chosen to compare with; else the last version that does something else than what is drawn. */
export function useOpponent(): ChosenOpponent {
  const { lang } = useWords();
  const { example } = useEditor();
  const chosen = useSession(({ comparing }) => comparing.to);
  const versions = useVersions((all) => all.versions);
  const now = useDocument(({ document }) => document);
  const to = useMemo(() => chosen ?? likeliest(versions, now, lang), [chosen, versions, now, lang]);
  const kept = useKept(to?.type === 'graph' ? to.key : undefined, lang);
  const opponent = useMemo((): Opponent | undefined => {
    if (to?.type === 'file') return { name: to.name, document: to.document, example };
    if (to?.type !== 'version') return undefined;
    const version = versions.find(({ number }) => number === to.number);
    return version === undefined ? undefined : { name: phrases.version(version.number, version.name, lang), document: version.document, example };
  }, [to, versions, example, lang]);
  const ready = useVersions(({ state }) => state !== 'reading');
  return to?.type === 'graph' ? { to, opponent: kept.opponent, missing: kept.missing } : { to, opponent, missing: to !== undefined && ready && opponent === undefined };
}

export function likeliest(versions: readonly Version[], now: RuleDocument, lang: Lang): ComparedTo | undefined {
  const other = versions.findLast(({ document }) => changesBetween(document, now, lang).lines.some(({ layout }) => !layout)) ?? versions.at(-1);
  return other === undefined ? undefined : { type: 'version', number: other.number };
}

function useKept(key: string | undefined, lang: Lang): Pick<ChosenOpponent, 'opponent' | 'missing'> {
  const [found, setFound] = useState<{ readonly key: string; readonly opponent: Opponent | undefined }>();
  useEffect(() => {
    if (key === undefined) return undefined;
    let wanted = true;
    void shelf.read(key).catch(() => undefined).then((kept) => {
      if (wanted) setFound({ key, opponent: kept === undefined ? undefined : { name: inLanguage(kept.name, lang), document: kept.document, example: kept.example } });
    });
    return () => {
      wanted = false;
    };
  }, [key, lang]);
  return found?.key === key ? { opponent: found?.opponent, missing: key !== undefined && found?.opponent === undefined } : { opponent: undefined, missing: false };
}

/** The other graphs of this browser. */
export function useOtherGraphs(): readonly KeptHead[] {
  const key = graphAskedFor(useAddress());
  const [graphs, setGraphs] = useState<readonly KeptHead[]>([]);
  useEffect(() => {
    let wanted = true;
    void shelf.list().catch(() => []).then((all) => {
      if (wanted) setGraphs(all.filter((each) => each.key !== key));
    });
    return () => {
      wanted = false;
    };
  }, [key]);
  return graphs;
}

import { closest } from '../data/closest.ts';
import type { Problem } from '../data/problem.ts';
import { words } from '../data/text.ts';
import type { RuleDocument, RuleNode } from '../graph/document.ts';
import { config as sourceConfig } from './source/config.ts';
import { output } from './output/kind.ts';
import { targetNamed } from './output/targets/registry.ts';
import { settingFaults } from './shared/setting-faults.ts';
import type { Described } from './shared/settings.ts';
import { aboutConnectors, connectorNamed } from './source/connectors/registry.ts';

/**
 * What keeps a graph from running live, where its sources and outputs name connectors and targets: a simulation needs
 * none of it, so it is asked for only where a graph is to be deployed.
 */
export const liveProblems = ({ nodes }: RuleDocument): readonly Problem[] => nodes.flatMap(problemsOf);

function problemsOf({ id, kind, config }: RuleNode): readonly Problem[] {
  if (kind === 'source') {
    const { live } = sourceConfig.safeParse(config).data ?? {};
    if (live === undefined) return [];
    const about = connectorNamed(live.connector);
    return about === undefined ? [unknownConnector(id, live.connector)] : faultsOf(about, id, live.settings, ['live', 'settings']);
  }
  if (kind === 'output') {
    const { target } = output.config.safeParse(config).data ?? {};
    const about = target === undefined ? undefined : targetNamed(target.type);
    return target === undefined || about === undefined ? [] : faultsOf(about, id, target.settings, ['target', 'settings']);
  }
  return [];
}

const faultsOf = (about: Described, node: string, settings: unknown, at: readonly string[]): readonly Problem[] =>
  settingFaults(about, settings).map(({ name, words: message }) => ({ code: 'bad-live-setting', severity: 'error', message, node, at: [...at, name] }));

function unknownConnector(node: string, name: string): Problem {
  const known = Object.keys(aboutConnectors);
  const near = closest(name, known);
  const message = words((lang) => {
    if (lang === 'zh') return `没有连接器“${name}”${near === undefined ? `，现有：${known.join('、')}` : `，是不是 ${near}？`}`;
    return `There is no connector “${name}”${near === undefined ? `; there are ${known.join(', ')}` : `: is it ${near}?`}`;
  });
  return { code: 'unknown-connector', severity: 'error', message, node, at: ['live', 'connector'] };
}

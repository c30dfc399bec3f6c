import type { Problem } from '../data/problem.ts';
import { inLanguage, words } from '../data/text.ts';
import type { Lang, Text, Words } from '../data/text.ts';
import type { z } from '../data/zod.ts';
import type { RuleEdge, RuleNode } from '../graph/document.ts';
import { issueInWords } from '../graph/issues.ts';
import type { Port } from '../kinds/contract.ts';
import type { Clash } from './streams.ts';

/** Everything that can be wrong with how nodes stand together. What is wrong inside one, its kind says. */

function error(code: string, message: Words, node?: RuleNode | string): Problem {
  return { code, severity: 'error', message, node: typeof node === 'object' ? node.id : node };
}

const named = (text: Text, lang: Lang): string => `“${inLanguage(text, lang)}”`;

function portList(ports: readonly Port[], lang: Lang): string {
  const names = ports.map((port) => `${inLanguage(port.label, lang)} (${port.id})`);
  if (names.length === 0) return lang === 'zh' ? '没有' : 'none';
  return names.join(lang === 'zh' ? '、' : ', ');
}

export const problems = {
  emptyGraph: (): Problem => ({
    code: 'empty-graph',
    severity: 'warning',
    message: { en: 'The graph is empty. Add a source to begin', zh: '图是空的。先添加一个数据源' },
  }),

  unknownKind: (node: RuleNode): Problem =>
    error(
      'unknown-kind',
      words((lang) =>
        lang === 'zh'
          ? `没有名为 “${node.kind}” 的节点类型。可能来自更新的版本；请升级，或删除此节点`
          : `There is no node kind “${node.kind}”. It may come from a newer version: update Ruleloom, or remove the node`,
      ),
      node,
    ),

  badConfig: (node: RuleNode, issue: z.core.$ZodIssue): Problem => {
    const at = issue.path.filter((key) => typeof key !== 'symbol');
    const where = at.join(' › ');
    const what = issueInWords(issue, node.config);
    return {
      ...error(
        'bad-config',
        words((lang) =>
          lang === 'zh'
            ? `设置${where === '' ? '' : `“${where}”`}${what.zh}`
            : `${where === '' ? 'The settings' : `The setting “${where}”`} ${what.en}`,
        ),
        node,
      ),
      at,
    };
  },

  noSuchInput: (node: RuleNode, edge: RuleEdge, ports: readonly Port[]): Problem =>
    error(
      'unknown-port',
      words((lang) =>
        lang === 'zh'
          ? `连线 “${edge.to}” 指向的输入不存在。可用的输入：${portList(ports, lang)}`
          : `The edge to “${edge.to}” leads to an input that is not there. Inputs: ${portList(ports, lang)}`,
      ),
      node,
    ),

  noSuchOutput: (node: RuleNode, edge: RuleEdge, from: RuleNode, ports: readonly Port[]): Problem =>
    error(
      'unknown-port',
      words((lang) =>
        lang === 'zh'
          ? `连线来自 ${named(from.name, lang)} 的 “${edge.from}”，但这个输出不存在。可用的输出：${portList(ports, lang)}`
          : `The edge from “${edge.from}” starts at an output that ${named(from.name, lang)} does not have. Outputs: ${portList(ports, lang)}`,
      ),
      node,
    ),

  outcomeLeadsNowhere: (node: RuleNode, from: RuleNode): Problem =>
    error(
      'alert-is-an-end',
      words((lang) =>
        lang === 'zh'
          ? `${named(from.name, lang)} 是终点，后面不能再接节点。请从它前面的节点连线`
          : `${named(from.name, lang)} is an end: nothing flows out of it. Connect from the node before it`,
      ),
      node,
    ),

  sideOnlyToOutput: (node: RuleNode, from: RuleNode, port: Port): Problem =>
    error(
      'side-only-to-output',
      words((lang) =>
        lang === 'zh'
          ? `${named(from.name, lang)} 的${inLanguage(port.label, lang)}数据只能连到输出节点`
          : `The ${inLanguage(port.label, lang)} rows of ${named(from.name, lang)} can only lead to an output node`,
      ),
      node,
    ),

  takesOne: (node: RuleNode, port: Port): Problem =>
    error(
      'too-many-edges',
      words((lang) =>
        lang === 'zh'
          ? `${inLanguage(port.label, lang)}只能接一条连线。请先用合并节点汇到一起`
          : `“${inLanguage(port.label, lang)}” takes one edge. Bring several streams together with a merge node first`,
      ),
      node,
    ),

  notConnected: (node: RuleNode, port: Port): Problem =>
    error(
      'not-connected',
      words((lang) =>
        lang === 'zh'
          ? `${inLanguage(port.label, lang) === '' ? '输入' : `输入 “${inLanguage(port.label, lang)}” `}没有接入数据。请从前面的节点连线过来`
          : `Nothing leads into ${inLanguage(port.label, lang) === '' ? 'it' : `“${inLanguage(port.label, lang)}”`}. Connect a node to it`,
      ),
      node,
    ),

  clash: (node: RuleNode, clash: Clash): Problem => ({ ...error('field-clash', clash.message, node), field: clash.field }),
};

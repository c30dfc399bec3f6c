import type { Compilation } from '../../compile/compile.ts';
import type { NodeAnalysis } from '../../compile/analyse.ts';
import { inLanguage } from '../../data/text.ts';
import type { Lang } from '../../data/text.ts';
import { unbroken } from '../../data/words.ts';
import { splitEnd } from '../../graph/document.ts';
import type { RuleDocument, RuleNode } from '../../graph/document.ts';
import type { Family, Port, Ports } from '../../kinds/contract.ts';
import { kindNamed } from '../../kinds/registry.ts';
import { severities } from '../../kinds/shared/severity.ts';
import type { AlertSeverity, StreamRef } from '../../plan/plan.ts';
import { fileReadBy } from '../files/named-files.ts';
import type { PortRef } from '../state/contract/rows.ts';
import { phrases } from '../words.ts';

/** What a card says, whatever the run and the pointer do. Plain values only: two faces that say the same are equal. */
export interface Face {
  readonly id: string;
  readonly kind: string;
  readonly kindTitle: string;
  readonly family: Family | undefined;
  readonly name: string;
  readonly says: string;
  /** Alerts alone have one. */
  readonly severity: AlertSeverity | undefined;
  readonly badge: 'error' | 'warning' | undefined;
  /** The first error or warning, in words. */
  readonly problem: string;
  /** What it asks a person for, in words: a file that is not here. */
  readonly asks: string;
  readonly inputs: readonly FaceInput[];
  readonly outputs: readonly FaceOutput[];
}

export interface FaceInput {
  readonly id: string;
  readonly label: string;
}

export interface FaceOutput {
  readonly id: string;
  readonly label: string;
  readonly role: NonNullable<Port['role']>;
  /** Undefined where the plan leaves the node out. */
  readonly stream: StreamRef | undefined;
  /** Whether an edge leaves here. */
  readonly leads: boolean;
  /** On the card of a collapsed group: the output of the node in it. */
  readonly of?: PortRef | undefined;
}

/** What leaves here is not what the node is there for. */
export const isQuiet = (output: Pick<FaceOutput, 'id' | 'role'> | undefined): boolean =>
  output?.role === 'rest' || output?.role === 'side' || output?.id === 'held';

export type Faces = ReadonlyMap<string, Face>;

/** The faces of all nodes. One that says the same as before stays the same object, so that its card is not drawn again. */
export function facesOf(document: RuleDocument, compilation: Compilation, lang: Lang, before?: Faces, absent?: ReadonlySet<string>): Faces {
  const leading = leadingPorts(document);
  return new Map(
    document.nodes.map((node) => {
      const face = faceOf(node, compilation, leading.get(node.id) ?? [], lang, absentOf(node, document, absent));
      const old = before?.get(node.id);
      return [node.id, old !== undefined && JSON.stringify(old) === JSON.stringify(face) ? old : face];
    }),
  );
}

function absentOf(node: RuleNode, document: RuleDocument, absent: ReadonlySet<string> | undefined): string | undefined {
  const file = absent === undefined || absent.size === 0 ? undefined : fileReadBy(node, document);
  return file !== undefined && absent?.has(file) === true ? file : undefined;
}

function faceOf(node: RuleNode, compilation: Compilation, leading: readonly string[], lang: Lang, absent: string | undefined): Face {
  const kind = kindNamed(node.kind);
  const analysed = compilation.analysis.nodes.get(node.id);
  const ports = portsOf(node, analysed);
  const problems = analysed?.problems.filter(({ severity }) => severity !== 'hint') ?? [];
  const worst = problems.find(({ severity }) => severity === 'error') ?? problems[0];
  const title = kind === undefined ? node.kind : kind.title[lang];
  return {
    id: node.id,
    kind: node.kind,
    kindTitle: title,
    family: kind?.family,
    name: inLanguage(node.name, lang) || title,
    says: unbroken(sentenceOf(analysed, lang)),
    severity: node.kind === 'alert' ? severities.find((each) => each === node.config['severity']) : undefined,
    badge: worst !== undefined && worst.severity !== 'hint' ? worst.severity : absent === undefined ? undefined : 'warning',
    problem: worst === undefined ? '' : unbroken(worst.message[lang]),
    asks: absent === undefined ? '' : unbroken(phrases.cardAsksForFile(absent, lang)),
    inputs: ports.inputs.map(({ id, label }) => ({ id, label: inLanguage(label, lang) })),
    outputs: ports.outputs.map((port, index) => ({
      id: port.id,
      label: inLanguage(port.label, lang),
      role: port.role ?? 'main',
      stream: streamOf(node, port, analysed, compilation),
      leads: leading.includes(port.id) || (index === 0 && leading.includes('')),
    })),
  };
}

function sentenceOf(analysed: NodeAnalysis | undefined, lang: Lang): string {
  return analysed?.read?.kind.describe(analysed.read.config, analysed.around, lang) ?? '';
}

/** The ports as compiled; of a node that was added a moment ago, as its kind says. */
function portsOf(node: RuleNode, analysed: NodeAnalysis | undefined): Ports {
  if (analysed !== undefined) return analysed.ports;
  const kind = kindNamed(node.kind);
  const config = kind?.config.safeParse(node.config);
  return config?.success === true && kind !== undefined ? kind.ports(config.data) : { inputs: [], outputs: [] };
}

function streamOf(node: RuleNode, port: Port, analysed: NodeAnalysis | undefined, compilation: Compilation): StreamRef | undefined {
  if (port.role === 'outcome') return analysed?.state === 'sound' ? `${node.id}.${port.id}` : undefined;
  return compilation.streams.get(node.id)?.[port.id];
}

/** The ports that edges leave from, by node; '' for the first. */
function leadingPorts({ edges }: RuleDocument): ReadonlyMap<string, readonly string[]> {
  const ports = new Map<string, string[]>();
  for (const { from } of edges) {
    const { node, port = '' } = splitEnd(from);
    const known = ports.get(node);
    if (known === undefined) ports.set(node, [port]);
    else known.push(port);
  }
  return ports;
}

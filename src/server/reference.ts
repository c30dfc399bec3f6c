import type { Json } from '../data/json.ts';
import type { Words } from '../data/text.ts';
import { schemaOf, settingsTable } from '../kinds/reference.ts';
import type { AboutTarget } from '../kinds/output/targets/about.ts';
import { aboutTargets } from '../kinds/output/targets/registry.ts';
import type { Described } from '../kinds/shared/settings.ts';
import type { AboutConnector } from '../kinds/source/connectors/about.ts';
import { aboutConnectors } from '../kinds/source/connectors/registry.ts';

/** The page of connectors and outputs as Markdown, made from what they say of themselves. */
export function connectorReference(): string {
  const sources = Object.values<AboutConnector>(aboutConnectors).map((kind) => section(kind, 'What can be had again', kind.rewinds, (settings) => ['live', { connector: kind.type, settings }]));
  const outputs = Object.values<AboutTarget>(aboutTargets).map((kind) => section(kind, 'Rows that come twice', kind.repeats, (settings) => ['target', { type: kind.type, settings }]));
  return `${[head, ...sources, outputsHead, ...outputs].join('\n\n')}\n`;
}

const head = `# Connectors and outputs

Made from \`src/kinds/source/connectors\` and \`src/kinds/output/targets\` by \`npm run docs\`; change those, not this page. A setting
without “optional” must be there. Lengths of time are written as \`90s\`, \`10m\`, \`24h\`, \`7d\`.

A graph says what it takes its events from and where it sends rows; *addresses and secrets stand in the server's
configuration*, \`ruleloom.config.json\`, as connections by name. \`\${NAME}\` there is filled in from the environment. A
graph can call nobody, and open no file, that no connection leads to.

    { "connections": { "core-banking": { "type": "http", "base": "https://api.bank.example/v2" } } }

## Sources

Whatever comes is written to the run's journal before it is acknowledged or the next is asked for, together with the
place to go on from, so that a crash neither loses nor doubles what a connector can have again. A connector is never
faster than the rules: it waits until its rows are stored. Rows go together, up to 1,000 or a tenth of a second. What goes
wrong is shown with its reason, and tried again after a second, two, four, up to a minute, or when the other side says so.
Rows that break the source's contract are rejected with their reason and can be looked at; they stop nothing.`;

const outputsHead = `## Outputs

What a live run sends on waits in its store until it has arrived: in order, one output independent of the others. What goes
wrong is tried again like above, a row that the other side never wants is set aside with its reason, and an emergency stop
holds one output back until it is let go. Simulations send nothing.`;

function section({ type, title, summary, settings, connection, example }: Described, about: string, promise: Words, inGraph: (settings: Json) => readonly [string, Json]): string {
  const [place, said] = inGraph(example.settings);
  const named = typeof example.settings['connection'] === 'string' ? example.settings['connection'] : (connection ?? '');
  return [
    `### \`${type}\` · ${title.en} · ${title.zh}`,
    summary.en,
    `${about}: ${promise.en}`,
    ...(connection === undefined ? [] : [`It needs a connection of the type \`${connection}\`.`]),
    settingsTable(schemaOf(settings)),
    ['```json', `"${place}": ${JSON.stringify(said, null, 2)}`, '```'].join('\n'),
    ...(example.connection === undefined ? [] : [`with, in \`ruleloom.config.json\`,\n\n${['```json', `"connections": { "${named}": ${JSON.stringify(example.connection, null, 2)} }`, '```'].join('\n')}`]),
  ].join('\n\n');
}

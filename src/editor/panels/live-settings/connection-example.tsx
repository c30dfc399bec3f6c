import type { ReactNode } from 'react';
import type { Described } from '../../../kinds/shared/settings.ts';
import { CodeBlock } from '../../examples/code-block.tsx';
import { useWords } from '../../state/context.tsx';

const file = 'ruleloom.config.json';

/** What to write into the server's configuration. */
export function ConnectionExample({ about, name }: { readonly about: Described; readonly name: string | undefined }): ReactNode {
  const { say } = useWords();
  const { settings, connection } = about.example;
  const usual = typeof settings['connection'] === 'string' ? settings['connection'] : (about.connection ?? '');
  return <CodeBlock title={file} label={say('connectionExample')} value={{ connections: { [name ?? usual]: connection ?? {} } }} mark="connection" />;
}

import type { RuleNode } from '../../graph/document.ts';

export const hasSample = ({ config }: RuleNode): boolean => 'sample' in config && config['sample'] !== undefined;

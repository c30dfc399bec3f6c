import type { ApiProblem } from '../../api/problem.ts';
import { RefusedByServer } from '../../api/client.ts';
import type { Words } from '../../data/text.ts';
import { glossary } from '../words.ts';

/** Why something that the server was asked for did not happen, as a person is told. */
export function troubleWords(error: unknown): Words {
  if (!(error instanceof RefusedByServer)) return glossary.serverAway;
  return error.problem?.words ?? { en: error.message, zh: error.message };
}

/** What is wrong with a graph, where the server refused it for that. */
export const graphFaults = (error: unknown): NonNullable<ApiProblem['problems']> => (error instanceof RefusedByServer ? (error.problem?.problems ?? []) : []);

export const isRefusal = (error: unknown, status: number): boolean => error instanceof RefusedByServer && error.status === status;

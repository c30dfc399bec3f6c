import { createContext, use } from 'react';
import type { FlowField } from '../../../data/field.ts';
import type { ConditionGroup } from '../../../logic/builder.ts';
import type { ExprProblem, Scope } from '../../../logic/scope.ts';
import type { StreamPort } from '../../state/contract/sample.ts';
import type { Place } from '../conditions.ts';
import type { Drag } from './use-drag.ts';

/** What each row of a builder needs of the whole. */
export interface Builder {
  readonly root: ConditionGroup;
  readonly scope: Scope;
  readonly at: StreamPort;
  readonly readOnly: boolean;
  /** True where a label may not be used. */
  readonly forRule: boolean;
  readonly fieldNamed: (name: string) => FlowField | undefined;
  /** What is wrong with the row or group itself. */
  readonly problemsAt: (place: Place) => readonly ExprProblem[];
  /** How many rows of the sample it holds for, by itself; undefined while that is not known. */
  readonly hitsAt: (place: Place) => number | undefined;
  readonly update: (next: ConditionGroup, how?: Update) => void;
  readonly drag: Drag;
  /** Puts the whole expression of a fix. */
  readonly mend: (problem: ExprProblem) => void;
}

export interface Update {
  /** Changes in a row with this name are one step. */
  readonly coalesce?: string | undefined;
  /** Where the focus goes: to the first blank of a row that is still empty, or to its first one. */
  readonly focus?: Place | undefined;
}

const Context = createContext<Builder | undefined>(undefined);
export const BuilderProvider = Context;

export function useBuilder(): Builder {
  const builder = use(Context);
  if (builder === undefined) throw new Error('Nothing here is being built: put a BuilderProvider around it.');
  return builder;
}

export const placeKey = (place: Place): string => place.join('.');

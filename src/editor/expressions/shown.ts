import { createContext, use, useLayoutEffect, useMemo, useState } from 'react';
import type { FieldType } from '../../data/field.ts';
import type { Problem } from '../../data/problem.ts';
import type { StoredExpression } from '../../data/schema.ts';
import { check } from '../../logic/check.ts';
import type { Scope } from '../../logic/scope.ts';
import { readExpression } from '../../logic/stored.ts';

/** The expressions that are open in an editor, as JSON, and the problems that it shows beside them by itself. */
export type ShownProblems = ReadonlyMap<string, ReadonlySet<string>>;

interface Desk {
  readonly shown: ShownProblems;
  /** Called anew for each change; what it gives takes it away again. */
  readonly show: (expression: string, codes: ReadonlySet<string>) => () => void;
}

const Context = createContext<Desk['show'] | undefined>(undefined);
export const ShownProblemsProvider = Context;

export function useShownProblems(): Desk {
  const [shown, setShown] = useState<ShownProblems>(new Map());
  const show = useMemo(
    (): Desk['show'] => (expression, codes) => {
      setShown((before) => new Map(before).set(expression, codes));
      return () => setShown((before) => new Map([...before].filter(([each]) => each !== expression)));
    },
    [],
  );
  return { shown, show };
}

interface Asked {
  readonly scope: Scope;
  readonly value: StoredExpression | undefined;
  readonly expected: FieldType | undefined;
  readonly forRule: boolean;
}

/** Says that the problems of an expression are shown where it stands; of undefined, that none are. */
export function useShowsProblems(asked: Asked | undefined): void {
  const show = use(Context);
  const { value, scope, expected, forRule } = asked ?? {};
  const codes = useMemo(() => {
    if (value === undefined || scope === undefined) return new Set<string>();
    const { expr, problems } = readExpression(value);
    const found = problems.length > 0 ? problems : check(expr, scope, expected, { forRule }).problems;
    return new Set(found.map(({ code }) => code));
  }, [value, scope, expected, forRule]);
  // Before it is painted: a problem is not to be seen in two places for a moment.
  useLayoutEffect(
    () => (show === undefined || value === undefined || codes.size === 0 ? undefined : show(JSON.stringify(value), codes)),
    [show, value, codes],
  );
}

/** Whether a problem of a config stands beside the very expression it is about. */
export function isShown({ code, at = [] }: Pick<Problem, 'code' | 'at'>, config: unknown, shown: ShownProblems): boolean {
  if (shown.size === 0) return false;
  let part: unknown = config;
  for (const step of at) {
    if (typeof part !== 'object' || part === null) return false;
    part = Reflect.get(part, step);
    if (shown.get(JSON.stringify(part))?.has(code) === true) return true;
  }
  return false;
}

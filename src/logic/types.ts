import type { Expr } from './expr.ts';
import { parameterOf, signatureOf } from './functions.ts';
import type { ValueType } from './functions.ts';
import type { Scope } from './scope.ts';

/** The type of an expression that has been checked: a shortcut to what `check` says. */
export function typeOf(expr: Expr, scope: Scope): ValueType | undefined {
  switch (expr.kind) {
    case 'constant':
      return expr.type === 'missing' ? undefined : expr.type === 'duration' ? 'number' : expr.type;
    case 'field':
      return scope.fields.find((field) => field.name === expr.name)?.type;
    case 'element':
      return 'text';
    case 'set':
      return scope.sets.find((set) => set.id === expr.id)?.type === 'number' ? 'numbers' : 'list';
    case 'now':
      return 'time';
    case 'raw':
      return undefined;
    case 'call': {
      const { fn, args } = expr;
      const { result } = signatureOf(fn);
      if (result === 'same') {
        for (const [index, arg] of args.entries()) {
          const type = parameterOf(fn, index, args.length)?.same === true ? typeOf(arg, scope) : undefined;
          if (type !== undefined) return type;
        }
        return undefined;
      }
      if (result !== 'sum') return result;
      const times = args.filter((arg) => typeOf(arg, scope) === 'time').length;
      return times === 0 || (fn === 'subtract' && times === 2) ? 'number' : 'time';
    }
  }
}

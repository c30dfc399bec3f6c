import type { FileJoin } from '../../lab/ledger/file-labels.ts';
import { hasRole } from '../../data/field.ts';
import type { LabelColumn, LabelJoins } from '../simulate/studies/label-joins.ts';

/** How a file of labels is likely meant; a person can say otherwise. Undefined where it has no columns, or the data no fields to join by. */
export function proposedJoin({ columns, fields, joins }: LabelJoins): FileJoin | undefined {
  const [best] = joins;
  if (best === undefined) return undefined;
  const field = fields.find(({ name }) => name === best.field);
  const others = columns.filter(({ name }) => name !== best.column);
  const says = proposedSays(others);
  // An id is of one event; a key is one from a moment on.
  const [from, to] = field === undefined || hasRole(field, 'id') ? [] : others.filter(({ isTime }) => isTime);
  return { field: best.field, column: best.column, says, from: from?.name, to: to?.name };
}

const outcomeName = /fraud|chargeback|label|target|outcome|result|verdict|status|disposition|churn|欺诈|标签|结果|结论|状态|盗刷|违约/i;
const yesText = /^(?:1|true|t|yes|y|fraud|fraudulent|confirmed|bad|positive|chargeback|是|真|欺诈|盗刷|确认|违约)$/i;

function proposedSays(columns: readonly LabelColumn[]): FileJoin['says'] {
  const likely = columns.filter(({ few, isTime, values }) => few && !isTime && values.length > 0);
  for (const { name, values } of likely.filter((column) => outcomeName.test(column.name)).concat(likely)) {
    const yes = values.find((value) => yesText.test(value.trim()));
    if (yes !== undefined) return { column: name, yes };
  }
  return undefined;
}

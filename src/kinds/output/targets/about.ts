import type { Words } from '../../../data/text.ts';
import type { Described } from '../../shared/settings.ts';
import type { TargetType } from '../kind.ts';

/** A way for rows to leave, as graphs name it; what it does stands in `src/server/outputs`. */
export interface AboutTarget<Settings = unknown> extends Described<Settings> {
  readonly type: TargetType;
  /** How it keeps a row that it is given twice, after a crash, from counting twice there; or that it can’t. */
  readonly repeats: Words;
}

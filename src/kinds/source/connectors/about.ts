import type { Words } from '../../../data/text.ts';
import type { Described } from '../../shared/settings.ts';

/** A way for events to come to a source, as graphs name it; what it does stands in `src/server/connectors`. */
export interface AboutConnector<Settings = unknown> extends Described<Settings> {
  /** What can’t be had again once it was sent here, should the server not have stored it. */
  readonly rewinds: Words;
}

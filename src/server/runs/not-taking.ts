import type { RunView } from '../../api/runs.ts';
import type { Words } from '../../data/text.ts';

/** The run is paused, or being stopped; it may be asked again. */
export class NotTaking extends Error {
  readonly state: RunView['state'];
  constructor(state: RunView['state']) {
    super(`The run is ${state}`);
    this.state = state;
  }
}

/** No answer can be given about this event at once. */
export class Undecided extends Error {
  readonly words: Words;
  readonly why: 'never' | 'forgotten' | 'not-one';
  constructor(words: Words, why: Undecided['why'] = 'never') {
    super(words.en);
    this.words = words;
    this.why = why;
  }
}

import type { RunView } from '../../api/runs.ts';

/** The run is paused, or being stopped; it may be asked again. */
export class NotTaking extends Error {
  readonly state: RunView['state'];
  constructor(state: RunView['state']) {
    super(`The run is ${state}`);
    this.state = state;
  }
}

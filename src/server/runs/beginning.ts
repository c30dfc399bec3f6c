import { Trouble } from '../connections/trouble.ts';
import { atWork } from './at-work.ts';
import type { AtWork } from './at-work.ts';
import { hostStateOf } from './host-state.ts';
import { snapshotsIn } from './snapshots.ts';
import type { Snapshot } from './snapshots.ts';
import type { RunPlan } from './take-over.ts';

export interface BeginningOptions {
  /** The folder of the run's snapshots. */
  readonly snapshots: string;
  readonly plans: (deployment: number) => RunPlan | Promise<RunPlan>;
  /** The deployment that the journal begins with. */
  readonly first: number;
  /** The journal is there from its first entry. */
  readonly whole: boolean;
}

export interface Beginning {
  /** Undefined: all of the journal is still to be told. */
  readonly before: Snapshot | undefined;
  readonly engine: AtWork;
}

/** The engine as the latest snapshot has it that can be read. What other versions of the product wrote, the journal makes up for. */
export async function beginning({ snapshots, plans, first, whole }: BeginningOptions): Promise<Beginning> {
  let unread: unknown;
  for await (const before of snapshotsIn(snapshots)) {
    const plan = await plans(hostStateOf(before).deployment);
    try {
      return { before, engine: atWork(plan, before.engine) };
    } catch (error) {
      unread = error;
    }
  }
  if (unread !== undefined && !whole) {
    throw new Trouble(
      {
        en: 'What this run kept was written by another version of Ruleloom, and its journal does not reach back to the beginning. Start it with that version, or forget the run and deploy the graph anew',
        zh: '此运行保存的内容由另一版本的 Ruleloom 写入，且日志已不完整。请用那个版本启动，或删除此运行后重新部署',
      },
      { cause: unread },
    );
  }
  return { before: undefined, engine: atWork(await plans(first), undefined) };
}

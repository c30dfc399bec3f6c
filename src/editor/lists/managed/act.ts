import { useState } from 'react';
import { troubleWords } from '../../remote/trouble.ts';
import { useWords } from '../../state/context.tsx';

/** Asks the server for something, once at a time, and says why where it would not. */
export function useAct(): { readonly busy: boolean; readonly trouble: string | undefined; readonly doing: (act: () => Promise<void>) => Promise<void> } {
  const { lang } = useWords();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  return {
    busy,
    trouble,
    doing: async (act) => {
      if (busy) return;
      setBusy(true);
      try {
        await act();
        setTrouble(undefined);
      } catch (error) {
        setTrouble(troubleWords(error)[lang]);
      } finally {
        setBusy(false);
      }
    },
  };
}

/** The store with the program's own words: the segmenter loads when the first text is cut. */
import { openStore, type Store } from './store/store.ts';
import { normaliseText } from './text/normalise.ts';
import { createSegmenter, type Segmenter } from './text/segment.ts';
import { tokenise } from './text/tokens.ts';

export interface ProgramDatabase {
  store: Store;
  /** Loads the dictionary at the first call: about a second and 258 MB. */
  segmenter: () => Segmenter;
}

/** @param path a file, created when absent, or `:memory:` */
export async function openDatabase(path: string): Promise<ProgramDatabase> {
  let loaded: Segmenter | null = null;
  const segmenter = (): Segmenter => {
    loaded ??= createSegmenter();
    return loaded;
  };
  const store = await openStore(path, { tokenise: (text) => tokenise(normaliseText(text), segmenter()) });
  return { store, segmenter };
}

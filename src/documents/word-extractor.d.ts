declare module 'word-extractor' {
  interface Extracted {
    /** The text of the body; cells of tables end with a tab. */
    getBody(options?: { filterUnicode?: boolean }): string;
  }
  export default class WordExtractor {
    extract(source: Buffer): Promise<Extracted>;
  }
}

/** What a layout makes of a document: each project's texts still word for word, nothing interpreted yet. */
import type { OfficialRole, UnitRole } from '../domain/project.ts';

/** A cell or labelled text with the word that stood over or before it. */
export interface Labelled<R> {
  role: R;
  /** The sheet's own word: 责任主体. */
  word: string;
  /** Cell text as printed: `区民政局、\n区卫健局`. */
  text: string;
}

export interface RawProject {
  /** As printed: `3`, `第3件` → `3`, `一-（一）-2`; '' when the list prints none. */
  number: string;
  title: string | null;
  goal: string;
  note: string;
  /** Stated reason of a lag; '' when none. */
  reason: string;
  units: Labelled<UnitRole>[];
  officials: Labelled<OfficialRole>[];
  /** Text of a rate column (`52%`, `0.52`, `已完成`); '' when there is none. */
  rate: string;
  /** Texts of the status and 是否达序 columns, one a line; those of several rows parted by `ROWS_APART`; '' when there is none. */
  status: string;
}

/** Between what the rows of one project print in one column, where they differ; no cell prints it. */
export const ROWS_APART = '\u001f';

export interface RawList {
  /** Printed title above the list, null when none. */
  title: string | null;
  /** Paragraphs before the first project: statements on the whole list. */
  preamble: string[];
  projects: RawProject[];
  /** Texts that may name the reported period: headers of the progress columns that were read, nearest first. */
  periodHints: string[];
  /** Left out where the document goes through its list; `some` where it names single projects of it, in any order. */
  named?: 'some';
  /** Days on which its rows were filed (更新日期), as printed; left out where nothing says them. */
  recorded?: string[];
  /** Name of the layout that read it. */
  layout: string;
}

/** One layout. It recognises by structure and header words, never by place or file name. */
export interface Layout<D> {
  readonly name: string;
  /** 0 (not mine) … 1 (surely mine). */
  recognise(document: D): number;
  /** Called only when recognised; null when it turns out to hold no projects. */
  read(document: D): RawList | null;
}

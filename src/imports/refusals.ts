/** What is said when a document holds no list of projects. */
import type { Block, Document, Table } from '../domain/document.ts';
import type { Problem } from '../domain/errors.ts';
import { cleanText } from './cells.ts';

/** What was found, and what is accepted instead. */
export function noProjects(document: Document): Problem {
  const tables = document.blocks.filter((b): b is Table => b.kind === 'table');
  const paragraphs = document.blocks.length - tables.length;
  const headers = tables
    .map(headerOf)
    .filter(Boolean)
    .slice(0, 3)
    .map((h) => `“${h}”`);
  const seen = [
    `共读到 ${tables.length} 个表格、${paragraphs} 段文字`,
    headers.length > 0 ? `表头是 ${headers.join('、')}` : opening(document.blocks),
  ];
  return {
    where: document.fileName,
    message: `没有找到民生实事项目：${seen.filter(Boolean).join('，')}，没有项目名称或任务列，也没有带“工作目标、完成情况、责任单位”等标签的条目；可以导入的有：表头含 序号、项目名称（或工作任务）、责任单位、进展情况 的表格，逐项写明目标和完成情况的文字，或“第1件：…”式的报道`,
  };
}

function headerOf(table: Table): string {
  const row =
    table.rows.find((r) => new Set(r.map((c) => c.text).filter(Boolean)).size > 1) ?? table.rows[0] ?? [];
  const texts = [...new Set(row.map((c) => cleanText(c.text).replace(/\s+/gu, '')).filter(Boolean))];
  return texts
    .slice(0, 8)
    .map((t) => t.slice(0, 12))
    .join('、');
}

function opening(blocks: readonly Block[]): string {
  const first = blocks.find((b) => b.kind === 'paragraph');
  return first ? `开头是“${cleanText(first.text).slice(0, 20)}”` : '';
}

/** Every word that the pages themselves say. Answers come worded from the question path. */
import type { ProjectStatus } from '../domain/project.ts';

export const SITE = '民生实事问答';

export const CHAT = {
  description: '用日常的话查询民生实事项目的进展、目标、责任单位和完成时间，答案注明日期与来源。',
  welcome: '想了解哪件民生实事？',
  hint: '可以问进展、目标、责任单位和完成时间。每个数字都注明日期和来源。',
  suggestions: '可以这样问',
  log: '对话',
  inputLabel: '问题',
  placeholder: '输入问题',
  send: '发送',
  fresh: '新对话',
  toProjects: '项目清单',
  offline: '网络已断开，联网后可以重试。',
  noScript: '本页面需要启用 JavaScript 才能对话。您也可以直接查看',
} as const;

export const PROJECTS = {
  title: '项目清单',
  toChat: '去提问',
  back: '返回清单',
  region: '地区',
  moreRegions: '更多地区',
  year: '年度',
  none: '这里还没有收录民生实事项目。',
  count: (count: number) => `共收录 ${count} 个项目`,
  goal: '工作目标',
  progress: '进展情况',
  reason: '情况说明',
  figures: '目标与进展对照',
  target: '目标',
  actual: '进展',
  units: '负责单位',
  milestones: '时间节点',
  source: (document: string) => `来源：《${document}》`,
  asOf: (day: string) => `截至 ${day}`,
  statedRate: '文件所载完成率',
  computedRate: '按指标折算',
  noProgress: '文件未载明进展。',
} as const;

export const STATUS_LABELS = {
  done: '已完成',
  in_progress: '推进中',
  not_started: '未启动',
  unknown: '未写明进展',
} as const satisfies Record<ProjectStatus, string>;

/** Words of approximation that stand before a figure; the others stand behind it. */
export const APPROXIMATION_BEFORE = /^(约|近|超|逾|至少|最多|不)/u;

export const ERRORS = {
  notJson: '请求的格式不对：需要 JSON，内容为 id、chatId、text。',
  id: 'id：需要 1–64 个字母、数字或 - _。',
  chatId: 'chatId：需要一个 UUID，请刷新页面后再试。',
  text: 'text：需要文字。',
  emptyText: '请输入问题。',
  longText: (most: number) => `问题太长，请控制在 ${most} 字以内。`,
  tooLarge: '内容太长，请缩短后再发。',
  tooOften: (seconds: number) => `提问太快了，请 ${seconds} 秒后再试。`,
  failed: '抱歉，刚才没有答上来，请稍后再试。',
  notFound: '没有这个页面。',
  noProject: '没有找到这个项目，可能已更名或尚未收录。',
  brokenPage: '抱歉，页面暂时打不开，请稍后再试。',
} as const;

/** Questions that any stored list can answer. */
export const QUESTIONS = {
  progress: (place: string, name: string) => `${place}${name}进展怎么样？`,
  unit: (place: string, name: string) => `${place}${name}由哪个单位负责？`,
  goal: (place: string, name: string) => `${place}${name}的目标是什么？`,
  list: (place: string, year: number) => `${place}${year}年有哪些民生实事？`,
} as const;

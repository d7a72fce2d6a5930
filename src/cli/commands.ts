/** Every command: what it is called and takes, one entry each; its file loads only when it runs. */
import type { Command } from './command.ts';

const ROLE_NAMES = 'resident、staff、leader、operator';

/** In the order of the overview. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'start',
    summary: '启动服务：网页和已配置的聊天渠道；空数据库先导入样例文件',
    operands: '',
    options: {},
    run: async (invocation) => (await import('./start.ts')).start(invocation),
  },
  {
    name: 'chat',
    summary: '在终端里问答',
    operands: '',
    options: {},
    run: async (invocation) => (await import('./chat.ts')).chat(invocation),
  },
  {
    name: 'import',
    summary: '导入进展文件（.docx .xlsx .xls .ods .csv .txt .html）',
    operands: '文件…',
    options: {
      region: { value: '地区', help: '文件没写清地区时指定，例如 济南市槐荫区' },
      year: { value: '年份', help: '文件没写清年份时指定，例如 2025' },
      'period-end': { value: '日期', help: '进展截至哪一天，例如 2025-06-30' },
      audience: { value: '范围', help: '谁能看到：public（默认）、staff 工作人员、leader 领导' },
      'dry-run': { value: null, help: '只看能读出什么，不写入数据库' },
      json: { value: null, help: '用 JSON 输出结果' },
    },
    run: async (invocation) => (await import('./import.ts')).importFiles(invocation),
  },
  {
    name: 'export',
    summary: '把库里的项目导出为 JSON',
    operands: '',
    options: { role: { value: '身份', help: `按谁能看到的导出：${ROLE_NAMES}，默认 resident` } },
    run: async (invocation) => (await import('./export.ts')).exportProjects(invocation),
  },
  {
    name: 'assess',
    summary: '按序时进度逐项判断：完成率、应达、差几个百分点、依据',
    operands: '',
    options: {
      today: { value: '日期', help: '按哪一天判断，默认今天' },
      region: { value: '地区', help: '只看一个地区' },
      role: { value: '身份', help: `按谁能看到的判断：${ROLE_NAMES}，默认 resident` },
      json: { value: null, help: '用 JSON 输出结果' },
    },
    run: async (invocation) => (await import('./assess.ts')).assessProjects(invocation),
  },
  {
    name: 'ask',
    summary: '问一个问题',
    operands: '问题',
    options: {
      region: { value: '地区', help: '没提地区时按哪里回答' },
      role: { value: '身份', help: `谁在问：${ROLE_NAMES}，默认 resident` },
      today: { value: '日期', help: '按哪一天回答，默认今天' },
      json: { value: null, help: '用 JSON 输出答案和依据' },
    },
    run: async (invocation) => (await import('./ask.ts')).ask(invocation),
  },
  {
    name: 'answer',
    summary: '批量回答一个问题文件（JSON Lines）',
    operands: '',
    options: { questions: { value: '文件', help: '每行一个 {"id","role","turns","today"}' } },
    run: async (invocation) => (await import('./answer.ts')).answer(invocation),
  },
  {
    name: 'outbox',
    summary: '看待发和未送达的消息；未送达的可以重发（resend）或丢弃（drop）',
    operands: '[list | resend 编号… | drop 编号…]',
    options: {
      all: { value: null, help: '对全部未送达的消息' },
      json: { value: null, help: '用 JSON 输出列表' },
    },
    run: async (invocation) => (await import('./outbox.ts')).outbox(invocation),
  },
  {
    name: 'backup',
    summary: '把数据库备份成一个文件，程序运行时也可以',
    operands: '文件',
    options: { force: { value: null, help: '文件已存在时覆盖它' } },
    run: async (invocation) => (await import('./backup.ts')).backup(invocation),
  },
  {
    name: 'restore',
    summary: '用备份文件替换数据库；先停止程序，原来的数据库会保留',
    operands: '文件',
    options: {},
    run: async (invocation) => (await import('./backup.ts')).restoreBackup(invocation),
  },
  {
    name: 'doctor',
    summary: '检查设置、数据库、磁盘、渠道和备份，说明怎么处理',
    operands: '',
    options: { json: { value: null, help: '用 JSON 输出结果' } },
    run: async (invocation) => (await import('./doctor.ts')).doctor(invocation),
  },
  {
    name: 'code',
    summary: '发一个绑定码，给工作人员、领导或管理员开通权限',
    operands: '',
    options: {
      role: { value: '身份', help: 'staff、leader 或 operator' },
      unit: { value: '单位', help: '所在单位，与文件写法一致，例如 区住建局' },
      official: { value: '姓名', help: '领导的姓名，与文件写法一致' },
      region: { value: '地区', help: '限定地区，要是已收录的；不写不限' },
      hours: { value: '小时', help: '多少小时内有效，默认 24' },
    },
    run: async (invocation) => (await import('./code.ts')).issueCode(invocation),
  },
  {
    name: 'bindings',
    summary: '看谁有什么权限，或解绑',
    operands: '',
    options: {
      revoke: { value: '编号', help: '解绑这个人，例如 telegram:12345' },
      json: { value: null, help: '用 JSON 输出结果' },
    },
    run: async (invocation) => (await import('./bindings.ts')).bindings(invocation),
  },
  {
    name: 'chats',
    summary: '看或设置群的听众和地区',
    operands: '[群]',
    options: {
      audience: { value: '听众', help: '群里最低是谁在看：public、staff 或 leader' },
      region: { value: '地区', help: '没说明地区的问题按哪里回答' },
      json: { value: null, help: '用 JSON 输出结果' },
    },
    run: async (invocation) => (await import('./chats.ts')).chats(invocation),
  },
  {
    name: 'audit',
    summary: '看操作记录：谁、何时、在哪里、做了什么、结果如何',
    operands: '',
    options: {
      since: { value: '日期', help: '从哪一天起，例如 2025-06-30' },
      action: { value: '操作', help: '只看一种操作，例如 import、bind、switch' },
      limit: { value: '条数', help: '最多多少条，默认 50' },
      json: { value: null, help: '用 JSON 输出结果' },
      csv: { value: null, help: '用 CSV 输出结果' },
    },
    run: async (invocation) => (await import('./audit.ts')).audit(invocation),
  },
  {
    name: 'check',
    summary: '检查设置、意图和词表',
    operands: '',
    options: {},
    run: async (invocation) => (await import('./check.ts')).check(invocation),
  },
  {
    name: 'sample',
    summary: '看一个意图能听懂哪些说法；不写意图时列出全部',
    operands: '[意图]',
    options: {},
    run: async (invocation) => (await import('./sample.ts')).sample(invocation),
  },
];

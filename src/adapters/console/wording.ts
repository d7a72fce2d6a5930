/** What the terminal itself says. */
export const CONSOLE_WORDING = {
  prompt: '问> ',
  welcome: '民生实事问答。直接输入问题，回车发送；有选项时输入序号；Ctrl-C 退出。',
} as const;

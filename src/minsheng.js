#!/usr/bin/env node
// Plain JavaScript, so that an old Node can say what is wrong instead of failing on TypeScript.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  // Compiled code is kept between starts: the program is ready almost a second sooner.
  const { enableCompileCache } = await import('node:module');
  enableCompileCache();
  await import('./cli/main.ts');
} else {
  console.error(
    `当前 Node.js 是 ${process.versions.node}，需要 22.18 以上：请用 npm start 或 npm run -s minsheng -- 命令（用随程序安装的 Node），或者安装 Node 24。`,
  );
  process.exitCode = 1;
}

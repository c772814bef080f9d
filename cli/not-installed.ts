/** What to say where a module of ours or a package cannot be loaded. In: the error. Out: one line. */
export function notInstalledMessage(error: unknown): string {
  const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error)
  return `程序没有装好：${reason}。请在程序文件夹中重新运行 npm ci。`
}

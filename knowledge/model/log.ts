/** Where a module says what an administrator should know. Messages are Simplified Chinese, one line each. */
export interface Log {
  info(message: string): void
  warn(message: string): void
}

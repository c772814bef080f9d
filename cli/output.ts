/** How a command gives its result: one line of JSON where `--json` asks for it, else text fit for a terminal. */
import { printable } from '../bot/console/printable.ts'
import type { Context } from './context.ts'

/** @param text ends in a line feed. */
export function write({ system, json }: Context, value: unknown, text: string): void {
  system.out.write(json ? `${JSON.stringify(value)}\n` : printable(text))
}

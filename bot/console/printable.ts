/**
 * Makes text from documents fit for a terminal. In: lines of output. Out: the same without characters that move the
 * cursor, change colours or turn the direction of writing: nothing a document holds may command the terminal.
 */

/** Control characters but line feed and tab, and the marks that change the direction of writing. */
const COMMANDS = /[^\P{Cc}\n\t]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

export function printable(text: string): string {
  return text.replace(COMMANDS, '�')
}

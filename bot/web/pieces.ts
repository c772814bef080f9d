/**
 * Cuts one line of a document into pieces by what they are: a unit's label and heading, the name of a field, running
 * text; and by whether the quoted span covers them. The pieces joined are exactly the line.
 */

import { type OutlineUnit, type Span, type UnitField } from '../../knowledge/model/document.ts'

/** `head`: the label and heading of a unit; `field`: the name of a field such as 责任单位, with its colon. */
export type PieceRole = 'plain' | 'head' | 'field'

export interface Piece {
  readonly text: string
  readonly role: PieceRole
  readonly quoted: boolean
}

export interface PieceContext {
  readonly unit: OutlineUnit | null
  readonly quoted: Span | null
}

/** A bracket or bullet may stand before a field's name; with more in front of it, it is part of running text. */
const FIELD_INDENT = 2

/** Cuts the line [start, end) of `text`. */
export function markPieces(text: string, line: Span, { unit, quoted }: PieceContext): Piece[] {
  const head = unit === null ? null : headOf(text, unit)
  const names = unit === null ? [] : unit.fields.flatMap(field => fieldName(text, line, field))
  const roles = [...(head === null ? [] : [{ ...head, role: 'head' as const }]), ...names]
  const edges = [line, ...roles, ...(quoted === null ? [] : [quoted])].flatMap(({ start, end }) => [
    start,
    end,
  ])
  const cuts = [...new Set(edges)].filter(at => at >= line.start && at <= line.end).sort((a, b) => a - b)
  return cuts.slice(0, -1).map((start, index) => ({
    text: text.slice(start, cuts[index + 1]),
    role: roles.find(span => covers(span, start))?.role ?? 'plain',
    quoted: quoted !== null && covers(quoted, start),
  }))
}

/** The label and, where it follows with nothing but blanks and separators between, the heading. */
function headOf(text: string, unit: OutlineUnit): Span | null {
  const own = text.slice(unit.start, unit.end)
  const lead = own.length - own.trimStart().length
  const labelEnd = lead + (own.startsWith(unit.label, lead) ? unit.label.length : 0)
  const headingEnd = unit.heading === null ? labelEnd : headingEndAfter(own, labelEnd, unit.heading)
  return headingEnd === lead ? null : { start: unit.start + lead, end: unit.start + headingEnd }
}

/** The source may spread a heading over several lines or widen it with blanks (总  则); `from` where it is not there. */
function headingEndAfter(own: string, from: number, heading: string): number {
  const letters = [...heading.replace(/\s/g, '')].map(letter => letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&'))
  if (letters.length === 0) return from
  const pattern = new RegExp(`[\\s、.．,:：]*${letters.join('\\s*')}`, 'yu')
  pattern.lastIndex = from
  return pattern.test(own) ? pattern.lastIndex : from
}

function fieldName(text: string, line: Span, field: UnitField): (Span & { role: 'field' })[] {
  if (field.start < line.start || field.start > line.end) return []
  const start = text.lastIndexOf(field.name, field.start - field.name.length)
  const isOpening = start >= line.start && start - line.start <= FIELD_INDENT
  return isOpening ? [{ start, end: field.start, role: 'field' }] : []
}

function covers({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset < end
}

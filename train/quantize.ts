/** Squeezes learned vectors into one byte per number, with one factor per row: value ≈ int8 · scale. */
import type { Vector } from './vectors.ts'

export interface QuantizedTable {
  readonly dimensions: number
  /** Row after row. */
  readonly values: Int8Array
  /** Per row; 0 for a row of zeros. */
  readonly scales: Float32Array
  /** Added to every sum: it gives texts without a known gram a direction. */
  readonly anchor: Vector
}

const LARGEST_INT8 = 127

/** A hundred-thousandth of what a single gram adds: no cosine shows it. */
const ANCHOR_LENGTH = 1e-6

/** @param rows vectors of equal length, at least one. */
export function quantize(rows: readonly Vector[]): QuantizedTable {
  const dimensions = rows[0]?.length ?? 0
  const values = new Int8Array(rows.length * dimensions)
  const scales = new Float32Array(rows.length)
  for (const [index, row] of rows.entries()) {
    const scale = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / LARGEST_INT8
    scales[index] = scale
    if (scale > 0)
      values.set(
        row.map(value => Math.round(value / scale)),
        index * dimensions,
      )
  }
  const anchor = new Float32Array(dimensions)
  anchor[0] = ANCHOR_LENGTH
  return { dimensions, values, scales, anchor }
}

/** @returns the vectors as the model will see them. */
export function dequantize(table: QuantizedTable): Vector[] {
  return Array.from(table.scales, (scale, row) =>
    Float32Array.from(
      table.values.subarray(row * table.dimensions, (row + 1) * table.dimensions),
      value => value * scale,
    ),
  )
}

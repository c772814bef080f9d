/**
 * Arithmetic on plain Float32Arrays of one length. These loops take nearly all of the training time, so they assert
 * instead of checking that an index is in range: callers pass vectors of equal length.
 */

export type Vector = Float32Array

/** @returns `count` zero vectors of `dimensions` numbers, in one block of memory. */
export function zeroVectors(count: number, dimensions: number): Vector[] {
  const block = new Float32Array(count * dimensions)
  return Array.from({ length: count }, (_, i) => block.subarray(i * dimensions, (i + 1) * dimensions))
}

export function dot(a: Vector, b: Vector): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** target += vector · factor */
export function addScaled(target: Vector, vector: Vector, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += vector[i]! * factor
}

/** target += vector */
export function add(target: Vector, vector: Vector): void {
  for (let i = 0; i < target.length; i++) target[i]! += vector[i]!
}

/** Scales the vector to length 1, a zero vector stays. @returns the length it had. */
export function normalize(vector: Vector): number {
  const length = Math.sqrt(dot(vector, vector))
  if (length > 0) for (let i = 0; i < vector.length; i++) vector[i]! /= length
  return length
}

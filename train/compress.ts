/**
 * Fewer dimensions with little loss: rotates the embedding so that the directions in which texts differ most come first,
 * and keeps those (principal components of the text vectors, about the origin because cosines are). In: a learned
 * embedding and texts like those it will meet; out: a new embedding.
 */
import { embed, gramsOf, type Embedding } from './embedding.ts'
import { gaussian, type Random } from './random.ts'
import { addScaled, dot, normalize, zeroVectors, type Vector } from './vectors.ts'

/** Orthogonal iteration: enough rounds for the kept subspace to settle; single axes within it do not matter. */
const ROUNDS = 30

export function compress(
  embedding: Embedding,
  texts: readonly string[],
  target: { dimensions: number; random: Random },
): Embedding {
  const axes = principalAxes(secondMoments(embedding, texts), target)
  return {
    grams: embedding.grams,
    dimensions: target.dimensions,
    rows: embedding.rows.map(row => Float32Array.from(axes, axis => dot(axis, row))),
  }
}

function secondMoments(embedding: Embedding, texts: readonly string[]): Vector[] {
  const moments = zeroVectors(embedding.dimensions, embedding.dimensions)
  for (const text of texts) {
    const { vector } = embed(gramsOf(text, embedding.grams), embedding)
    for (const [i, moment] of moments.entries()) addScaled(moment, vector, vector[i]! / texts.length)
  }
  return moments
}

function principalAxes(moments: readonly Vector[], target: { dimensions: number; random: Random }): Vector[] {
  let axes = zeroVectors(target.dimensions, moments.length)
  for (const axis of axes) axis.forEach((_, i) => (axis[i] = gaussian(target.random)))
  for (let round = 0; round < ROUNDS; round++) {
    axes = axes.map(axis => Float32Array.from(moments, moment => dot(moment, axis)))
    orthonormalize(axes)
  }
  return axes
}

/** Gram–Schmidt in place. */
function orthonormalize(axes: readonly Vector[]): void {
  for (const [i, axis] of axes.entries()) {
    for (const earlier of axes.slice(0, i)) addScaled(axis, earlier, -dot(axis, earlier))
    normalize(axis)
  }
}

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../../knowledge/store/index.ts'

const at = (second: number): Date => new Date(Date.UTC(2026, 2, 2, 1, 0, second))

async function storeIn(folder: string, seconds: { value: number }) {
  return openStore({ dataDir: folder, now: () => at(seconds.value) })
}

describe('the last turn of a conversation', () => {
  it('is known to the next process', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xuefa-turns-'))
    const clock = { value: 0 }
    const first = await storeIn(folder, clock)
    first.saveTurn('a', { question: '培训学时', scope: '清渠区' })
    first.close()
    const second = await storeIn(folder, clock)
    expect(second.lastTurn('a')).toEqual({ question: '培训学时', scope: '清渠区' })
    expect(second.lastTurn('b')).toBeNull()
    second.close()
  })

  it('is replaced by the turn after it', async () => {
    const store = await storeIn(mkdtempSync(join(tmpdir(), 'xuefa-turns-')), { value: 0 })
    store.saveTurn('a', { question: '一', scope: '清渠区' })
    store.saveTurn('a', { question: '二', scope: null })
    expect(store.lastTurn('a')).toEqual({ question: '二', scope: null })
    store.close()
  })

  it('is forgotten for the oldest sessions once there are too many', async () => {
    const clock = { value: 0 }
    const store = await storeIn(mkdtempSync(join(tmpdir(), 'xuefa-turns-')), clock)
    for (let i = 0; i <= 2100; i++) {
      clock.value = i
      store.saveTurn(`session-${i}`, { question: String(i), scope: null })
    }
    expect(store.lastTurn('session-0')).toBeNull()
    expect(store.lastTurn('session-100')).toBeNull()
    expect(store.lastTurn('session-101')).not.toBeNull()
    expect(store.lastTurn('session-2100')?.question).toBe('2100')
    store.close()
  })

  it('is not written by a reader', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xuefa-turns-'))
    ;(await storeIn(folder, { value: 0 })).close()
    const reader = await openStore({ dataDir: folder, now: () => at(0), readOnly: true })
    reader.saveTurn('a', { question: '一', scope: null })
    expect(reader.lastTurn('a')).toBeNull()
    reader.close()
  })
})

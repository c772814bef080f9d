import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { Database } from '../../../knowledge/store/database.ts'
import { temporaryFolders } from './publications.ts'

const newFolder = temporaryFolders()

function open(): Database {
  return new Database(join(newFolder(), 'x.db'), 'write')
}

const answer = (database: Database, value: unknown): unknown =>
  database.rows<{ value: unknown }>('select ? as value', [value])[0]?.value

describe('the guard around the database driver', () => {
  it('binds booleans as 0 and 1: unguarded they end the process', () => {
    expect([answer(open(), true), answer(open(), false)]).toEqual([1, 0])
  })

  it.each([
    ['undefined', undefined],
    ['a date', new Date(0)],
    ['an object', { a: 1 }],
    ['an array', [1]],
    ['NaN', NaN],
    ['an infinite number', Infinity],
    ['a text with a NUL, which would be cut there', 'a\0b'],
    ['a lone surrogate, which would be replaced', 'a\ud800b'],
  ])('refuses to bind %s', (_, value) => {
    expect(() => answer(open(), value)).toThrow(TypeError)
  })

  it.each([null, 0, -1.5, 2 ** 53 - 1, '', '学法', '𠮷'])('stores %j as it is', value => {
    expect(answer(open(), value)).toBe(value)
  })

  it('answers rows without columns that nobody asked for', () => {
    const database = open()
    expect(
      database.first({ compile: () => sql<{ a: number }>`select 1 as a`.compile(database.kysely) }),
    ).toEqual({
      a: 1,
    })
    expect(database.rows('select 1 as a where 0', [])).toEqual([])
  })

  it('works on after a statement that failed', () => {
    const database = open()
    database.rows('create table t (a integer unique)', [])
    const insert = (): unknown => database.rows('insert into t values (?) returning a', [1])
    insert()
    expect(insert).toThrow(/UNIQUE/u)
    expect(database.rows('select a from t', [])).toEqual([{ a: 1 }])
  })

  it('keeps nothing of a transaction that throws, and the next one works', () => {
    const database = open()
    database.rows('create table t (a integer)', [])
    const failing = (): void =>
      database.transaction(() => {
        database.rows('insert into t values (1) returning a', [])
        throw new Error('stop')
      })
    expect(failing).toThrow('stop')
    database.transaction(() => database.rows('insert into t values (2) returning a', []))
    expect(database.rows('select a from t', [])).toEqual([{ a: 2 }])
  })

  it('refuses a write transaction inside another transaction', () => {
    const database = open()
    expect(() => database.snapshot(() => database.transaction(() => 1))).toThrow(/inside another/u)
  })

  it('keeps a snapshot while another connection writes', () => {
    const path = join(newFolder(), 'x.db')
    const [reader, writer] = [new Database(path, 'write'), new Database(path, 'write')]
    writer.rows('create table t (a integer)', [])
    const count = (): unknown => reader.rows('select count(*) as n from t', [])
    reader.snapshot(() => {
      expect(count()).toEqual([{ n: 0 }])
      writer.rows('insert into t values (1) returning a', [])
      expect(count()).toEqual([{ n: 0 }])
    })
    expect(count()).toEqual([{ n: 1 }])
  })

  it('can be closed twice', () => {
    const database = open()
    database.close()
    database.close()
    expect(() => database.rows('select 1', [])).toThrow()
  })
})

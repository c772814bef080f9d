import { describe, expect, it } from 'vitest'
import { AppError } from '../../../knowledge/model/errors.ts'
import { translateDataError } from '../../../knowledge/store/data-errors.ts'

const coded = (code: string): Error => Object.assign(new Error(code), { code })

describe('errors of the data folder', () => {
  it.each([
    ['SQLITE_NOTADB', 'data-damaged', '备份'],
    ['SQLITE_CORRUPT_INDEX', 'data-damaged', '备份'],
    ['SQLITE_READONLY_DBMOVED', 'data-unwritable', '权限'],
    ['SQLITE_CANTOPEN', 'data-unwritable', '权限'],
    ['SQLITE_IOERR_WRITE', 'data-unwritable', '磁盘'],
    ['SQLITE_FULL', 'data-unwritable', '空间不足'],
    ['SQLITE_BUSY', 'data-unwritable', '占用'],
    ['EROFS', 'data-unwritable', '只读'],
    ['EACCES', 'data-unwritable', '权限'],
    ['ENOTDIR', 'data-unwritable', '目录'],
    ['ENOSPC', 'data-unwritable', '空间不足'],
  ])('says what to do about %s', (code, expected, advice) => {
    const error = translateDataError(coded(code), '/data')
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: expected, data: { path: '/data' } })
    expect((error as Error).message).toMatch(new RegExp(`${advice}.*`, 'u'))
    expect((error as Error).message).toContain('/data')
  })

  it.each([
    [14, 'data-unwritable'],
    [26, 'data-damaged'],
  ])('reads the number %s out of the driver’s text', (number, code) => {
    const error = new Error(`ConnectionFailed("Unable to open connection to local database a.db: ${number}")`)
    expect(translateDataError(error, '/data')).toMatchObject({ code })
  })

  it('leaves alone what is not about the folder', () => {
    for (const error of [new Error('x'), coded('SQLITE_CONSTRAINT'), coded('SQLITE_ERROR'), 'text', null]) {
      expect(translateDataError(error, '/data')).toBe(error)
    }
    const own = new AppError('data-newer', '…', { path: '/other' })
    expect(translateDataError(own, '/data')).toBe(own)
  })
})

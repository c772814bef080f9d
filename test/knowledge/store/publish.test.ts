import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DocumentId, type StoredArticle } from '../../../knowledge/model/document.ts'
import { Database } from '../../../knowledge/store/database.ts'
import { openStore, type Store } from '../../../knowledge/store/index.ts'
import { NOW, now, publication, sha256, structured, temporaryFolders } from './publications.ts'

const newFolder = temporaryFolders()

function newStore(): Promise<Store> {
  return openStore({ dataDir: newFolder(), now })
}

const textsOf = (articles: readonly StoredArticle[]): string[] => articles.map(article => article.text)

describe('publishing a document', () => {
  it('gives back everything that was put in', async () => {
    const store = await newStore()
    const document = structured(['甲条。', '乙条。'], {
      title: '云岭区2026年法治建设工作要点',
      issuer: '云岭区司法局',
      documentNumber: '云司发〔2026〕3号',
      issuedOn: '2026-02-27',
      jurisdiction: '云岭区',
      places: { province: '安江省', city: '平川市', district: '云岭区' },
      years: { from: 2026, to: 2030 },
    })
    const field = { name: '责任单位', start: 8, end: 10 }
    const rich = {
      ...document,
      units: document.units.map(unit => ({
        ...unit,
        damaged: true,
        expectedLabel: '第九条',
        fields: [field],
      })),
      articles: document.articles.map(article => ({ ...article, heading: '学法', fields: [field] })),
      warnings: [
        { code: 'label-damaged', message: '序号缺字', line: 2 },
        { code: 'date-missing', message: '没有日期', line: null },
      ],
    }
    const { documentId } = store.publish({ ...publication('a', []), structured: rich })

    expect(store.document(documentId)).toEqual({
      ...rich.metadata,
      id: documentId,
      source: 'a.txt',
      format: 'txt',
      encoding: 'utf-8',
      contentHash: publication('a', []).contentHash,
      characters: rich.text.length,
      articleCount: 2,
      warnings: rich.warnings,
    })
    expect(store.documents()).toEqual([store.document(documentId)])
    expect(store.documentText(documentId)).toBe(rich.text)
    expect(store.units(documentId)).toEqual(rich.units)
    expect(store.furniture(documentId)).toEqual(rich.furniture)
    expect(store.articlesOf(documentId)).toEqual(
      rich.articles.map((article, position) => ({
        ...article,
        id: expect.stringMatching(new RegExp(`^${documentId}-[0-9a-f]{8}-1$`, 'u')) as unknown,
        documentId,
        position,
        text: rich.text.slice(article.start, article.end),
      })),
    )
    expect(store.counts()).toEqual({ documents: 1, units: 2, articles: 2, passages: 2, embeddings: 0 })
  })

  it('answers articles in the order asked for and leaves out unknown ones', async () => {
    const store = await newStore()
    const { documentId } = store.publish(publication('a', ['甲。', '乙。', '丙。']))
    const [first, second, third] = store.articlesOf(documentId)
    if (first === undefined || second === undefined || third === undefined) throw new Error('Three articles.')
    const unknown = `${documentId}-00000000-1` as typeof first.id
    const found = store.articles([third.id, unknown, first.id, third.id])
    expect(textsOf(found)).toEqual(['丙。', '甲。', '丙。'])
    expect(store.articles([])).toEqual([])
  })

  it('keeps the id of the document and replaces all its parts when the same file comes again', async () => {
    const store = await newStore()
    const first = store.publish(publication('a', ['甲。', '乙。', '丙。']))
    const second = store.publish(publication('a', ['丁。']))
    expect(second).toEqual({
      documentId: first.documentId,
      revision: 2,
      replaced: true,
      articles: 1,
      passages: 1,
    })
    expect(textsOf(store.articlesOf(first.documentId))).toEqual(['丁。'])
    expect(store.documentText(first.documentId)).toContain('丁。')
    expect(store.counts()).toEqual({ documents: 1, units: 1, articles: 1, passages: 1, embeddings: 0 })
  })

  it('names documents and articles by content alone, so that two machines agree', async () => {
    const [one, other] = [await newStore(), await newStore()]
    other.publish(publication('z', ['别的文件。']))
    const first = one.publish(publication('a', ['甲。', '乙。']))
    const second = other.publish({ ...publication('a', ['甲。', '乙。']), origin: '/elsewhere/b.txt' })
    expect(first.documentId).toMatch(/^[0-9a-f]{8}$/u)
    expect(second.documentId).toBe(first.documentId)
    expect(other.articlesOf(second.documentId)).toEqual(one.articlesOf(first.documentId))
  })

  it('gives a second file of the same content a longer id', async () => {
    const store = await newStore()
    const { documentId } = store.publish(publication('a', ['甲。']))
    const ids = Array.from(
      { length: 20 },
      (_, n) => store.publish(publication(`copy-${n}`, ['甲。'])).documentId,
    )
    expect(ids[0]).toMatch(new RegExp(`^${documentId}[0-9a-f]{4}$`, 'u'))
    expect(new Set([documentId, ...ids]).size).toBe(21)
    expect(store.counts()).toMatchObject({ documents: 21, articles: 21 })
  })

  it('raises the revision by one with every publish and remove', async () => {
    const store = await newStore()
    expect(store.revision()).toBe(0)
    const { documentId, revision } = store.publish(publication('a', ['甲。']))
    expect([revision, store.revision()]).toEqual([1, 1])
    expect(store.remove(documentId)).toBe(true)
    expect(store.remove(documentId)).toBe(false)
    expect(store.revision()).toBe(2)
    expect(store.counts()).toEqual({ documents: 0, units: 0, articles: 0, passages: 0, embeddings: 0 })
    expect([...store.eachArticle()]).toEqual([])
  })

  it('finds documents by where they came from and by their content', async () => {
    const store = await newStore()
    const { documentId } = store.publish(publication('a', ['甲。']))
    const { contentHash } = publication('a', ['甲。'])
    const key = { id: documentId, source: 'a.txt', origin: '/files/a.txt', contentHash }
    expect(store.findByOrigin('/files/a.txt')).toEqual(key)
    expect(store.findByContentHash(contentHash)).toEqual(key)
    expect(store.findByOrigin('/files/b.txt')).toBeNull()
    expect(store.findByContentHash(sha256('other'))).toBeNull()
  })

  it('goes through all articles document by document, in order', async () => {
    const store = await newStore()
    const ids = ['a', 'b', 'c'].map(
      name => store.publish(publication(name, [`${name}甲。`, `${name}乙。`])).documentId,
    )
    const expected = ids.sort().flatMap(id => store.articlesOf(id))
    expect([...store.eachArticle()]).toEqual(expected)
  })

  it('shows another process’s publish at once, in the texts it had already read too', async () => {
    const dataDir = newFolder()
    const [writer, reader] = [
      await openStore({ dataDir, now }),
      await openStore({ dataDir, now, readOnly: true }),
    ]
    const { documentId } = writer.publish(publication('a', ['甲。', '乙。']))
    expect(textsOf(reader.articlesOf(documentId))).toEqual(['甲。', '乙。'])
    writer.publish(publication('a', ['新的第一条。', '乙。']))
    expect(reader.revision()).toBe(2)
    expect(textsOf(reader.articlesOf(documentId))).toEqual(['新的第一条。', '乙。'])
    expect(reader.documentText(documentId)).toContain('新的第一条。')
  })

  it('stores nothing of a document with a span outside its text', async () => {
    const store = await newStore()
    const document = structured(['甲。'])
    const beyond = document.articles.map(article => ({ ...article, end: document.text.length + 1 }))
    const broken = { ...publication('a', []), structured: { ...document, articles: beyond } }
    expect(() => store.publish(broken)).toThrow(RangeError)
    expect(store.counts().documents).toBe(0)
    expect(store.revision()).toBe(0)
  })

  it('leaves the former document as it was when a publish fails half-way', async () => {
    const store = await newStore()
    const { documentId } = store.publish(publication('a', ['甲。', '乙。']))
    const before = store.articlesOf(documentId)
    const document = structured(['丙。'])
    // A NUL in a label gets as far as the articles, after the document and its outline were written.
    const articles = document.articles.map(article => ({ ...article, label: '第\0条' }))
    const broken = { ...publication('a', []), structured: { ...document, articles } }
    expect(() => store.publish(broken)).toThrow(TypeError)
    expect(store.articlesOf(documentId)).toEqual(before)
    expect(store.revision()).toBe(1)
    expect(store.publish(publication('a', ['丁。'])).revision).toBe(2)
  })

  it('records the moment it was given', async () => {
    const dataDir = newFolder()
    const store = await openStore({ dataDir, now })
    store.publish(publication('a', ['甲。']))
    const database = new Database(join(dataDir, 'xuefa.db'), 'read')
    expect(database.rows('select ingested_at from document', [])).toEqual([
      { ingested_at: NOW.toISOString() },
    ])
  })

  it('says which document is not there', async () => {
    const store = await newStore()
    const unknown = 'ffffffff' as DocumentId
    const message = expect.stringContaining('ffffffff') as unknown
    for (const read of [() => store.document(unknown), () => store.documentText(unknown)]) {
      expect(read).toThrow(expect.objectContaining({ code: 'document-unknown', message }))
    }
    expect([store.units(unknown), store.furniture(unknown), store.articlesOf(unknown)]).toEqual([[], [], []])
  })

  it('keeps text outside the basic plane and its offsets', async () => {
    const store = await newStore()
    const { documentId } = store.publish(publication('a', ['𠮷野家第一条。', '乙🙂条。']))
    expect(textsOf(store.articlesOf(documentId))).toEqual(['𠮷野家第一条。', '乙🙂条。'])
  })

  it('takes a document without articles, and one of thousands', async () => {
    const store = await newStore()
    const empty = store.publish(publication('empty', []))
    expect(empty).toMatchObject({ articles: 0, passages: 0 })
    const many = Array.from({ length: 3001 }, (_, n) => `第${n}项任务。`)
    const { documentId } = store.publish(publication('many', many))
    expect(textsOf(store.articlesOf(documentId))).toEqual(many)
    expect(textsOf(store.articles(store.articlesOf(documentId).map(article => article.id)))).toEqual(many)
  })
})

describe('the identity of articles across versions', () => {
  // Few different texts, so that equal ones are common.
  const text = fc.integer({ min: 0, max: 5 }).map(n => `第${n}种内容。`)
  const edit = fc.record({
    kind: fc.constantFrom('insert', 'delete', 'replace'),
    place: fc.nat(20),
    text: fc.oneof(
      text,
      fc.string({ minLength: 1, maxLength: 8 }).map(added => `新增${sha256(added).slice(0, 6)}。`),
    ),
  })

  function apply(
    articles: readonly string[],
    edits: readonly { kind: string; place: number; text: string }[],
  ): string[] {
    return edits.reduce(
      (list, { kind, place, text: added }) => {
        const at = place % (list.length + 1)
        return list.toSpliced(at, kind === 'insert' ? 0 : 1, ...(kind === 'delete' ? [] : [added]))
      },
      [...articles],
    )
  }

  function idsByText(articles: readonly StoredArticle[]): Map<string, string[]> {
    const ids = new Map<string, string[]>()
    for (const { id, text: of } of articles) ids.set(of, [...(ids.get(of) ?? []), id])
    return ids
  }

  it('keeps the ids of unchanged articles whatever is added, edited or deleted around them', async () => {
    const store = await newStore()
    let run = 0
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), fc.array(edit, { maxLength: 6 }), (before, edits) => {
        run += 1
        const after = apply(before, edits)
        // The content hash plays the file's bytes; a number keeps the documents of different runs apart.
        const { documentId } = store.publish(publication(`${run}`, before, { contentHash: sha256(`${run}`) }))
        const old = idsByText(store.articlesOf(documentId))
        store.publish(publication(`${run}`, after))
        const articles = store.articlesOf(documentId)
        expect(textsOf(articles)).toEqual(after)
        expect(new Set(articles.map(article => article.id)).size).toBe(after.length)
        for (const [unchanged, ids] of idsByText(articles)) {
          const former = old.get(unchanged) ?? []
          const kept = Math.min(former.length, ids.length)
          expect(ids.slice(0, kept)).toEqual(former.slice(0, kept))
        }
      }),
      { seed: 20260302, numRuns: 150 },
    )
  })

  it('survives a move of all articles within the document', async () => {
    const store = await newStore()
    const texts = ['甲。', '乙。', '丙。']
    const { documentId } = store.publish(publication('a', texts))
    const before = idsByText(store.articlesOf(documentId))
    store.publish(publication('a', texts.toReversed()))
    expect(idsByText(store.articlesOf(documentId))).toEqual(new Map([...before].toReversed()))
  })
})

/** Invented documents about an invented district, read by the real pipeline, and the review over them. */
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { ingestFiles } from '../../../ingest/pipeline.ts'
import { type Obligation } from '../../../knowledge/model/obligation.ts'
import { createRegister, type Register } from '../../../knowledge/register/index.ts'
import { createReview, type Finding, type FindingKind, type Review } from '../../../knowledge/review/index.ts'
import { openStore, type Store } from '../../../knowledge/store/index.ts'
import { civilDate } from '../../../knowledge/time/index.ts'
import { temporaryFolders, writeFiles } from '../../cli/library.ts'

export const today = civilDate('2026-03-02')
export const BY = { by: '张三', note: null }

/** Two damaged days, names that lost their 区, a lost mark between two units, a duty of nobody. */
export const PLAN = `岩泉区法治政府建设实施方案(2026—2030年)

一、主要任务

1.落实报告制度。各镇街每年31日前向区政府报告上一年度法治政府建设情况,并于41前将报告向社会公开。

责任单位:区司法局牵头,区财政局、区民政局

2.推进机构改革。每年6月底前公布区级权责清单。

责任单位:委编办、区司法局牵头,区财政局

3.规范行政执法。每年组织行政执法人员培训不少于2次。

责任单位:区委编办、区司法局牵头,民政局

4.开展案卷评查。每年10月底前完成行政执法案卷评查。

责任单位:委编办、区财政局(区国资办)区民政局牵头,区司法局

5.完善应急预案。每年11月底前修订应急预案。
`

/** Says two duties of the plan with another day and another number. */
export const POINTS = `岩泉区2026年法治政府建设工作要点

一、落实权责清单制度。区委编办、区司法局要在2026年9月底前公布区级权责清单。

二、加强培训。区委编办、区司法局全年组织行政执法人员培训不少于4次。
`

/** Its years are over. */
export const OLD = `岩泉区法治宣传教育规划(2021—2025年)

一、区司法局每年12月底前向区政府报告普法工作情况。

二、区民政局每季度至少组织1次法治讲座。
`

export interface Library {
  readonly store: Store
  readonly review: Review
  readonly register: Register
  readonly ingest: (files: Readonly<Record<string, string>>) => Promise<void>
  /** Settled ones included. */
  readonly findings: (kind?: FindingKind) => readonly Finding[]
  /** The only one of a kind, or the only one whose message holds the words. */
  readonly finding: (kind: FindingKind, words?: string) => Finding
  /** Rejected ones included; the only one whose action holds the words. */
  readonly duty: (words: string) => Obligation
  readonly duties: () => readonly Obligation[]
}

/** A library of its own for each test of the file. */
export function libraryForEach(): () => Library {
  const newFolder = temporaryFolders()
  let library: Library
  beforeEach(async () => {
    library = await openLibrary(newFolder())
  })
  afterEach(() => library.store.close())
  return () => library
}

async function openLibrary(folder: string): Promise<Library> {
  const now = () => new Date('2026-03-02T04:00:00.000Z')
  const store = await openStore({ dataDir: join(folder, 'data'), now })
  const review = createReview(store, { today })
  const register = createRegister(store)
  const findings = (kind?: FindingKind) => review.list({ kind, withSettled: true })
  const duties = () => register.list({ withRejected: true }, today)
  return {
    store,
    review,
    register,
    async ingest(files) {
      writeFiles(join(folder, 'in'), files)
      const { failed } = await ingestFiles({ paths: [join(folder, 'in')], store, nowMs: () => 0 })
      if (failed.length > 0) throw new Error(failed[0]?.message)
    },
    findings,
    finding: (kind, words = '') => only(findings(kind).filter(({ message }) => message.includes(words))),
    duty: words => only(duties().filter(({ action }) => action.includes(words))),
    duties,
  }
}

function only<T>(found: readonly T[]): T {
  const [first] = found
  if (first === undefined || found.length > 1) throw new Error(`expected one, found ${found.length}`)
  return first
}

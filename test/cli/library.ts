/** Invented documents about an invented county, and data folders for each test. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'

export const PLAN = `溪口县法治政府建设实施方案
溪政发〔2026〕9号

一、总体要求
坚持依法行政，把法治要求贯穿到县政府工作的各个环节，持续提升治理能力。

二、主要任务
(一)落实报告制度。县司法局应当于每年3月1日前起草上一年度法治政府建设年度报告，并在4月1日前向社会公开。
(二)坚持会前学法。县政府常务会议每年组织会前学法不少于4次，每次学习由有关部门负责人讲解。
(三)加强执法培训。行政执法人员每年参加业务培训不少于60学时，考试合格后方可上岗执法。

三、组织保障
各乡镇、各部门主要负责人要认真履行推进法治建设第一责任人职责，确保各项任务落到实处。

溪口县人民政府
2026年1月15日
`

export const RULE = `溪口县人民政府合同管理办法

第一条 为规范县政府合同的订立和履行，防范法律风险，制定本办法。
第二条 县政府各部门对外签订合同，应当先送本部门法制机构审查，未经审查不得签订。
第三条 合同签订后5个工作日内，承办部门应当将合同副本送县司法局备案。
第四条 合同档案保存期限不少于10年，法律另有规定的从其规定。
第五条 本办法自2026年5月1日起施行，由县司法局负责解释。
`

/** Folders that go when the tests of the file are over. */
export function temporaryFolders(): () => string {
  const folders: string[] = []
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })
  return () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'xuefa-cli-')))
    folders.push(folder)
    return folder
  }
}

/** Writes files, the folders above them included; answers the folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  return folder
}

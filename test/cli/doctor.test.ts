import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { examine, type Finding, type Machine } from '../../cli/doctor.ts'
import { shippedModelFolder } from '../../knowledge/embedding/embeddings.ts'
import { MIGRATIONS } from '../../knowledge/store/migrations.ts'
import { openStore } from '../../knowledge/store/index.ts'
import { fakeSystem, NOON, run, type FakeSettings } from './run.ts'
import { PLAN, temporaryFolders, writeFiles } from './library.ts'

const newFolder = temporaryFolders()
const ALL_WELL: Machine = { nodeVersion: '20.19.0', loadHnsw: () => Promise.resolve() }
let ingested = ''

beforeAll(async () => {
  ingested = writeFiles(newFolder(), { 'plan.txt': PLAN })
  await run(['ingest', join(ingested, 'plan.txt')], { workingFolder: ingested })
})

async function doctor(settings: FakeSettings, machine = ALL_WELL) {
  const system = fakeSystem(settings)
  const context = { system, dataDir: join(settings.workingFolder, 'data'), json: true }
  const code = await examine(context, machine)
  const { findings } = JSON.parse(system.out.written) as { findings: Finding[] }
  const find = (name: string): Finding | undefined => findings.find(finding => finding.name.includes(name))
  return { code, findings, find }
}

function copyOfData(): string {
  const folder = newFolder()
  cpSync(ingested, folder, { recursive: true })
  return folder
}

describe('doctor', () => {
  it('finds nothing wrong with a healthy installation, and says what it looked at', async () => {
    const { code, findings } = await doctor({ workingFolder: ingested })
    expect(code).toBe(0)
    expect(findings.map(({ state }) => state)).toEqual(findings.map(() => 'ok'))
    expect(findings.map(({ name }) => name)).toEqual([
      'Node.js',
      '向量检索模块 hnswlib-node',
      '数据文件夹',
      '词语索引',
      '向量',
      '语义模型',
    ])
  })

  it('writes a line for each, on this machine', async () => {
    const shown = await run(['doctor'], { workingFolder: ingested })
    expect(shown.code).toBe(0)
    expect(shown.out).toMatch(/^正常 {2}Node\.js：\d+\.\d+\.\d+\n/)
    expect(shown.out).toMatch(/\n正常 {2}数据文件夹：.*，1 份文件，\d+ 条\n/)
  })

  it('takes no offence at a data folder that is not there yet, and makes none', async () => {
    const workingFolder = newFolder()
    const { code, find } = await doctor({ workingFolder })
    expect(code).toBe(0)
    expect(find('数据文件夹')).toMatchObject({ state: 'note' })
    expect(existsSync(join(workingFolder, 'data'))).toBe(false)
  })

  it('says that exact search serves where the native module is missing', async () => {
    const loadHnsw = () => Promise.reject(new Error('Cannot find module'))
    const { code, find } = await doctor({ workingFolder: ingested }, { ...ALL_WELL, loadHnsw })
    expect(code).toBe(0)
    expect(find('hnswlib')).toMatchObject({
      state: 'note',
      message: expect.stringContaining('npm ci') as unknown,
    })
  })

  it.each([
    ['20.18.3', 'bad'],
    ['18.20.0', 'bad'],
    ['20.19.0', 'ok'],
    ['22.1.0', 'ok'],
  ])('judges Node %s', async (nodeVersion, state) => {
    const { code, find } = await doctor({ workingFolder: newFolder() }, { ...ALL_WELL, nodeVersion })
    expect(find('Node')).toMatchObject({ state })
    expect(code).toBe(state === 'ok' ? 0 : 2)
  })

  it('names a data folder of a newer version', async () => {
    const folder = newFolder()
    const later = { name: '999-later', up: () => Promise.resolve() }
    const dataDir = join(folder, 'data')
    ;(await openStore({ dataDir, now: () => NOON, migrations: [...MIGRATIONS, later] })).close()
    const { code, find } = await doctor({ workingFolder: folder })
    expect(code).toBe(2)
    expect(find('数据文件夹')).toMatchObject({
      state: 'bad',
      message: expect.stringContaining('更新版本') as unknown,
    })
  })

  it('names a database that is none', async () => {
    const folder = copyOfData()
    writeFileSync(
      join(folder, 'data', 'xuefa.db'),
      'not a database, but long enough to look like a file'.repeat(99),
    )
    rmSync(join(folder, 'data', 'xuefa.db-wal'), { force: true })
    const { code, find } = await doctor({ workingFolder: folder })
    expect(code).toBe(2)
    expect(find('数据文件夹')).toMatchObject({
      state: 'bad',
      message: expect.stringContaining('损坏') as unknown,
    })
  })

  it('tells of an index that will be rebuilt', async () => {
    const folder = copyOfData()
    rmSync(join(folder, 'data', 'cache'), { recursive: true })
    const { code, find } = await doctor({ workingFolder: folder })
    expect(code).toBe(0)
    expect(find('词语索引')).toMatchObject({ state: 'note' })
  })

  it('tells of passages that this model has not embedded', async () => {
    const folder = copyOfData()
    const model = join(folder, 'model')
    cpSync(shippedModelFolder(), model, { recursive: true })
    const { find } = await doctor({ workingFolder: folder, env: { EMBEDDING_MODEL: shippedModelFolder() } })
    expect(find('向量')?.state).toBe('ok')
    const another = await doctor({ workingFolder: folder, env: { EMBEDDING_MODEL: model } })
    expect(another.findings.find(({ name }) => name === '向量')).toMatchObject({ state: 'note' })
  })

  it.each([
    ['damaged', (model: string) => writeFileSync(join(model, 'onnx', 'model_quantized.onnx'), 'garbage')],
    ['incomplete', (model: string) => rmSync(join(model, 'tokenizer.json'))],
    ['missing', (model: string) => rmSync(model, { recursive: true })],
  ])('names a %s model folder', async (_, damage) => {
    const folder = newFolder()
    const model = join(folder, 'model')
    cpSync(shippedModelFolder(), model, { recursive: true })
    if (!existsSync(join(model, 'onnx', 'model_quantized.onnx')))
      throw new Error('the shipped model has moved')
    damage(model)
    const { code, find } = await doctor({ workingFolder: folder, env: { EMBEDDING_MODEL: model } })
    expect(code).toBe(2)
    expect(find('语义模型')).toMatchObject({
      state: 'bad',
      message: expect.stringContaining(model) as unknown,
    })
  })

  it('looks at a model of the hub without downloading it', async () => {
    const env = { EMBEDDING_MODEL: 'nobody/no-such-model', HF_ENDPOINT: 'http://127.0.0.1:9' }
    const { code, find } = await doctor({ workingFolder: newFolder(), env })
    expect(code).toBe(0)
    expect(find('语义模型')).toMatchObject({
      state: 'note',
      message: expect.stringContaining('还没有下载') as unknown,
    })
  })
})

/** `xuefa doctor`: checks what the program needs and says what to do about each thing that is missing. Changes nothing. */
import { accessSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../knowledge/model/errors.ts'
import { createEmbeddings } from '../knowledge/embedding/embeddings.ts'
import { isHubName } from '../knowledge/embedding/hub.ts'
import { lexicalFile } from '../knowledge/retrieval/lexical-cache.ts'
import { readIndexFile } from '../knowledge/retrieval/index-file.ts'
import { openStore, type Store } from '../knowledge/store/index.ts'
import { loadHnswLibrary } from '../knowledge/vectors/index.ts'
import { modelSettings } from './open.ts'
import { write } from './output.ts'
import { EXIT, type Context, type ExitCode } from './context.ts'

export interface Finding {
  readonly name: string
  /** 'note': works, but a person may want to know. */
  readonly state: 'ok' | 'note' | 'bad'
  readonly message: string
}

/** What is found outside the data folder; tests put others in place. */
export interface Machine {
  /** E.g. 20.19.0. */
  readonly nodeVersion: string
  /** Rejects where the native module could not be compiled or does not load. */
  readonly loadHnsw: () => Promise<unknown>
}

const OLDEST_NODE = [20, 19] as const
const SIGNS = { ok: '正常', note: '提示', bad: '异常' } as const

export async function doctorCommand(context: Context): Promise<ExitCode> {
  return examine(context, { nodeVersion: process.versions.node, loadHnsw: loadHnswLibrary })
}

/** Exit 0 where everything works, be it with notes; 2 where something does not. */
export async function examine(context: Context, machine: Machine): Promise<ExitCode> {
  const model = await checkModel(context)
  const findings = [
    checkNode(machine.nodeVersion),
    await checkHnsw(machine),
    ...(await checkData(context, model.modelId)),
    model.finding,
  ]
  const text = findings.map(({ name, state, message }) => `${SIGNS[state]}  ${name}：${message}\n`).join('')
  write(context, { findings }, text)
  return findings.some(finding => finding.state === 'bad') ? EXIT.couldNot : EXIT.done
}

function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isOk = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
  const message = isOk ? version : `${version}，低于要求的 ${OLDEST_NODE.join('.')}。请升级 Node.js。`
  return { name: 'Node.js', state: isOk ? 'ok' : 'bad', message }
}

async function checkHnsw({ loadHnsw }: Machine): Promise<Finding> {
  const name = '向量检索模块 hnswlib-node'
  try {
    await loadHnsw()
    return { name, state: 'ok', message: '可用' }
  } catch {
    const message =
      '没有装上，改用精确检索：结果相同，文件很多时稍慢。要装上它，请先安装 g++、make、python3，再运行 npm ci。'
    return { name, state: 'note', message }
  }
}

async function checkData({ system, dataDir }: Context, modelId: string | null): Promise<Finding[]> {
  const name = '数据文件夹'
  if (!existsSync(dataDir))
    return [{ name, state: 'note', message: `${dataDir} 还不存在，第一次读入文件时建立。` }]
  try {
    const store = await openStore({ dataDir, now: system.now, readOnly: true })
    try {
      return [checkDatabase(store), ...checkWritable(dataDir), ...checkIndexes(store, modelId)]
    } finally {
      store.close()
    }
  } catch (error) {
    if (error instanceof AppError) return [{ name, state: 'bad', message: error.message }]
    throw error
  }
}

function checkDatabase(store: Store): Finding {
  const name = '数据文件夹'
  const damage = store.check()
  if (damage.length > 0) {
    const message = `数据库已损坏（${damage.join('；')}）：${store.dataDir}。请用备份恢复，或删除后重新读入文件。`
    return { name, state: 'bad', message }
  }
  const { documents, articles } = store.counts()
  return { name, state: 'ok', message: `${store.dataDir}，${documents} 份文件，${articles} 条` }
}

function checkWritable(dataDir: string): Finding[] {
  try {
    accessSync(dataDir, constants.W_OK)
    return []
  } catch {
    const message = `${dataDir} 不能写入：可以提问，不能读入新文件。请检查权限。`
    return [{ name: '写入权限', state: 'note', message }]
  }
}

function checkIndexes(store: Store, modelId: string | null): Finding[] {
  if (store.counts().articles === 0) return []
  const file = readIndexFile(lexicalFile(store.dataDir), store.revision())
  const lexical: Finding = file.usable
    ? { name: '词语索引', state: 'ok', message: `${file.ids.length} 条` }
    : { name: '词语索引', state: 'note', message: '没有可用的缓存，下次提问时自动重建。' }
  if (modelId === null) return [lexical]
  const missing = store.countWithoutEmbedding(modelId)
  const vectors: Finding =
    missing === 0
      ? { name: '向量', state: 'ok', message: `${store.countEmbeddings(modelId)} 段` }
      : { name: '向量', state: 'note', message: `还有 ${missing} 段没有向量，下次提问或启动服务时自动补上。` }
  return [lexical, vectors]
}

interface ModelCheck {
  readonly finding: Finding
  /** Null where it does not load. */
  readonly modelId: string | null
}

async function checkModel({ system, dataDir }: Context): Promise<ModelCheck> {
  const name = '语义模型'
  const { model, hubEndpoint } = modelSettings(system)
  const cacheDir = join(dataDir, 'models')
  // To look is not to fetch a hundred megabytes.
  if (model !== undefined && isHubName(model) && !existsSync(model) && !existsSync(join(cacheDir, model))) {
    const message = `${model} 还没有下载，第一次读入文件或提问时下载。`
    return { finding: { name, state: 'note', message }, modelId: null }
  }
  try {
    const loaded = await createEmbeddings({ model, hubEndpoint, cacheDir })
    const { modelId, dimensions } = loaded
    await loaded.dispose()
    return { finding: { name, state: 'ok', message: `${modelId}，${dimensions} 维` }, modelId }
  } catch (error) {
    if (error instanceof AppError)
      return { finding: { name, state: 'bad', message: error.message }, modelId: null }
    throw error
  }
}

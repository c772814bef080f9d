/** `xuefa doctor`: checks what the program needs and says what to do about each thing that is missing. */
import { existsSync } from 'node:fs'
import { AppError } from '../knowledge/model/errors.ts'
import { createEmbeddings } from '../knowledge/embedding/embeddings.ts'
import { lexicalFile } from '../knowledge/retrieval/lexical-cache.ts'
import { readIndexFile } from '../knowledge/retrieval/index-file.ts'
import { openStore } from '../knowledge/store/index.ts'
import { loadHnswLibrary } from '../knowledge/vectors/hnsw-library.ts'
import { write } from './output.ts'
import { SETTINGS } from './open.ts'
import { EXIT, type Context, type ExitCode } from './program.ts'
import { join } from 'node:path'

interface Finding {
  readonly name: string
  /** 'note': works, but a person may want to know. */
  readonly state: 'ok' | 'note' | 'bad'
  readonly message: string
}

const OLDEST_NODE = [20, 19] as const

export async function doctorCommand(context: Context): Promise<ExitCode> {
  const findings = [
    checkNode(process.versions.node),
    await checkHnsw(),
    ...(await checkData(context)),
    await checkModel(context),
  ]
  const signs = { ok: '正常', note: '提示', bad: '异常' }
  const text = findings.map(({ name, state, message }) => `${signs[state]}  ${name}：${message}\n`).join('')
  write(context, { findings }, text)
  return findings.some(finding => finding.state === 'bad') ? EXIT.couldNot : EXIT.done
}

export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isOk = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
  const message = isOk ? version : `${version}，低于要求的 ${OLDEST_NODE.join('.')}。请升级 Node.js。`
  return { name: 'Node.js', state: isOk ? 'ok' : 'bad', message }
}

async function checkHnsw(): Promise<Finding> {
  try {
    await loadHnswLibrary()
    return { name: 'hnswlib-node', state: 'ok', message: '可用' }
  } catch {
    const message =
      '未能编译安装，改用精确检索，结果相同，文件很多时稍慢。需要时安装 g++、make、python3 后重新 npm ci。'
    return { name: 'hnswlib-node', state: 'note', message }
  }
}

async function checkData({ system, dataDir }: Context): Promise<Finding[]> {
  const name = '数据文件夹'
  if (!existsSync(dataDir))
    return [{ name, state: 'note', message: `${dataDir} 还不存在，首次读入文件时建立` }]
  try {
    const store = await openStore({ dataDir, now: system.now, readOnly: true })
    try {
      const { documents, articles } = store.counts()
      const damage = store.check()
      const sound: Finding = { name, state: 'ok', message: `${dataDir}，${documents} 份文件，${articles} 条` }
      const broken: Finding = {
        name,
        state: 'bad',
        message: `数据库损坏：${damage.join('；')}。请从备份恢复，或删除后重新读入文件。`,
      }
      const file = readIndexFile(lexicalFile(dataDir), store.revision())
      const index: Finding = file.usable
        ? { name: '词语索引', state: 'ok', message: `${file.index.size} 条` }
        : { name: '词语索引', state: 'note', message: '没有可用的缓存，下次提问时自动重建' }
      return [damage.length === 0 ? sound : broken, ...(articles === 0 ? [] : [index])]
    } finally {
      store.close()
    }
  } catch (error) {
    if (error instanceof AppError) return [{ name, state: 'bad', message: error.message }]
    throw error
  }
}

async function checkModel({ system, dataDir }: Context): Promise<Finding> {
  const name = '语义模型'
  try {
    const model = await createEmbeddings({
      model: system.env[SETTINGS.model],
      hubEndpoint: system.env[SETTINGS.hub],
      cacheDir: join(dataDir, 'models'),
    })
    const message = `${model.modelId}，${model.dimensions} 维`
    await model.dispose()
    return { name, state: 'ok', message }
  } catch (error) {
    if (error instanceof AppError) return { name, state: 'bad', message: error.message }
    throw error
  }
}

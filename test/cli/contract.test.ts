import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../knowledge/model/answer.ts'
import { ONE_LINE, run, type Ran } from './run.ts'
import { PLAN, RULE, temporaryFolders, writeFiles } from './library.ts'

const newFolder = temporaryFolders()
/** Holds the documents in `in/` and their data in `data/`. */
let folder = ''
let ingested: Ran

const xuefa = (...args: string[]): Promise<Ran> => run(args, { workingFolder: folder })

beforeAll(async () => {
  folder = writeFiles(newFolder(), { 'in/plan.txt': PLAN, 'in/rules/contracts.md': RULE })
  ingested = await xuefa('ingest', join(folder, 'in'), '--json')
})

async function idOf(source: string): Promise<string> {
  const { documents } = (await xuefa('documents', '--json')).json() as {
    documents: { id: string; source: string }[]
  }
  return documents.find(document => document.source === source)?.id ?? ''
}

describe('ingest --json', () => {
  it('answers exactly the fields of the contract, and progress goes to standard error', () => {
    expect(ingested.code).toBe(0)
    expect(ingested.json()).toEqual({
      documents: [
        {
          id: expect.stringMatching(/^[0-9a-f]{8}/) as string,
          source: 'plan.txt',
          title: '溪口县法治政府建设实施方案',
          issuer: '溪口县人民政府',
          documentNumber: '溪政发〔2026〕9号',
          issuedOn: '2026-01-15',
          type: '方案',
          jurisdiction: '溪口县',
          articles: expect.any(Number) as number,
          obligations: expect.any(Number) as number,
          needsReview: expect.any(Number) as number,
          warnings: [],
          skipped: false,
        },
        expect.objectContaining({
          source: 'rules/contracts.md',
          documentNumber: null,
          issuedOn: null,
        }) as unknown,
      ],
      failed: [],
      seconds: expect.any(Number) as number,
    })
    expect(ingested.err).toContain('读取 2/2')
    expect(ingested.err).toContain('向量化')
  })

  it('keeps the data in ./data unless told otherwise', () => {
    expect(existsSync(join(folder, 'data', 'xuefa.db'))).toBe(true)
  })

  it('skips what has not changed, and says so to people too', async () => {
    const again = await xuefa('ingest', join(folder, 'in'))
    expect(again.code).toBe(0)
    expect(again.out).toMatch(/^跳过 +plan\.txt \[[0-9a-f]+\]，没有变化\n/)
    expect(again.out).toContain('共收录 0 份，跳过 2 份，失败 0 份，用时 ')
  })
})

describe('documents', () => {
  it('lists what is known', async () => {
    const listed = await xuefa('documents')
    expect(listed.code).toBe(0)
    expect(listed.out).toContain('《溪口县法治政府建设实施方案》')
    expect(listed.out).toContain('溪政发〔2026〕9号，溪口县，方案')
    expect(listed.out).toMatch(/共 2 份。\n$/)
  })

  it('shows one document, as text and as JSON', async () => {
    const id = await idOf('plan.txt')
    const shown = await xuefa('documents', id)
    expect(shown.out).toContain('成文日期：2026-01-15\n')
    expect((await xuefa('documents', id, '--json')).json()).toMatchObject({
      id,
      source: 'plan.txt',
      warnings: [],
    })
  })

  it('gives the text back byte for byte, with nothing added', async () => {
    expect((await xuefa('documents', await idOf('plan.txt'), '--text')).out).toBe(PLAN)
    const id = await idOf('rules/contracts.md')
    expect((await xuefa('--json', 'documents', id, '--text')).json()).toEqual({ id, text: RULE })
  })

  it('removes one, and no more', async () => {
    const own = { workingFolder: writeFiles(newFolder(), { 'a.txt': PLAN, 'b.txt': RULE }) }
    const both = [join(own.workingFolder, 'a.txt'), join(own.workingFolder, 'b.txt')]
    expect(await run(['ingest', ...both], own)).toMatchObject({ code: 0 })
    const { documents } = (await run(['documents', '--json'], own)).json() as { documents: { id: string }[] }
    const [first, second] = documents.map(({ id }) => id)
    const removed = await run(['documents', first ?? '', '--remove'], own)
    expect(removed).toMatchObject({ code: 0, out: `已移除《溪口县法治政府建设实施方案》[${first}]。\n` })
    expect((await run(['documents', '--json'], own)).json()).toMatchObject({ documents: [{ id: second }] })
    const again = await run(['documents', first ?? '', '--remove', '--json'], own)
    expect(again).toMatchObject({ code: 2, out: '' })
    const asked = (await run(['ask', '会前学法一年几次？', '--json'], own)).json() as Answer
    expect(asked.citations.map(({ document }) => document.id)).not.toContain(first)
  })
})

describe('structure', () => {
  it('answers exactly the fields of the contract, with offsets into the text', async () => {
    const id = await idOf('rules/contracts.md')
    const { document, units } = (await xuefa('structure', id, '--json')).json() as {
      document: { id: string }
      units: { label: string; start: number; end: number }[]
    }
    expect(document.id).toBe(id)
    for (const unit of units) {
      expect(Object.keys(unit).sort()).toEqual([
        'damaged',
        'end',
        'expectedLabel',
        'heading',
        'label',
        'level',
        'start',
      ])
    }
    expect(units.map(({ label }) => label).filter(label => label !== '')).toEqual([
      '第一条',
      '第二条',
      '第三条',
      '第四条',
      '第五条',
    ])
    const third = units.find(({ label }) => label === '第三条')
    expect(RULE.slice(third?.start, third?.end)).toMatch(/^第三条 合同签订后5个工作日内.*备案。$/)
  })

  it('draws the tree for people', async () => {
    const shown = await xuefa('structure', await idOf('plan.txt'))
    expect(shown.out).toContain('\n  二、主要任务\n    (一)落实报告制度\n')
  })
})

describe('ask', () => {
  it('answers with a citation that is an exact slice of the text', async () => {
    const asked = await xuefa('ask', '合同副本多久之内备案？', '--json')
    expect(asked.code).toBe(0)
    const answer = asked.json() as Answer
    expect(answer.status).toBe('answered')
    const [citation] = answer.citations
    expect(citation?.article.label).toBe('第三条')
    expect(RULE.slice(citation?.start, citation?.end)).toBe(citation?.quote)
    expect(Object.keys(answer).sort()).toEqual([
      'citations',
      'elapsedMs',
      'obligations',
      'question',
      'scope',
      'status',
      'text',
      'warnings',
    ])
  })

  it('shows people the sentence and where it stands', async () => {
    const asked = await xuefa('ask', '合同副本多久之内备案？')
    expect(asked.out).toContain('合同签订后5个工作日内')
    expect(asked.out).toMatch(
      /\[1\] 《溪口县人民政府合同管理办法》 第三条（rules\/contracts\.md，第 \d+—\d+ 字）\n/,
    )
  })

  it('takes a place as the scope', async () => {
    const here = (await xuefa('ask', '会前学法一年几次？', '--scope', '溪口县', '--json')).json() as Answer
    expect(here).toMatchObject({ status: 'answered', scope: '溪口县' })
    const elsewhere = (
      await xuefa('ask', '会前学法一年几次？', '--scope', '通州区', '--json')
    ).json() as Answer
    expect(elsewhere).toMatchObject({ status: 'declined', citations: [] })
  })

  it('goes on with a conversation that another run began', async () => {
    await xuefa('ask', '通州区的会前学法一年几次？', '--session', 'across-runs')
    const next = (await xuefa('ask', '那每次谁来讲？', '--session', 'across-runs', '--json')).json() as Answer
    expect(next.scope).toBe('通州区')
  })

  it('works without a data folder, and makes none', async () => {
    const workingFolder = newFolder()
    const question = ['ask', '会前学法一年几次？', '--session', 'nowhere-to-remember', '--json']
    const asked = await run(question, { workingFolder })
    expect(asked.code).toBe(0)
    expect(asked.json()).toMatchObject({ status: 'declined', citations: [] })
    expect(existsSync(join(workingFolder, 'data'))).toBe(false)
  })
})

describe('ask --batch', () => {
  const batch = (lines: readonly unknown[]): string => {
    const text = lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
    return join(writeFiles(newFolder(), { 'in.jsonl': `${text}\n` }), 'in.jsonl')
  }
  const linesOf = ({ out }: Ran): ({ id: unknown } & Answer)[] =>
    out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as { id: unknown } & Answer)

  it('answers each line in the order of the questions, with its id', async () => {
    const file = batch([
      { id: 'b', question: '合同副本多久之内备案？' },
      '',
      { id: 7, question: '会前学法一年几次？', scope: null, session: null },
      { id: 'a', question: '年度报告什么时候公开？', scope: '溪口县' },
    ])
    const asked = await xuefa('ask', '--batch', file)
    expect(asked.code).toBe(0)
    expect(linesOf(asked).map(({ id }) => id)).toEqual(['b', 7, 'a'])
    expect(linesOf(asked).map(({ citations }) => citations[0]?.article.label)).toEqual([
      '第三条',
      '(二)',
      '(一)',
    ])
    const alone = (await xuefa('ask', '合同副本多久之内备案？', '--json')).json() as Answer
    expect({ ...linesOf(asked)[0], elapsedMs: 0 }).toEqual({ id: 'b', ...alone, elapsedMs: 0 })
  })

  it('keeps one conversation for each session, however the lines are mixed', async () => {
    const file = batch([
      { id: 1, question: '通州区的会前学法一年几次？', session: 'x' },
      { id: 2, question: '溪口县的会前学法一年几次？', session: 'y' },
      { id: 3, question: '那每次谁来讲？', session: 'x' },
      { id: 4, question: '那每次谁来讲？', session: 'y' },
    ])
    const [, , inTongzhou, inXikou] = linesOf(await xuefa('ask', '--batch', file))
    expect(inTongzhou?.scope).toBe('通州区')
    expect(inXikou?.scope).toBe('溪口县')
  })

  it('keeps the place of a line that cannot be asked, names it, and ends with 1', async () => {
    const file = batch([
      { id: 'good', question: '会前学法一年几次？' },
      { id: 'empty', question: '  ' },
      { id: 'long', question: '长'.repeat(1001) },
      { id: 'last', question: '会前学法一年几次？' },
    ])
    const asked = await xuefa('ask', '--batch', file)
    expect(asked.code).toBe(1)
    expect(linesOf(asked).map(({ id, status }) => [id, status])).toEqual([
      ['good', 'answered'],
      ['empty', 'declined'],
      ['long', 'declined'],
      ['last', 'answered'],
    ])
    expect(linesOf(asked)[1]?.warnings.map(({ code }) => code)).toEqual(['question-empty'])
    expect(asked.err).toMatch(/^empty：.+\nlong：.+\n$/)
  })

  it('takes any characters that JSON can name', async () => {
    const odd = ['会前\u0000学法一年几次？', '会前\ud800学法一年几次？', '会前学法\u001b[2J一年几次？\n']
    const file = batch(odd.map((question, id) => ({ id, question, session: 'odd' })))
    const asked = await xuefa('ask', '--batch', file)
    expect(asked.code).toBe(0)
    expect(linesOf(asked).map(({ id }) => id)).toEqual([0, 1, 2])
  })

  it.each([
    ['不是 JSON', ['{"id": 1, "question": "年报？"}', '{"id": 2, "question"'], '第 2 行'],
    ['没有问题', ['{"id": 1, "question": "年报？"}', '', '{"id": 2}'], '第 3 行'],
    ['不是对象', ['[1]'], '第 1 行'],
    ['编号是对象', ['{"id": {}, "question": "年报？"}'], '第 1 行'],
  ])('answers nothing where a line is no question (%s), and names the line', async (_, lines, where) => {
    const asked = await xuefa('ask', '--batch', batch(lines))
    expect(asked).toMatchObject({ code: 2, out: '' })
    expect(asked.err).toMatch(ONE_LINE)
    expect(asked.err).toContain(where)
  })
})

describe('eval', () => {
  const questions = [
    {
      id: 'hit',
      question: '合同副本多久之内备案？',
      style: 'plain',
      gold: [{ source: 'rules/', quote: '5个工作日内' }],
    },
    {
      id: 'miss',
      question: '合同副本多久之内备案？',
      style: 'plain',
      gold: [{ source: 'rules/', quote: '档案保存' }],
    },
    { id: 'none', question: '通州区的会前学法一年几次？', gold: [] },
  ]

  it('counts hits, wrong declines and right declines', async () => {
    const file = writeFiles(newFolder(), {
      'qa.jsonl': questions.map(line => JSON.stringify(line)).join('\n'),
    })
    const measured = await xuefa('eval', join(file, 'qa.jsonl'), '--json')
    expect(measured.code).toBe(0)
    expect(measured.json()).toMatchObject({
      overall: {
        questions: 3,
        answerable: 2,
        hitAt1: 0.5,
        answerableDeclined: 0,
        unanswerable: 1,
        unanswerableDeclined: 1,
      },
      byStyle: { plain: { questions: 2, answerable: 2 } },
    })
    const shown = await xuefa('eval', join(file, 'qa.jsonl'))
    expect(shown.out).toMatch(/^全部：3 题；有答案 2 题，首条命中 50\.0%/)
    expect(shown.out).toMatch(/\nplain：2 题/)
  })
})

describe('where options stand', () => {
  it('does not matter for --data and --json', async () => {
    const data = join(folder, 'data')
    const elsewhere = { workingFolder: newFolder() }
    const orders = [
      ['--data', data, '--json', 'documents'],
      ['documents', '--data', data, '--json'],
      ['--json', 'documents', `--data=${data}`],
    ]
    const outputs = await Promise.all(orders.map(async order => (await run(order, elsewhere)).out))
    expect(new Set(outputs).size).toBe(1)
    expect(outputs[0]).toContain('溪口县法治政府建设实施方案')
  })

  it('a path after -- may look like an option', async () => {
    const ran = await xuefa('ingest', '--', '--json')
    expect(ran).toMatchObject({ code: 2 })
    expect(ran.out).toContain('「--json」：文件或文件夹不存在')
  })
})

describe('wrong use', () => {
  it.each([
    [[], '请给出命令'],
    [['frage'], '没有“frage”这个命令'],
    [['ask', '--loud', '年报？'], '没有“--loud”这个选项'],
    [['ask'], '请写下问题'],
    [['ask', '  '], '问题是空的'],
    [['ask', '？！'], '问题是空的'],
    [['ask', '长'.repeat(1001)], '1001'],
    [['ask', '一', '二'], '参数太多'],
    [['ask', '年报？', '--batch', 'x.jsonl'], '只能给出一个'],
    [['ask', '--batch', 'nowhere.jsonl'], 'nowhere.jsonl'],
    [['ask', '--batch', '.'], '无法读取'],
    [['ask', '--batch'], '后面要有值'],
    [['ingest'], '缺少参数 <path>'],
    [['structure'], '缺少参数 <id>'],
    [['structure', 'ffffffff'], 'ffffffff'],
    [['documents', 'ffffffff'], 'ffffffff'],
    [['documents', 'two\nlines\u001b[2J'], '没有编号为'],
    [['documents', '--text'], '--text 要和文件编号一起使用'],
    [['documents', '--remove'], '--remove 要和文件编号一起使用'],
    [['documents', 'ffffffff', '--remove', '--text'], '不能同时使用'],
    [['eval'], '缺少参数 <file>'],
    [['eval', 'nowhere.jsonl'], 'nowhere.jsonl'],
    [['start', '--port', '80a'], '端口“80a”不对'],
    [['start', '--port', '65536'], '端口“65536”不对'],
    [['start', '--port', '-1'], '端口“-1”不对'],
    [['start', '--port', ''], '端口“”不对'],
    [['--data', '', 'documents'], '--data'],
  ])('%j is one clear line and exit 2', async (args, words) => {
    for (const more of [[], ['--json']]) {
      const ran = await xuefa(...args, ...more)
      expect(ran).toMatchObject({ code: 2, out: '' })
      expect(ran.err).toMatch(ONE_LINE)
      expect(ran.err).toContain(words)
    }
  })
})

describe('help and version', () => {
  it('lists the commands, in Chinese throughout', async () => {
    const help = await xuefa('--help')
    expect(help.code).toBe(0)
    for (const command of ['start', 'ingest', 'documents', 'structure', 'ask', 'eval', 'doctor'])
      expect(help.out).toMatch(new RegExp(`\\n  ${command} `))
    expect(help.out).not.toMatch(/Usage|Options|Commands|display|\[options\]/)
    expect((await xuefa('ask', '--help')).out).toContain('用法： xuefa ask [选项] [question]\n')
    expect((await xuefa('help', 'start')).out).toContain('--port <number>  网页的端口，默认 8080\n')
  })

  it('tells the version of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(await xuefa('--version')).toMatchObject({ code: 0, out: `${version}\n`, err: '' })
  })
})

describe('what a document holds', () => {
  it('cannot command the terminal', async () => {
    const own = { workingFolder: newFolder() }
    const text = PLAN.replace('上岗执法', '上岗\u001b[2J\u202e执法')
    writeFiles(own.workingFolder, { 'a.txt': text })
    await run(['ingest', join(own.workingFolder, 'a.txt')], own)
    const asked = await run(['ask', '行政执法人员每年培训多少学时？'], own)
    expect(asked.out).toContain('上岗�[2J�执法')
  })
})

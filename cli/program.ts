/**
 * The commands and their options, from the table in docs/contracts.md. In: arguments and the system. Out: an exit code.
 * Every expected failure becomes one line that says what and what to do; with --json nothing else goes to standard output.
 */
import { Command, CommanderError } from 'commander'
import { printable } from '../bot/console/printable.ts'
import { AppError } from '../knowledge/model/errors.ts'
import { EXIT, type Context, type ExitCode } from './context.ts'
import { addChineseHelp } from './help.ts'
import { notInstalledMessage } from './not-installed.ts'
import { defaultDataDir, type System } from './system.ts'
import { usageMessage } from './usage.ts'
import { readVersion } from './version.ts'

interface GlobalOptions {
  readonly data?: string
  readonly json?: boolean
}

export async function runProgram(args: readonly string[], system: System): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done
  const program = buildProgram(system, code => {
    exitCode = code
  })
  try {
    await program.parseAsync([...args], { from: 'user' })
    return exitCode
  } catch (error) {
    return reportFailure(error, system)
  }
}

type Done = (code: ExitCode) => void

function buildProgram(system: System, done: Done): Command {
  const program = new Command('xuefa')
    .description('学法助手：把法治政府建设的规划、方案、要点和报告变成有出处的答案')
    .version(readVersion(), '-V, --version', '显示版本')
    .exitOverride()
    .showHelpAfterError(false)
    .configureOutput({
      writeOut: text => system.out.write(text),
      // Failures are worded once, in reportFailure.
      writeErr: () => undefined,
    })
  addChineseHelp(program)
  addGlobalOptions(program)
  addCommands(program, runner(program, system, done))
  program.commands.flatMap(command => [command, ...command.commands]).forEach(addGlobalOptions)
  return program
}

/** They may stand before or after the command. */
function addGlobalOptions(command: Command): void {
  command
    .option('--data <dir>', '数据文件夹，默认为当前文件夹下的 data')
    .option('--json', '结果写成 JSON，供程序读取')
}

function runner(program: Command, system: System, done: Done): Run {
  return load =>
    async (...args) => {
      // Commander hands over the command itself last. What stands after the command wins.
      const command = args.at(-1) as Command
      const before = { ...program.opts<GlobalOptions>(), ...command.parent?.opts<GlobalOptions>() }
      const { data, json } = { ...before, ...command.opts<GlobalOptions>() }
      const dataDir = data === undefined ? defaultDataDir(system) : readDataDir(data)
      const act = await loaded(load)
      done(await act({ system, dataDir, json: json === true }, ...args))
    }
}

async function loaded<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (cause) {
    throw new AppError('not-installed', notInstalledMessage(cause), { cause })
  }
}

function readDataDir(data: string): string {
  if (data.trim() !== '') return data
  throw new AppError('usage', '选项“--data <dir>”后面要有文件夹名。')
}

type Action<A extends unknown[]> = (context: Context, ...args: A) => Promise<ExitCode>

/** Each command is loaded when it is called for: what `start` needs would cost `documents` half a second. */
type Run = <A extends unknown[]>(load: () => Promise<Action<A>>) => (...args: A) => Promise<void>

function addCommands(program: Command, run: Run): void {
  program
    .command('start')
    .description('启动服务：网页，在终端里还可以直接提问')
    .option('--port <number>', '网页的端口，默认 8080', '8080')
    .action(run(async () => (await import('./start.ts')).startCommand))
  program
    .command('ingest')
    .description('读入文件和文件夹；没有变化的跳过，有变化的整体替换')
    .argument('<path...>', '文件或文件夹')
    .action(run(async () => (await import('./ingest.ts')).ingestCommand))
  program
    .command('documents')
    .description('已收录的文件；给出编号时显示一份')
    .argument('[id]', '文件编号')
    .option('--text', '输出原文')
    .option('--remove', '移除这份文件')
    .action(run(async () => (await import('./documents.ts')).documentsCommand))
  program
    .command('structure')
    .description('一份文件的结构')
    .argument('<id>', '文件编号')
    .action(run(async () => (await import('./structure.ts')).structureCommand))
  program
    .command('ask')
    .description('回答一个问题；或用 --batch 回答一批')
    .argument('[question]', '问题')
    .option('--scope <place>', '地区，如 清渠区')
    .option('--session <id>', '同一编号的问题算一次对话')
    .option('--batch <file>', 'JSONL 文件，每行一个 {id, question, scope?, session?}')
    .action(run(async () => (await import('./ask.ts')).askCommand))
  program
    .command('eval')
    .description('回答一套带标准答案的问题，给出各项指标')
    .argument('<file>', '每行一个问题的 JSONL 文件')
    .action(run(async () => (await import('./eval.ts')).evalCommand))
  program
    .command('obligations')
    .description('任务台账：谁、做什么、何时、多少，各有原文出处')
    .option('--document <id>', '只列一份文件')
    .option('--unit <name>', '只列这个单位的任务')
    .option('--place <place>', '只列一个地区，如 清渠区')
    .option('--format <format>', 'table、json、csv、ics（日历）或 xlsx；不写时看输出文件的扩展名')
    .option('--output <file>', '写入文件')
    .action(run(async () => (await import('./obligations.ts')).obligationsCommand))
  addDueCommands(program, run)
  addRosterCommands(program, run)
  addReviewCommands(program, run)
  program
    .command('time')
    .description('一段文字里的时间表述')
    .argument('[text]', '文字')
    .option('--reference <iso>', '参考日期（默认今天）')
    .option('--batch <file>', '每行一个 {id, text, reference}')
    .action(run(async () => (await import('./time.ts')).timeCommand))
  program
    .command('doctor')
    .description('检查运行环境、数据文件夹、索引和模型')
    .action(run(async () => (await import('./doctor.ts')).doctorCommand))
}

function addDueCommands(program: Command, run: Run): void {
  program
    .command('due')
    .description('逾期的和将要到期的任务，附最后一个稳妥的工作日和数量进度')
    .option('--at <iso>', '从哪一天看，默认今天')
    .option('--days <number>', '往后看几天', '90')
    .option('--unit <name>', '只列这个单位的任务')
    .option('--place <place>', '只列一个地区，如 清渠区')
    .action(run(async () => (await import('./due.ts')).dueCommand))
  const mark = program.command('mark').description('登记任务的办理情况；只增不改')
  const state = (name: string, description: string): Command =>
    mark
      .command(name)
      .description(description)
      .argument('<id>', '任务编号，写开头几位即可')
      .option('--unit <name>', '哪个单位；不写则所有承担单位')
      .option('--by <name>', '谁登记的；不写则用环境变量 XUEFA_USER')
      .option('--note <text>', '说明')
      .option('--evidence <text>', '依据，如文号、链接')
  const due = ['--due <day>', '哪一个到期日，如 2027-03-01；不写则最近待办的一个'] as const
  state('done', '一个到期日已办结')
    .option(...due)
    .action(run(async () => (await import('./mark.ts')).markDoneCommand))
  state('waive', '一个到期日免于办理')
    .option(...due)
    .action(run(async () => (await import('./mark.ts')).markWaiveCommand))
  state('open', '撤回一天的登记，重新待办')
    .option('--due <day>', '登记所在的日期；不写则最近登记的一天')
    .action(run(async () => (await import('./mark.ts')).markOpenCommand))
  state('progress', '有数量要求的任务完成了几次')
    .option('--count <number>', '完成几次（学时等按原文的计量单位）', '1')
    .option('--due <day>', '完成的日期，默认今天')
    .action(run(async () => (await import('./mark.ts')).markProgressCommand))
}

/** `xuefa roster` alone lists. */
function addRosterCommands(program: Command, run: Run): void {
  const roster = program.command('roster').description('单位名册：谁是谁，简称、别名和“各部门”指哪些单位')
  const place = ['--place <place>', '地区，如 清渠区'] as const
  roster
    .command('list', { isDefault: true })
    .description('各地的单位，含文件里出现而没有登记的')
    .option(...place)
    .action(run(async () => (await import('./roster.ts')).rosterListCommand))
  roster
    .command('show')
    .description('一个名称指谁，有几项任务')
    .argument('<name>', '单位名称，或“各部门”之类的统称')
    .option(...place)
    .action(run(async () => (await import('./roster.ts')).rosterShowCommand))
  roster
    .command('unresolved')
    .description('认不出的名称和它们的出处，等待登记')
    .option(...place)
    .action(run(async () => (await import('./roster.ts')).rosterUnresolvedCommand))
  roster
    .command('add')
    .description('登记一个单位；已有的整体替换')
    .option('--name <name>', '单位名称')
    .option('--place <place>', '地区，如 清渠区；写 "" 表示各地通用')
    .option('--kind <kind>', '类别，看得出时可以不写')
    .option('--alias <alias...>', '别名，可以写几个')
    .action(run(async () => (await import('./roster-edit.ts')).rosterAddCommand))
  roster
    .command('alias')
    .description('给一个单位加一个别名；别名是“各成员单位”之类的统称时，单位成为它的成员')
    .argument('<name>', '单位名称')
    .argument('<alias>', '别名')
    .option(...place)
    .option('--remove', '删去这个别名')
    .action(run(async () => (await import('./roster-edit.ts')).rosterAliasCommand))
  roster
    .command('remove')
    .description('从名册中删去一个单位；文件里的名称不变')
    .argument('<name>', '单位名称')
    .option(...place)
    .action(run(async () => (await import('./roster-edit.ts')).rosterRemoveCommand))
  roster
    .command('import')
    .description('从 CSV 文件登记；有一行不对就一行也不登记')
    .argument('<file>', '列为 地区,单位,类别,别名')
    .action(run(async () => (await import('./roster-edit.ts')).rosterImportCommand))
  roster
    .command('export')
    .description('把登记的单位写成 CSV')
    .action(run(async () => (await import('./roster.ts')).rosterExportCommand))
}

/** `xuefa review` alone lists. */
function addReviewCommands(program: Command, run: Run): void {
  const review = program
    .command('review')
    .description('待人复核的事项：破损的日期、文件间的不一致、届满的规划等')
  review
    .command('list', { isDefault: true })
    .description('等待复核的事项，附读法和依据')
    // What stands here is no subcommand; the command itself says which there are.
    .allowExcessArguments()
    .option('--document <id>', '只列一份文件')
    .option('--kind <kind>', '只列一类，如 damage、conflict、lapsed')
    .option('--all', '连同已经处理的')
    .action(run(async () => (await import('./review.ts')).reviewListCommand))
  review
    .command('show')
    .description('一个事项或一项任务，附处理经过')
    .argument('<id>', '事项、任务或文件的编号，写开头几位即可')
    .action(run(async () => (await import('./review.ts')).reviewShowCommand))
  review
    .command('history')
    .description('谁在何时作了什么决定；只增不改')
    .argument('[id]', '事项、任务或文件的编号')
    .action(run(async () => (await import('./review.ts')).reviewHistoryCommand))
  addDecisionCommands(review, run)
}

function addDecisionCommands(review: Command, run: Run): void {
  const decision = (name: string, description: string): Command =>
    review
      .command(name)
      .description(description)
      .argument('<id>', '事项、任务或文件的编号，写开头几位即可')
      .option('--by <name>', '谁决定的；不写则用环境变量 XUEFA_USER')
      .option('--note <text>', '说明')
  decision('confirm', '确认；破损的日期按所选读法')
    .option('--proposal <n>', '第几个读法')
    .action(run(async () => (await import('./review-decide.ts')).reviewConfirmCommand))
  decision('correct', '更正任务；原文不变，更正盖在上面')
    .option('--timing <words>', '时限，如 每年3月1日前；没有写“无”')
    .option('--quota <words>', '数量，如 每年不少于4次；没有写“无”')
    .option('--unit <name:role>', '单位，如 区司法局:牵头；可写几次', collect)
    .option('--to <name>', '报送对象；可写几次', collect)
    .option('--action <words>', '事项')
    .action(run(async () => (await import('./review-decide.ts')).reviewCorrectCommand))
  decision('reject', '剔除：这不是任务；对名称、冲突等事项：不采纳').action(
    run(async () => (await import('./review-decide.ts')).reviewRejectCommand),
  )
  decision('continue', '届满的文件或任务：沿用').action(
    run(async () => (await import('./review-decide.ts')).reviewContinueCommand),
  )
  decision('stop', '届满的文件或任务：停止').action(
    run(async () => (await import('./review-decide.ts')).reviewStopCommand),
  )
  decision('reopen', '撤回原决定，重新等待复核').action(
    run(async () => (await import('./review-decide.ts')).reviewReopenCommand),
  )
}

/** An option that may be given several times. */
function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}

function reportFailure(error: unknown, { err }: System): ExitCode {
  if (error instanceof AppError) {
    err.write(`${oneLine(error.message)}\n`)
    return EXIT.couldNot
  }
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done
    err.write(`${oneLine(usageMessage(error))}\n`)
    return EXIT.couldNot
  }
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error)
  err.write(`程序内部出错，请把以下内容报告给维护者：${printable(details)}\n`)
  return EXIT.couldNot
}

/** What a person typed is part of many messages and may hold anything. */
function oneLine(message: string): string {
  return printable(message.replace(/[\r\n\t\u2028\u2029]+/g, ' '))
}

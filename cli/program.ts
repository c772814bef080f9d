/**
 * The commands and their options, from the table in docs/contracts.md. In: arguments and the system. Out: an exit code.
 * Every expected failure becomes one line that says what and what to do; with --json nothing else goes to standard output.
 */
import { Command, CommanderError, Option } from 'commander'
import { AppError } from '../knowledge/model/errors.ts'
import { askCommand } from './ask.ts'
import { doctorCommand } from './doctor.ts'
import { documentsCommand } from './documents.ts'
import { evalCommand } from './eval.ts'
import { ingestCommand } from './ingest.ts'
import { startCommand } from './start.ts'
import { structureCommand } from './structure.ts'
import { defaultDataDir, type System } from './system.ts'

/** What every command is given. */
export interface Context {
  readonly system: System
  readonly dataDir: string
  readonly json: boolean
}

export const EXIT = { done: 0, inPart: 1, couldNot: 2 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

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

function buildProgram(system: System, done: (code: ExitCode) => void): Command {
  const program = new Command('xuefa')
    .description('学法助手：把法治政府建设的规划、方案、要点和报告变成有出处的答案')
    .addOption(new Option('--data <dir>', '数据文件夹(默认 ./data)'))
    .addOption(new Option('--json', '机器可读的结果写到标准输出'))
    .exitOverride()
    .showHelpAfterError(false)
    .configureOutput({
      writeOut: text => system.out.write(text),
      // Failures are worded once, in reportFailure.
      writeErr: () => undefined,
    })
  const contextOf = (): Context => {
    const { data, json } = program.opts<GlobalOptions>()
    return { system, dataDir: data ?? defaultDataDir(system), json: json === true }
  }
  const run = <A extends unknown[]>(command: (context: Context, ...args: A) => Promise<ExitCode>) => {
    return async (...args: A): Promise<void> => {
      done(await command(contextOf(), ...args))
    }
  }
  addCommands(program, run)
  // --data and --json may stand before or after the command.
  for (const command of program.commands) {
    command
      .addOption(new Option('--data <dir>', '数据文件夹').hideHelp())
      .addOption(new Option('--json').hideHelp())
    command.hook('preAction', (_, action) => {
      const { data, json } = action.opts<GlobalOptions>()
      if (data !== undefined) program.setOptionValue('data', data)
      if (json === true) program.setOptionValue('json', true)
    })
  }
  return program
}

type Run = <A extends unknown[]>(
  command: (context: Context, ...args: A) => Promise<ExitCode>,
) => (...args: A) => Promise<void>

function addCommands(program: Command, run: Run): void {
  program
    .command('start')
    .description('启动服务：网页和(在终端里)命令行问答')
    .option('--port <number>', '网页端口', '8080')
    .action(run(startCommand))
  program
    .command('ingest')
    .description('读入文件和文件夹；没有变化的跳过，有变化的整体替换')
    .argument('<path...>', '文件或文件夹')
    .action(run(ingestCommand))
  program
    .command('documents')
    .description('已收录的文件；给出编号时显示一份')
    .argument('[id]', '文件编号')
    .option('--text', '输出原文')
    .option('--remove', '移除这份文件')
    .action(run(documentsCommand))
  program
    .command('structure')
    .description('一份文件的结构')
    .argument('<id>', '文件编号')
    .action(run(structureCommand))
  program
    .command('ask')
    .description('回答一个问题；或用 --batch 回答一批')
    .argument('[question]', '问题')
    .option('--scope <place>', '地区，如 通州区')
    .option('--session <id>', '同一编号的问题算一次对话')
    .option('--batch <file>', '每行一个 {id, question, scope?, session?}')
    .action(run(askCommand))
  program
    .command('eval')
    .description('回答一套带标准答案的问题，给出各项指标')
    .argument('<file>', '每行一个问题的 JSONL 文件')
    .action(run(evalCommand))
  program.command('doctor').description('检查运行环境、数据文件夹、索引和模型').action(run(doctorCommand))
}

function reportFailure(error: unknown, { err }: System): ExitCode {
  if (error instanceof AppError) {
    err.write(`${error.message}\n`)
    return EXIT.couldNot
  }
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done
    err.write(`${usageMessage(error)}\n`)
    return EXIT.couldNot
  }
  err.write(`内部错误：${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return EXIT.couldNot
}

/** Commander words its complaints in English; the codes are stable, the words are ours. */
function usageMessage({ code, message }: CommanderError): string {
  const named = /'([^']*)'/.exec(message)?.[1] ?? ''
  const help = '用 xuefa --help 查看用法。'
  switch (code) {
    case 'commander.unknownCommand':
      return `没有“${named}”这个命令。${help}`
    case 'commander.unknownOption':
      return `没有“${named}”这个选项。${help}`
    case 'commander.missingArgument':
      return `缺少参数 <${named}>。${help}`
    case 'commander.optionMissingArgument':
      return `选项“${named}”后面要有值。${help}`
    case 'commander.excessArguments':
      return `参数太多。${help}`
    default:
      return help
  }
}

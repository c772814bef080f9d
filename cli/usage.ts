/** Wrong use of the command line, in Chinese. In: commander's error, which is in English. Out: one line. */
import type { CommanderError } from 'commander'

const SEE_HELP = '用 xuefa --help 查看用法。'

/** The codes are stable, the words are ours. */
export function usageMessage({ code, message }: CommanderError): string {
  const named = /'([^']*)'/.exec(message)?.[1] ?? ''
  switch (code) {
    case 'commander.help':
      return `请给出命令，例如 xuefa start。${SEE_HELP}`
    case 'commander.unknownCommand':
      return `没有“${named}”这个命令。${SEE_HELP}`
    case 'commander.unknownOption':
      return `没有“${named}”这个选项。${SEE_HELP}`
    case 'commander.missingArgument':
      return `缺少参数 <${named}>。${SEE_HELP}`
    case 'commander.optionMissingArgument':
      return `选项“${named}”后面要有值。${SEE_HELP}`
    case 'commander.excessArguments':
      return `参数太多；有空格的问题或文件名要加引号。${SEE_HELP}`
    default:
      return `命令写法不对。${SEE_HELP}`
  }
}

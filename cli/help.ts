/** The help that commander prints, in Chinese. In: commander's defaults. Out: its configuration. */
import { type Command, Help, type HelpConfiguration } from 'commander'

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
}

const defaults = new Help()

export const chineseHelp: HelpConfiguration = {
  styleTitle: title => TITLES[title] ?? title,
  commandUsage: command =>
    defaults.commandUsage(command).replace('[options]', '[选项]').replace('[command]', '<命令>'),
  // Every command has options; saying so in each line tells nothing.
  subcommandTerm: command => defaults.subcommandTerm(command).replace(' [options]', ''),
  optionDescription: option => option.description,
}

export function addChineseHelp(program: Command): void {
  program
    .configureHelp(chineseHelp)
    .helpOption('-h, --help', '显示用法')
    .helpCommand('help [command]', '显示一个命令的用法')
    .addHelpText(
      'after',
      `
例：
  xuefa start                                启动服务，在浏览器中打开 http://127.0.0.1:8080
  xuefa ingest 文件夹                        读入文件夹里的 .txt 和 .md 文件
  xuefa ask "年度报告什么时候向社会公开？"   问一个问题`,
    )
}

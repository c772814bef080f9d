/**
 * Every sentence a user can read, in Simplified Chinese, grouped by the place where it is shown. Sentences only: no
 * markup, no logic beyond filling in a number or a name.
 */

/** Words of the local web page; the scripts receive theirs through data attributes of the page. */
export const webWording = {
  brand: '学法助手',
  tagline: '法治政府建设学习与履职',
  skipToContent: '跳到正文',
  mainNavigation: '主导航',
  navAsk: '问答',
  navRegister: '台账',
  navCalendar: '日历',
  navDocuments: '文件',
  largePrint: '大字',
  largePrintLong: '大字显示',

  chat: {
    title: '问答',
    greeting: '想查哪一项规定？',
    promise: (documents: number) =>
      `回答只取自已收录的 ${documents} 份文件，逐条注明出处；文件没有写明的，会直接说明。`,
    empty: '还没有收录文件，暂时无法回答。请先用 xuefa ingest <文件或文件夹> 读入文件。',
    examples: '可以这样问',
    conversation: '对话记录',
    inputLabel: '您的问题',
    placeholder: '写下想查的问题',
    keys: '回车发送，Shift+回车换行',
    send: '提问',
    newConversation: '新的对话',
    scopeLabel: '当前地区',
    forgetScope: '不再限定地区',
    scopeForgotten: '已不再限定地区，下一个问题另起一段对话。',
    earlier: '此前问过',
    you: '问：',
    pending: '正在查找依据…',
    unreachable: '没有收到服务的回应。请确认“学法助手”仍在运行，然后再试一次。',
    answered: '已回答。',
    soon: '接下来到期',
    soonAll: '看到期日历',
    between: '；',
  },

  answer: {
    answered: '回答',
    declined: '文件中没有写明',
    clarify: '请补充一点信息',
    sources: '依据',
    nearest: '最接近的条款',
    related: '相关条款',
    nothingNear: '已收录的文件中没有相近的条款。',
    warning: '注意',
    scope: '地区：',
    readSource: '看原文',
    inRegister: (count: number) => `在台账中看这 ${count} 项`,
    someInRegister: (count: number, shown: number) => `共 ${count} 项，在台账中看前 ${shown} 项`,
    citationNumber: (number: number) => `第 ${number} 处，`,
  },

  document: {
    documentNumber: '文号',
    issuer: '发文机关',
    issuedOn: '成文日期',
    type: '类型',
    place: '地区',
    years: '年份',
    source: '来源文件',
    extent: '篇幅',
    duties: '台账',
    toRegister: '本文件的事项',
    extentOf: (articles: number, characters: string) => `${articles} 条，${characters} 字符`,
    contents: '目录',
    warnings: (count: number) => `本文件有 ${count} 处需要留意`,
    line: (line: number) => `第 ${line} 行`,
    furniture: (lines: number) => `网页附着内容（${lines} 行）`,
    quoted: '引用位置',
    backToQuote: '回到引用处',
    print: '打印',
    damagedLabel: (expected: string) => `原文此处序号缺损，按前后次序应为“${expected}”。`,
    damaged: '原文此处文字有缺损。',
    badSpan: '链接中的位置不在本文件之内，未作标示。文件可能已经更新，请重新提问以取得新的出处。',
    unknown: '没有这份文件',
    unknownDetail: '它可能已被替换或移除。请在文件列表中查找，或重新提问。',
  },

  documents: {
    title: '已收录文件',
    count: (count: number) => `共 ${count} 份`,
    found: (count: number, query: string) => `标题、文号或地区含“${query}”的文件 ${count} 份`,
    filter: '查找文件',
    filterPlaceholder: '标题、文号或地区',
    filterButton: '查找',
    showAll: '显示全部',
    columns: {
      title: '文件',
      documentNumber: '文号',
      place: '地区',
      type: '类型',
      years: '年份',
      articles: '条数',
      warnings: '留意',
    },
    warnings: (count: number) => `${count} 处`,
    none: '还没有收录文件。请用 xuefa ingest <文件或文件夹> 读入。',
    noMatch: '没有符合的文件。',
    pages: '翻页',
    previous: '上一页',
    next: '下一页',
    page: (page: number, pages: number) => `第 ${page} / ${pages} 页`,
  },

  days: {
    weekdays: ['一', '二', '三', '四', '五', '六', '日'],
    month: (year: number, month: number) => `${year}年${month}月`,
    long: (day: {
      readonly year: number
      readonly month: number
      readonly date: number
      readonly weekday: string
    }) => `${day.year}年${day.month}月${day.date}日（周${day.weekday}）`,
  },

  /** One duty, wherever it is shown. */
  duty: {
    roles: { responsible: '责任', lead: '牵头', participant: '参加' },
    roleOf: (role: string) => `${role}：`,
    modality: { must: null, should: '原则上', encouraged: '鼓励' },
    review: {
      automatic: '自动识别',
      'needs-review': '待复核',
      confirmed: '已确认',
      corrected: '已更正',
      rejected: '已驳回',
    },
    due: { open: '待办', done: '已完成', waived: '已免除', overdue: '已逾期' },
    lapsed: '规划期已届满',
    damaged: '原文破损',
    nobody: '原文没有写明',
    more: (count: number) => `另有 ${count} 家`,
    addressees: (names: string) => `报送：${names}`,
    suggestion: (text: string) => `可能是“${text}”`,
    bounds: { '>=': '不少于', '<=': '不超过', '=': '' },
    periods: {
      day: '每日',
      week: '每周',
      month: '每月',
      '2-month': '每两个月',
      quarter: '每季度',
      'half-year': '每半年',
      year: '每年',
      '2-year': '每两年',
      term: '每届任期',
      'person-year': '每人每年',
      'person-term': '每人每届任期',
    },
    between: '、',
    next: '下次',
    safe: '稳妥',
    sameDay: '同日',
    past: (day: string) => `${day}已过`,
    undated: {
      waits: '待复核后推算',
      relative: '随事项起算',
      ongoing: '持续履行',
      other: '没有固定日期',
    },
    readSource: '看原文',
    quoteLabel: '原文：',
  },

  filter: {
    title: '筛选',
    unit: '单位',
    unitPlaceholder: '如：司法局',
    place: '地区',
    state: '状态',
    document: '文件',
    query: '内容',
    queryPlaceholder: '事项或原文中的字词',
    month: '月份',
    all: '全部',
    noPlace: '未写明地区的文件',
    apply: '筛选',
    clear: '清除筛选',
    badState: (value: string) => `没有“${value}”这种状态。请在“状态”中另选一种。`,
    badMonth: (value: string) =>
      `“${value}”不是可以显示的月份。请写成如 2027-03 的样子，年份在 2000 至 2099 之间。`,
    unknownPlace: (value: string) => `没有收录“${value}”的文件。请在“地区”中另选一处。`,
    unknownDocument: '没有这份文件，它可能已被替换或移除。请在“文件”中另选一份。',
    badPage: (value: string) => `没有第“${value}”页。页码应为 1 以上的整数。`,
    tooLong: (field: string, limit: number) => `“${field}”超过 ${limit} 个字符，请缩短后再筛选。`,
    badDuties: (limit: number) => `地址中的事项编号有误，或超过 ${limit} 个。请从回答或台账重新打开。`,
    condition: (field: string, value: string) => `${field}“${value}”`,
    between: '，',
    conditions: (list: string) => `当前条件：${list}。`,
    noMatch: '没有同时符合筛选条件的事项。',
    noMatchOne: '没有符合筛选条件的事项。',
    gone: '所指的事项已不在台账中，文件可能已经更新或移除。请重新提问。',
  },

  register: {
    title: '义务台账',
    caption: '义务台账：事项、责任单位、时限、数量、状态、出处和原文',
    legend: '没有标“原则上”或“鼓励”的，都是必须做到的事项。',
    onlyThese: (count: number) => `只列出所指的 ${count} 项。`,
    showAll: '看全部台账',
    count: (count: number) => `共 ${count} 项`,
    found: (count: number) => `符合条件的共 ${count} 项`,
    waiting: (count: number) => `其中 ${count} 项待复核`,
    columns: {
      action: '事项',
      parties: '责任单位',
      timing: '时限与到期',
      quota: '数量',
      state: '状态',
      source: '出处与原文',
    },
    fromDocument: (count: number) => `本页 ${count} 项`,
    download: '下载 CSV',
    fileName: (day: string) => `义务台账-${day}.csv`,
    toCalendar: '看日历',
    empty:
      '还没有收录文件，台账是空的。请先用 xuefa ingest <文件或文件夹> 读入文件，事项会从文件中自动识别。',
    emptyFound: '已收录的文件中没有识别出事项。请在“文件”页核对文件是否完整。',
  },

  calendar: {
    title: '到期日历',
    titleOf: (month: string) => `${month}到期日历`,
    count: (count: number) => `本月到期 ${count} 项`,
    caption: (month: string) => `${month}的到期事项，每周从周一起`,
    weekday: (weekday: string) => `周${weekday}`,
    previous: '上个月',
    next: '下个月',
    thisMonth: '回到本月',
    months: '切换月份',
    today: '今天',
    marks: { holiday: '休', makeUp: '班', unpublished: '未定' },
    markNames: { holiday: '放假', makeUp: '调休上班', unpublished: '放假或上班未定' },
    unpublished: (year: string) =>
      `${year}年节假日安排未公布。标“未定”的日子以国务院办公厅的通知为准，稳妥日期已从早推算。`,
    andOthers: (unit: string, count: number) => `${unit}等 ${count} 家`,
    more: (count: number) => `另有 ${count} 项`,
    rest: (count: number) => `其余 ${count} 项见下方清单`,
    toRegister: '看台账',
    list: '本月清单',
    dayCount: (count: number) => `${count} 项`,
    overdue: (count: number) => `已逾期 ${count} 项`,
    overdueRest: (count: number) => `其余 ${count} 项没有列出，请按单位或地区筛选。`,
    foldedOverdue: (count: number) => `展开另外 ${count} 项`,
    due: '到期',
    presumed: '推定',
    safe: (day: string) => `稳妥日期：${day}`,
    daysLeft: (days: number) => `还有 ${days} 天`,
    dueToday: '今天到期',
    daysLate: (days: number) => `已逾期 ${days} 天`,
    unitState: (unit: string, state: string) => `${unit}（${state}）`,
    unitPace: (unit: string, pace: string) => `${unit} ${pace}`,
    none: '本月没有到期的事项。可以查看前后月份。',
    noMatch: '本月没有符合筛选条件的到期事项，可以查看前后月份。',
    empty: '还没有收录文件，日历是空的。请先用 xuefa ingest <文件或文件夹> 读入文件，到期日会从文件中推算。',
  },

  problem: {
    home: '回到问答页',
    listDocuments: '查看文件列表',
    notFound: '没有这个页面',
    notFoundDetail: '地址可能有误，或内容已被移除。',
    internal: '服务出错了',
    internalDetail: '这次请求没有完成，问题已记入日志。请稍后再试；若仍然出错，请告知管理员。',
    refused: '请求被拒绝',
    badRequest: '请求有误',
    foreignHost:
      '不接受以此主机名访问。请在本机打开 http://127.0.0.1 或 http://localhost，或请管理员把该主机名列入允许名单。',
    foreignOrigin: '请求来自其他网站，已拒绝。请在本页面内提问。',
    notJson: '请求的 Content-Type 必须是 application/json。',
    badJson: '请求内容不是有效的 JSON。',
    badForm: '没有读懂提交的内容。请回到问答页再试一次。',
    notObject:
      '请求内容应为一个对象：{"question": "问题", "scope": "地区（可省略）", "session": "会话编号（可省略）"}。',
    tooLarge: (kilobytes: number) => `请求内容超过 ${kilobytes} KB，请缩短后再试。`,
    questionMissing: '缺少问题：question 应为文字。',
    questionEmpty: '问题是空的，请写下想查的内容。',
    questionTooLong: (limit: number) => `问题超过 ${limit} 个字符，请缩短后再问。`,
    badScope: (limit: number) => `地区 scope 应为不超过 ${limit} 个字符的文字。`,
    badSession: '会话编号 session 应为 8 至 64 个字母、数字、连字符或下划线。',
    portInUse: (port: number) =>
      `端口 ${port} 已被其他程序占用，网页服务没有启动。请用 --port 换一个端口，例如 --port ${port + 1}。`,
    portForbidden: (port: number) =>
      `没有权限使用端口 ${port}，网页服务没有启动。请用 --port 换一个 1024 以上的端口，例如 --port 8080。`,
    hostUnavailable: (host: string) => `本机没有地址 ${host}，网页服务没有启动。请检查监听地址。`,
  },
} as const

/** Words of the prompt on a terminal. */
export const consoleWording = {
  greeting: '可以直接提问，例如：年度报告什么时候向社会公开？输入 /quit 退出。',
  prompt: '问> ',
  quit: ['/quit', '/exit', '退出'] as readonly string[],
  failed: '这个问题没有答成，原因已写入日志。请换个说法再试；若仍然出错，请告知管理员。',
  warning: (message: string) => `注意：${message}`,
  source: (place: {
    readonly number: number
    readonly title: string
    readonly where: string
    readonly file: string
    readonly start: number
    readonly end: number
  }) =>
    `[${place.number}] 《${place.title}》 ${place.where}（${place.file}，第 ${place.start}—${place.end} 字）`,
} as const

/** Words of the service as it starts and stops. */
export const serviceWording = {
  ready: (url: string, seconds: string) => `已就绪：${url}（${seconds} 秒）。按 Ctrl+C 停止。`,
  stopping: '正在停止…',
  indexing: '正在为新文件建立索引，期间可以照常提问。',
} as const

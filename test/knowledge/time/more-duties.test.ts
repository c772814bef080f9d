/** Duty times as plans, schemes, work points and rules word them; every reading was decided before the reader was run. */
import { describe, expect, it } from 'vitest'

import { civilDate, readTimes, type TimeMention } from '../../../knowledge/time/index.ts'

const REFERENCE = civilDate('2026-11-25')

/** `raw = type start..end rule length count`, with what is null left out. */
function brief({ raw, type, start, end, rrule, duration, workday, count }: TimeMention): string {
  const days = start === null && end === null ? null : `${start ?? ''}..${end ?? ''}`
  const isLength = duration !== null && count === undefined
  const length = isLength ? `${duration}${workday === true ? ' workdays' : ''}` : null
  const amount = count === undefined ? null : `[${count.min ?? ''}..${count.max ?? ''} ${count.unit}]`
  const parts = [type, days, rrule, length, amount].filter(part => part !== null)
  return `${raw} = ${parts.join(' ')}`
}

type Cases = readonly (readonly [string, ...string[]])[]

const DEADLINES: Cases = [
  ['各镇于2027年3月20日前报送自查报告', '2027年3月20日前 = deadline ..2027-03-20'],
  ['2027年6月底前完成权责清单调整', '2027年6月底前 = deadline ..2027-06-30'],
  ['力争2028年年底前实现全覆盖', '2028年年底前 = deadline ..2028-12-31'],
  ['到2030年,基本建成', '到2030年 = deadline ..2030-12-31'],
  ['到2027年底全面建立', '到2027年底 = deadline ..2027-12-31'],
  ['到“十五五”末取得明显成效', '到“十五五”末 = deadline ..2030-12-31'],
  ['完成时限:2027年9月30日前', '2027年9月30日前 = deadline ..2027-09-30'],
  ['务必于12月10日前报县司法局', '12月10日前 = deadline ..2026-12-10'],
  ['12月10日之前报送', '12月10日之前 = deadline ..2026-12-10'],
  ['12月10日以前报送', '12月10日以前 = deadline ..2026-12-10'],
  ['于次月5日前上报', '次月5日前 = deadline ..2026-12-05'],
  ['次年1月15日前报送总结', '次年1月15日前 = deadline ..2027-01-15'],
  ['次年一季度末前公开', '次年一季度末前 = deadline ..2027-03-31'],
  ['本季度末前办结', '本季度末前 = deadline ..2026-12-31'],
  ['年底前完成整改', '年底前 = deadline ..2026-12-31'],
  ['年末前完成整改', '年末前 = deadline ..2026-12-31'],
  ['国庆节前完成排查', '国庆节前 = deadline ..2027-10-01'],
  ['2027年春节前兑现到位', '2027年春节前 = deadline ..2027-02-06'],
  ['2027年上半年前完成', '2027年上半年前 = deadline ..2027-06-30'],
  ['2027年第一季度前完成', '2027年第一季度前 = deadline ..2027-03-31'],
  ['2027年3月中旬前完成动员', '2027年3月中旬前 = deadline ..2027-03-20'],
  ['2027年12月31日18时前提交', '2027年12月31日18时前 = deadline ..2027-12-31'],
  ['截止日期为2027年5月31日', '2027年5月31日 = date 2027-05-31..2027-05-31'],
  ['截至2027年6月底', '截至2027年6月底 = deadline ..2027-06-30'],
  ['不迟于2027年4月1日', '不迟于2027年4月1日 = deadline ..2027-04-01'],
  ['最迟于2027年4月1日报出', '最迟于2027年4月1日 = deadline ..2027-04-01'],
  [
    '分别于4月底、8月底和12月15日前报送进展',
    '4月底 = deadline ..2027-04-30',
    '8月底 = deadline ..2027-08-31',
    '12月15日前 = deadline ..2026-12-15',
  ],
  ['6月20日和12月5日前分别报送', '6月20日 = deadline ..2027-06-20', '12月5日前 = deadline ..2026-12-05'],
  [
    '2027年4月10日前、10月10日前各报一次',
    '2027年4月10日前 = deadline ..2027-04-10',
    '10月10日前 = deadline ..2027-10-10',
  ],
  ['2027年年中前完成中期评估', '2027年年中前 = deadline ..2027-06-30'],
  ['岁末前完成清零', '岁末前 = deadline ..2026-12-31'],
]

const PERIODS: Cases = [
  ['第四季度组织考核', '第四季度 = period 2026-10-01..2026-12-31'],
  ['四季度组织考核', '四季度 = period 2026-10-01..2026-12-31'],
  ['2027年二季度开展评查', '2027年二季度 = period 2027-04-01..2027-06-30'],
  ['2027年上半年开展自查', '2027年上半年 = period 2027-01-01..2027-06-30'],
  ['2027年7月至9月集中整治', '2027年7月至9月 = period 2027-07-01..2027-09-30'],
  ['2027年7—9月集中整治', '2027年7—9月 = period 2027-07-01..2027-09-30'],
  ['2026年至2030年期间持续推进', '2026年至2030年期间 = period 2026-01-01..2030-12-31'],
  ['2026—2030年实施', '2026—2030年 = period 2026-01-01..2030-12-31'],
  ['“十五五”期间,新建10个', '“十五五”期间 = period 2026-01-01..2030-12-31'],
  ['“十五五”时期目标', '“十五五”时期 = period 2026-01-01..2030-12-31'],
  ['“十四五”以来成效明显', '“十四五”以来 = period 2021-01-01..'],
  ['12月上旬组织宣传', '12月上旬 = period 2026-12-01..2026-12-10'],
  ['12月上中旬组织宣传', '12月上中旬 = period 2026-12-01..2026-12-20'],
  ['2027年1月中下旬召开', '2027年1月中下旬 = period 2027-01-11..2027-01-31'],
  ['2026年起全面推行', '2026年起 = period 2026-01-01..'],
  ['自2027年1月1日起施行', '自2027年1月1日起 = period 2027-01-01..'],
  ['即日起至2027年6月30日', '即日起至2027年6月30日 = period 2026-11-25..2027-06-30'],
  ['自即日起至2026年12月31日止', '自即日起至2026年12月31日止 = period 2026-11-25..2026-12-31'],
  ['从现在起至2026年12月底', '从现在起至2026年12月底 = period 2026-11-25..2026-12-31'],
  ['自2027年3月1日起至2027年5月31日止', '自2027年3月1日起至2027年5月31日止 = period 2027-03-01..2027-05-31'],
  ['宪法宣传周期间集中开展', '宪法宣传周期间 = period 2026-12-01..2026-12-07'],
  ['民法典宣传月期间', '民法典宣传月期间 = period 2027-05-01..2027-05-31'],
  ['在2027年内设立', '2027年内 = period 2027-01-01..2027-12-31'],
  ['在2027年内制定', '2027年内 = period 2027-01-01..2027-12-31'],
  ['年内完成', '年内 = period 2026-01-01..2026-12-31'],
  ['本年度内完成', '本年度内 = period 2026-01-01..2026-12-31'],
  ['2027年度计划', '2027年度 = period 2027-01-01..2027-12-31'],
  ['今明两年集中攻坚', '今明两年 = period 2026-01-01..2027-12-31'],
  ['2026年11月至2027年2月', '2026年11月至2027年2月 = period 2026-11-01..2027-02-28'],
]

const RECURRING: Cases = [
  ['于每年第一季度向社会公布', '每年第一季度 = recurring FREQ=YEARLY;BYMONTH=1,2,3'],
  ['每年一季度末前报告', '每年一季度末前 = recurring FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1'],
  ['每月25日前报送', '每月25日前 = recurring FREQ=MONTHLY;BYMONTHDAY=25'],
  ['每个月25日前报送', '每个月25日前 = recurring FREQ=MONTHLY;BYMONTHDAY=25'],
  ['双月10日前报送', '双月10日前 = recurring FREQ=YEARLY;BYMONTH=2,4,6,8,10,12;BYMONTHDAY=10'],
  ['逢双月10日前报送', '逢双月10日前 = recurring FREQ=YEARLY;BYMONTH=2,4,6,8,10,12;BYMONTHDAY=10'],
  ['每逢单月月底前', '每逢单月月底前 = recurring FREQ=YEARLY;BYMONTH=1,3,5,7,9,11;BYMONTHDAY=-1'],
  ['每年6月、12月底前报送', '每年6月、12月底前 = recurring FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1'],
  ['每年6月底、12月底前报送', '每年6月底、12月底前 = recurring FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1'],
  [
    '每年6月底前、12月底前',
    '每年6月底前 = recurring FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1',
    '12月底前 = recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1',
  ],
  [
    '每年6月20日前和12月20日前',
    '每年6月20日前 = recurring FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=20',
    '12月20日前 = recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20',
  ],
  [
    '每年4月底、8月底和12月15日前报送',
    '每年4月底、8月底 = recurring FREQ=YEARLY;BYMONTH=4,8;BYMONTHDAY=-1',
    '12月15日前 = recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15',
  ],
  [
    '每年6月5日、11月25日前报送',
    '每年6月5日 = recurring FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=5',
    '11月25日前 = recurring FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=25',
  ],
  ['每年1月底前', '每年1月底前 = recurring FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=-1'],
  ['每年年初制定', '每年年初 = recurring FREQ=YEARLY;BYMONTH=1'],
  ['每年年中、年末各报一次', '每年年中、年末 = recurring FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1'],
  ['每年年底', '每年年底 = recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1'],
  ['每年末', '每年末 = recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1'],
  ['每年上半年、下半年', '每年上半年、下半年 = recurring FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1'],
  ['每年上、下半年', '每年上、下半年 = recurring FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1'],
  ['每年上半年', '每年上半年 = recurring FREQ=YEARLY;BYMONTH=1,2,3,4,5,6'],
  ['每年12月第一周集中宣传', '每年12月第一周 = recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=7'],
  ['每月第二周召开', '每月第二周 = recurring FREQ=MONTHLY;BYMONTHDAY=14'],
  ['每月最后一周', '每月最后一周 = recurring FREQ=MONTHLY;BYMONTHDAY=-1'],
  ['每月第一个星期一', '每月第一个星期一 = recurring FREQ=MONTHLY;BYDAY=1MO'],
  ['每月最后一个周五', '每月最后一个周五 = recurring FREQ=MONTHLY;BYDAY=-1FR'],
  ['每周五下班前', '每周五下班前 = recurring FREQ=WEEKLY;BYDAY=FR'],
  ['每周五前报送', '每周五前 = recurring FREQ=WEEKLY;BYDAY=FR'],
  ['每季度末月20日前', '每季度末月20日前 = recurring FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20'],
  ['每季度最后一个月20日前', '每季度最后一个月20日前 = recurring FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20'],
  ['每季度第一个月10日前', '每季度第一个月10日前 = recurring FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10'],
  ['每季度首月5日前', '每季度首月5日前 = recurring FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=5'],
  ['每季度末', '每季度末 = recurring FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1'],
  ['每季末25日前', '每季末25日前 = recurring FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25'],
  ['每季度末25日前', '每季度末25日前 = recurring FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25'],
  ['每季度结束后10日内', '每季度结束后10日内 = recurring FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10 P10D'],
  ['每季度终了后15日内', '每季度终了后15日内 = recurring FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=15 P15D'],
  ['每年度终了后30日内', '每年度终了后30日内 = recurring FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=30 P30D'],
  ['每半年末', '每半年末 = recurring FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1'],
  ['每半年结束后10日内', '每半年结束后10日内 = recurring FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=10 P10D'],
  ['每两年开展', '每两年 = recurring FREQ=YEARLY;INTERVAL=2'],
  ['每两年一轮', '每两年一轮 = count-per FREQ=YEARLY;INTERVAL=2 [1..1 轮]'],
  ['每年国家宪法日前后', '每年国家宪法日 = recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=4'],
  ['每年12月4日', '每年12月4日 = recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=4'],
  ['每年宪法宣传周', '每年宪法宣传周 = recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=7'],
  ['每年民法典宣传月', '每年民法典宣传月 = recurring FREQ=YEARLY;BYMONTH=5'],
  [
    '自2026年起每年6月底前',
    '自2026年起 = period 2026-01-01..',
    '每年6月底前 = recurring FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1',
  ],
  ['按月调度、按季通报', '按月 = recurring FREQ=MONTHLY', '按季 = recurring FREQ=MONTHLY;INTERVAL=3'],
  ['每旬报送', '每旬 = recurring FREQ=MONTHLY;BYMONTHDAY=10,20,-1'],
  ['每日报告', '每日 = recurring FREQ=DAILY'],
  ['每学年', '每学年 = recurring FREQ=YEARLY'],
  ['每学期', '每学期 = recurring'],
  ['各季度末前', '各季度末前 = recurring FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1'],
  ['每年的3月1日前', '每年的3月1日前 = recurring FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1'],
  [
    '每年于3月1日前',
    '每年 = recurring FREQ=YEARLY',
    '3月1日前 = recurring FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1',
  ],
  ['每年11月15日至12月15日', '每年11月15日至12月15日 = recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15'],
  ['每年制定工作要点', '每年 = recurring FREQ=YEARLY'],
  ['每月均应研究', '每月 = recurring FREQ=MONTHLY'],
  ['每月初审核', '每月初 = recurring FREQ=MONTHLY;BYMONTHDAY=1'],
  ['每年9月份', '每年9月份 = recurring FREQ=YEARLY;BYMONTH=9'],
  ['每月上旬', '每月上旬 = recurring FREQ=MONTHLY;BYMONTHDAY=10'],
  ['每年12月下旬', '每年12月下旬 = recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1'],
]

const COUNTS: Cases = [
  ['每两年至少一次', '每两年至少一次 = count-per FREQ=YEARLY;INTERVAL=2 [1.. 次]'],
  ['每三年轮训一遍', '每三年轮训一遍 = count-per FREQ=YEARLY;INTERVAL=3 [1..1 遍]'],
  ['一年不少于两次', '一年不少于两次 = count-per FREQ=YEARLY [2.. 次]'],
  ['年度内不少于40学时', '年度内不少于40学时 = count-per FREQ=YEARLY [40.. 学时]'],
  ['每半年至少开展1次', '每半年至少开展1次 = count-per FREQ=MONTHLY;INTERVAL=6 [1.. 次]'],
  ['每年上、下半年各一次', '每年上、下半年各一次 = count-per FREQ=MONTHLY;INTERVAL=6 [1..1 次]'],
  [
    '每年上半年、下半年各开展一次',
    '每年上半年、下半年各开展一次 = count-per FREQ=MONTHLY;INTERVAL=6 [1..1 次]',
  ],
  [
    '每年办理行政复议案件不少于30件',
    '每年 = recurring FREQ=YEARLY',
    '不少于30件 = count-per FREQ=YEARLY [30.. 件]',
  ],
  ['每年评查案卷不少于200卷', '每年评查案卷不少于200卷 = count-per FREQ=YEARLY [200.. 卷]'],
  [
    '每年办理法律援助案件不少于30宗',
    '每年 = recurring FREQ=YEARLY',
    '不少于30宗 = count-per FREQ=YEARLY [30.. 宗]',
  ],
  ['每年抽检车辆不少于50辆', '每年抽检车辆不少于50辆 = count-per FREQ=YEARLY [50.. 辆]'],
  ['每年走访企业不少于100户', '每年走访企业不少于100户 = count-per FREQ=YEARLY [100.. 户]'],
  ['每季度报送信息不少于3篇', '每季度报送信息不少于3篇 = count-per FREQ=MONTHLY;INTERVAL=3 [3.. 篇]'],
  ['每年培训不少于500人次', '每年培训不少于500人次 = count-per FREQ=YEARLY [500.. 人次]'],
  ['每年培育不少于5批', '每年培育不少于5批 = count-per FREQ=YEARLY [5.. 批]'],
  ['每年开设讲座不少于12场', '每年开设讲座不少于12场 = count-per FREQ=YEARLY [12.. 场]'],
  ['每年制作普法短片不少于6部', '每年制作普法短片不少于6部 = count-per FREQ=YEARLY [6.. 部]'],
  ['每年播出不少于52期', '每年播出不少于52期 = count-per FREQ=YEARLY [52.. 期]'],
  ['每年抽查比例不低于5%', '每年抽查比例不低于5% = count-per FREQ=YEARLY [5.. %]'],
  ['每年新增不少于3个', '每年新增不少于3个 = count-per FREQ=YEARLY [3.. 个]'],
  ['每月研究法治工作不少于1次', '每月研究法治工作不少于1次 = count-per FREQ=MONTHLY [1.. 次]'],
  ['每季度至少听取1次汇报', '每季度至少听取1次 = count-per FREQ=MONTHLY;INTERVAL=3 [1.. 次]'],
  ['每周不少于2小时', '每周不少于2小时 = count-per FREQ=WEEKLY [2.. 小时]'],
  ['全年不少于4次', '全年不少于4次 = count-per FREQ=YEARLY [4.. 次]'],
  [
    '全年安排党组理论学习中心组集体学法不少于4次',
    '全年 = period 2026-01-01..2026-12-31',
    '不少于4次 = count-per FREQ=YEARLY [4.. 次]',
  ],
  ['任期内至少一次', '任期内至少一次 = count-per [1.. 次]'],
  ['每届任期内至少开展一次', '每届任期内至少开展一次 = count-per [1.. 次]'],
  ['本届任期内不少于2次', '本届任期内不少于2次 = count-per [2.. 次]'],
  ['每届不少于3次', '每届不少于3次 = count-per [3.. 次]'],
  ['每学期至少2课时', '每学期至少2课时 = count-per [2.. 课时]'],
  ['每学期组织法治教育不少于4课时', '每学期组织法治教育不少于4课时 = count-per [4.. 课时]'],
  ['每学年不少于1次', '每学年不少于1次 = count-per FREQ=YEARLY [1.. 次]'],
  ['每人每年不少于60学时', '每人每年不少于60学时 = count-per FREQ=YEARLY [60.. 学时]'],
  ['每名执法人员每年不少于60学时', '每年不少于60学时 = count-per FREQ=YEARLY [60.. 学时]'],
  ['人均每年不少于40学时', '人均每年不少于40学时 = count-per FREQ=YEARLY [40.. 学时]'],
  ['每年至少旁听庭审2次', '每年至少旁听庭审2次 = count-per FREQ=YEARLY [2.. 次]'],
  ['每年组织1至2次', '每年组织1至2次 = count-per FREQ=YEARLY [1..2 次]'],
  ['每年1—2次', '每年1—2次 = count-per FREQ=YEARLY [1..2 次]'],
  ['每年召开2次以上', '每年召开2次以上 = count-per FREQ=YEARLY [2.. 次]'],
  ['每年检查不超过1次', '每年检查不超过1次 = count-per FREQ=YEARLY [..1 次]'],
  ['每年不多于2次', '每年不多于2次 = count-per FREQ=YEARLY [..2 次]'],
  ['原则上每季度不少于1次', '每季度不少于1次 = count-per FREQ=MONTHLY;INTERVAL=3 [1.. 次]'],
  ['每年不得少于两次', '每年不得少于两次 = count-per FREQ=YEARLY [2.. 次]'],
  ['每2个月至少1次', '每2个月至少1次 = count-per FREQ=MONTHLY;INTERVAL=2 [1.. 次]'],
  ['一季度一次', '一季度一次 = count-per FREQ=MONTHLY;INTERVAL=3 [1..1 次]'],
  ['半年一次', '半年一次 = count-per FREQ=MONTHLY;INTERVAL=6 [1..1 次]'],
  ['两年一次', '两年一次 = count-per FREQ=YEARLY;INTERVAL=2 [1..1 次]'],
  ['一月一次', '一月一次 = count-per FREQ=MONTHLY [1..1 次]'],
  ['每人每季度下基层至少3天', '每人每季度下基层至少3天 = count-per FREQ=MONTHLY;INTERVAL=3 [3.. 天]'],
  ['每年确定不少于2个重点领域', '每年确定不少于2个 = count-per FREQ=YEARLY [2.. 个]'],
]

const DURATIONS: Cases = [
  ['三年内完成', '三年内 = duration P3Y'],
  ['5年内完成', '5年内 = duration P5Y'],
  ['6个月内办结', '6个月内 = duration P6M'],
  ['在15个工作日内答复', '15个工作日内 = duration P15D workdays'],
  ['期限为15个工作日', '15个工作日 = duration P15D workdays'],
  ['24小时内报告', '24小时内 = duration PT24H'],
  ['2小时以内处置', '2小时以内 = duration PT2H'],
  ['可以延长10日', '10日 = duration P10D'],
  ['最多顺延3日', '3日 = duration P3D'],
  ['经批准可以延长30日', '30日 = duration P30D'],
  ['延长期限不超过15日', '不超过15日 = duration P15D'],
  ['延期至2027年6月30日', '至2027年6月30日 = deadline ..2027-06-30'],
  ['推迟5日举行', '5日 = duration P5D'],
  ['公示7日', '7日 = duration P7D'],
  ['公示期不少于5个工作日', '不少于5个工作日 = duration P5D workdays'],
  ['为期10日', '10日 = duration P10D'],
  ['公开征求意见不少于30日', '不少于30日 = duration P30D'],
  ['一般不少于七日', '不少于七日 = duration P7D'],
  ['试行期2年', '2年 = duration P2Y'],
  ['有效期5年', '5年 = duration P5Y'],
  ['有效期最长不超过2年', '最长不超过2年 = duration P2Y'],
  ['3个月以上6个月以下', '3个月以上6个月以下 = duration P6M'],
  ['3至5个工作日', '3至5个工作日 = duration P5D workdays'],
  ['一个月内整改到位', '一个月内 = duration P1M'],
  ['两周内反馈', '两周内 = duration P2W'],
]

const RELATIVE: Cases = [
  ['自受理申请之日起20个工作日内作出决定', '自受理申请之日起20个工作日内 = relative P20D workdays'],
  ['应当自收到申请材料之日起5日内', '自收到申请材料之日起5日内 = relative P5D'],
  ['收到申请材料后5个工作日内', '收到申请材料后5个工作日内 = relative P5D workdays'],
  ['作出决定之日起7日内送达', '作出决定之日起7日内 = relative P7D'],
  ['自作出决定之日起7日内送达', '自作出决定之日起7日内 = relative P7D'],
  ['印发后10日内报备', '印发后10日内 = relative P10D'],
  ['公布之日起30日内报备案', '公布之日起30日内 = relative P30D'],
  ['自公布之日起30日内', '自公布之日起30日内 = relative P30D'],
  ['任职后6个月内参加培训', '任职后6个月内 = relative P6M'],
  ['调离前10日内移交', '调离前10日内 = relative P10D'],
  ['期限届满前30日提出', '期限届满前30日 = relative P30D'],
  ['有效期届满30日前提出', '有效期届满30日前 = relative P30D'],
  ['培训结束后5个工作日内报送', '培训结束后5个工作日内 = relative P5D workdays'],
  ['季度终了后15日内', '季度终了后15日内 = relative P15D'],
  ['季度结束后15日内', '季度结束后15日内 = relative P15D'],
  ['每次会议召开前3个工作日', '每次会议召开前3个工作日 = relative P3D workdays'],
  ['立案之日起90日内', '立案之日起90日内 = relative P90D'],
  ['自立案之日起90日内', '自立案之日起90日内 = relative P90D'],
  ['送达之日起60日内', '送达之日起60日内 = relative P60D'],
  ['会后3个工作日内印发纪要', '会后3个工作日内 = relative P3D workdays'],
  ['事件发生后2小时内报告', '事件发生后2小时内 = relative PT2H'],
  ['竣工验收合格之日起15日内', '竣工验收合格之日起15日内 = relative P15D'],
  ['自竣工验收合格之日起15日内', '自竣工验收合格之日起15日内 = relative P15D'],
  ['变更后30日内办理登记', '变更后30日内 = relative P30D'],
  ['自劳动关系解除之日起15日内', '自劳动关系解除之日起15日内 = relative P15D'],
  ['上岗前30日完成培训', '上岗前30日 = relative P30D'],
  ['任期届满前3个月', '任期届满前3个月 = relative P3M'],
  ['举行听证的7日前通知', '举行听证的7日前 = relative P7D'],
  ['自知道该行政行为之日起六十日内', '自知道该行政行为之日起六十日内 = relative P60D'],
  ['节前一周', '节前一周 = relative P1W'],
  ['春节前10日', '春节前10日 = relative 2027-01-27..2027-01-27 P10D'],
  ['国庆节后5个工作日内', '国庆节后5个工作日内 = relative P5D workdays'],
  ['施行满一年后开展评估', '施行满一年后 = relative P1Y'],
  ['实施满两年的', '实施满两年 = relative P2Y'],
  ['应于次日报告', '次日 = relative P1D'],
  ['会议召开前至少5日', '会议召开前至少5日 = relative P5D'],
  ['提前15日告知', '提前15日 = relative P15D'],
  ['至少提前7个工作日', '至少提前7个工作日 = relative P7D workdays'],
  ['年度结束后两个月内', '年度结束后两个月内 = relative P2M'],
  ['月度终了后5日内', '月度终了后5日内 = relative P5D'],
  ['收到交办件后的3个工作日内', '收到交办件后的3个工作日内 = relative P3D workdays'],
  ['通知下发之日起一个月内', '通知下发之日起一个月内 = relative P1M'],
]

const ALL: Readonly<Record<string, Cases>> = { DEADLINES, PERIODS, RECURRING, COUNTS, DURATIONS, RELATIVE }

/** Forms that reading real and invented documents brought up after the table above. */
const LATER: Cases = [
  [
    '每季度结束后的次月10日前',
    '每季度结束后的次月10日前 = recurring FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10',
  ],
  ['每月前3个工作日内', '每月前3个工作日内 = recurring FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=3'],
  ['每年3、6、9、12月底前', '每年3、6、9、12月底前 = recurring FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1'],
  ['每月5、15、25日前', '每月5、15、25日前 = recurring FREQ=MONTHLY;BYMONTHDAY=5,15,25'],
  ['每年第二、第四季度', '每年第二、第四季度 = recurring FREQ=YEARLY;BYMONTH=4,5,6,10,11,12'],
  ['2027年一、二季度', '2027年一、二季度 = period 2027-01-01..2027-06-30'],
  ['1、2月底前完成', '2月底前 = deadline ..2027-02-28'],
  ['每年9月1日至10月15日', '每年9月1日至10月15日 = recurring FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=15'],
  ['隔周召开', '隔周 = recurring FREQ=WEEKLY;INTERVAL=2'],
  ['自行政处罚决定作出之日起7日内', '自行政处罚决定作出之日起7日内 = relative P7D'],
  ['从事故发生之日起5日内', '从事故发生之日起5日内 = relative P5D'],
  ['审批部门在作出决定后1个工作日内', '作出决定后1个工作日内 = relative P1D workdays'],
  ['新任职领导干部任职后半年内', '任职后半年内 = relative P6M'],
  ['提交会议审议15日前', '提交会议审议15日前 = relative P15D'],
  ['听证应于5日前书面通知当事人', '5日前 = relative P5D'],
  ['报送应于5日前完成', '5日前 = deadline ..2026-12-05'],
  ['次日12时前', '次日12时前 = relative P1D'],
  ['二十二时至次日六时'],
  ['自责令改正之日的次日起'],
  ['时限由30日压缩至7个工作日内', '30日 = duration P30D', '7个工作日内 = duration P7D workdays'],
  ['实行一号受理'],
  ['一月一调度'],
  ['在青少年中开展'],
  ['全市前3个月', '3个月 = duration P3M'],
  ['年人均不少于40学时', '年人均不少于40学时 = count-per FREQ=YEARLY [40.. 学时]'],
  ['两年内至少1次', '两年内至少1次 = count-per FREQ=YEARLY;INTERVAL=2 [1.. 次]'],
  [
    '2028年底前完成,次年1月底前报告',
    '2028年底前 = deadline ..2028-12-31',
    '次年1月底前 = deadline ..2029-01-31',
  ],
  ['2028年11月至次年2月', '2028年11月至次年2月 = period 2028-11-01..2029-02-28'],
  [
    '每年12月底前自查,次年1月底前报告',
    '每年12月底前 = recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1',
    '次年1月底前 = recurring FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=-1',
  ],
  ['每月第一周的周一', '每月第一周的周一 = recurring FREQ=MONTHLY;BYDAY=1MO'],
  ['每年“五一”前', '每年“五一”前 = recurring FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1'],
  ['每年12月4日国家宪法日', '每年12月4日国家宪法日 = recurring FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=4'],
  ['7月5日、次年1月5日前报送', '7月5日 = deadline ..2027-07-05', '次年1月5日前 = deadline ..2027-01-05'],
  ['自发布之日起30日后施行', '自发布之日起30日后 = relative P30D'],
  ['六个月内两次发生', '六个月内 = duration P6M'],
  ['到“十五五”期末', '到“十五五”期末 = deadline ..2030-12-31'],
  ['每年轮换不少于三分之一', '每年 = recurring FREQ=YEARLY'],
  ['每年合格率不低于98.5%', '每年合格率不低于98.5% = count-per FREQ=YEARLY [98.5.. %]'],
  ['每年投入不少于200万元', '每年 = recurring FREQ=YEARLY'],
]

describe.each(Object.entries({ ...ALL, LATER }))('%s of official prose', (_kind, cases) => {
  it.each(cases.map(([text, ...expected]) => ({ text, expected })))('$text', ({ text, expected }) => {
    expect(readTimes(text, REFERENCE).map(brief)).toEqual(expected)
  })
})

describe('periods that a sentence shares', () => {
  const pers = (text: string): unknown => readTimes(text, REFERENCE).map(({ raw, per }) => [raw, per])

  it('lends 每人每年 as what it is', () => {
    expect(pers('执法人员每人每年参加公共法律知识和专业法律知识培训不少于60学时')).toEqual([
      ['每人每年', undefined],
      ['不少于60学时', 'person-year'],
    ])
    expect(pers('每人每年旁听庭审不少于1次,接受培训不少于40学时')).toEqual([
      ['每人每年旁听庭审不少于1次', 'person-year'],
      ['不少于40学时', 'person-year'],
    ])
  })

  it('lends it as 每年 to what only a unit can do', () => {
    expect(pers('每人每年不少于40学时,举办培训班不少于2期')).toEqual([
      ['每人每年不少于40学时', 'person-year'],
      ['不少于2期', 'year'],
    ])
  })

  it('shares 每学期, 每届 and 全年', () => {
    expect(pers('中小学校每学期组织学生开展模拟法庭和法治演讲活动不少于2次')).toEqual([
      ['每学期', undefined],
      ['不少于2次', undefined],
    ])
    expect(pers('每届政府常务会议组成人员集体学法不少于4次')).toEqual([['不少于4次', 'term']])
    expect(pers('全年安排党组理论学习中心组集体学法不少于4次')).toEqual([
      ['全年', undefined],
      ['不少于4次', 'year'],
    ])
  })

  it('does not take a report for a duty: 全年共组织4次 lends nothing', () => {
    expect(pers('全年共组织开展各类法治宣传教育活动4次')).toEqual([['全年', undefined]])
  })
})

/** What holds no time of a duty, or none that a calendar has. */
const NOTHING_IN = [
  '在303室集中办公',
  '第三季《青山普法》开播',
  '第12届全民阅读节',
  '第3批涉企执法案例',
  '“1+N”制度体系',
  '24小时自助服务区',
  '拨打12345、110或者12348',
  '《青山县法治社会建设实施纲要（2026—2030年）》',
  '青政规〔2026〕3号',
  '青政规[2026]3号',
  '青政规(2026)3号',
  '青政规【2026】3号',
  '安排专项经费20.5万元',
  '办结率达98.6%',
  '升级至V2.3.1版',
  '联系电话0971-6123456',
  '邮编810100',
  '身份证号630102199003071234',
  '普法七日谈',
  '百日攻坚行动',
  '三年行动计划',
  '千年古城保护',
  '制定五年规划',
  '常年法律顾问',
  '长期坚持',
  '双月刊',
  '半年报表',
  '一刻钟便民生活圈',
  '“八五”普法规划',
  '七一勋章',
  '“七一”勋章',
] as const

describe('what holds no time', () => {
  it.each(NOTHING_IN)('%s', text => {
    expect(readTimes(text, REFERENCE).map(brief)).toEqual([])
  })
})

/** Sentences of the public pages. `{name}` is filled in. */
const WORDS = {
  name: ['明白账 · 群众公开', 'Mingbai · open to all'],
  skip: ['跳到正文', 'Skip to the content'],
  notices: ['公示', 'Notices'],
  answer: ['查异议答复', 'My objection'],
  policies: ['政策明白纸', 'Policies in plain words'],
  noticesTitle: ['正在公示', 'Hanging out today'],
  noticesEmpty: ['今天没有正在公示的名单。', 'No list hangs out today.'],
  noticeLine: ['{lines} 户，{from} 至 {until}', '{lines} households, {from} to {until}'],
  where: ['只看', 'Only'],
  all: ['全部地方', 'All places'],
  show: ['查看', 'Show'],
  period: ['公示期', 'Period'],
  periodText: ['{from} 至 {until}（最后一天当天仍可提出）', '{from} to {until}, the last day included'],
  basis: ['依据', 'Based on'],
  place: ['公示范围', 'Place'],
  phone: ['监督电话', 'Telephone'],
  contact: ['联系人', 'Contact'],
  hotline: ['全国服务热线 12317', 'National hotline 12317'],
  tableCaption: [
    '共 {lines} 户。有不同意见，请在公示期内提出。',
    '{lines} households. Object within the period.',
  ],
  number: ['序号', 'No.'],
  head: ['户主', 'Head'],
  child: ['（户主未成年，不公示姓名）', '(head is a child: not named)'],
  village: ['村、组', 'Village, group'],
  unsaid: ['—', '–'],
  object: ['对名单有意见', 'Object to this list'],
  objectLead: [
    '不用登录，不用写姓名。说清楚是哪一户、什么情况就行。',
    'No account, no name needed. Say which household and what is wrong.',
  ],
  overTitle: ['这份公示已经结束', 'This notice has ended'],
  overText: [
    '公示期到 {until} 止，名单已撤下。有问题请拨打 {phone}。',
    'It hung out until {until} and has been taken down. With questions call {phone}.',
  ],
  missingTitle: ['没有这个页面', 'No such page'],
  missingText: [
    '网址可能打错了，或公示已经撤下。',
    'The address may be wrong, or the notice was taken down.',
  ],
  line: ['您要说的是', 'It is about'],
  wholeList: ['整份名单，或名单上没有的人家', 'The list as a whole, or a household that is not on it'],
  lineOf: ['第 {line} 户 {head}', 'No. {line} {head}'],
  said: ['您的意见', 'What you want to say'],
  saidHint: [
    '10 到 2000 字。内容加密保存，只有办理的人能看，每次查看都有记录。',
    '10 to 2000 characters. Kept encrypted; only those who deal with it read it, and each reading is recorded.',
  ],
  phoneAsked: ['联系电话（可不填）', 'Your telephone (not needed)'],
  phoneHint: [
    '留电话方便核实；不留也一样受理。',
    'It helps to ask back; without it your objection counts the same.',
  ],
  send: ['提交', 'Send'],
  fixFirst: ['请先改好下面的地方：', 'Please correct this first:'],
  tooShort: ['意见太短，请至少写 10 个字', 'Too short: write at least 10 characters'],
  tooLong: ['意见太长，请不超过 2000 字', 'Too long: at most 2000 characters'],
  badLine: ['请在名单里选一户，或选“整份名单”', 'Choose a line of the list, or the list as a whole'],
  badPhone: ['电话太长', 'The telephone is too long'],
  sentTitle: ['收到了', 'Received'],
  sentText: [
    '请记下或拍下这个编号，凭它查答复：',
    'Write down or photograph this number: with it you read the answer.',
  ],
  sentNext: [
    '在答复以前，名单不会进入下一步。也可以打电话 {phone}。',
    'The list does not go on before it is answered. You may also call {phone}.',
  ],
  askTitle: ['查异议的答复', 'The answer to my objection'],
  askNumber: ['回执编号', 'Number of the receipt'],
  askHint: [
    '12 位，例如 7KQ4-9MXT-A2PC；大小写、空格都可以。',
    '12 signs, such as 7KQ4-9MXT-A2PC; small letters and blanks do not matter.',
  ],
  ask: ['查询', 'Look up'],
  askWrong: [
    '编号不对，请对照回执再输一遍。',
    'This is no number of a receipt: compare it and type it again.',
  ],
  askNone: ['没有这个编号的异议，请核对。', 'There is no objection under this number.'],
  answerOpen: [
    '{at} 收到，正在调查，还没有答复。',
    'Received on {at}; it is being looked into and has not been answered.',
  ],
  answerDone: ['{at} 收到，{answered} 答复：', 'Received on {at}, answered on {answered}:'],
  upheld: ['您反映的情况属实', 'You were right'],
  notUpheld: ['经核实，情况不属实', 'It was looked into and is not so'],
  unsatisfied: ['对答复不满意，可以拨打 {phones}。', 'If you do not agree, call {phones}.'],
  policiesLead: [
    '这些规定决定谁能享受什么。每条都写明依据；自己家的情况请问村里或帮扶责任人。',
    'These rules decide who gets what. Each names its source; for your own household ask in the village.',
  ],
  policySource: ['依据', 'Source'],
  policySince: ['从 {from} 起执行', 'In force since {from}'],
  policyEdition: ['本地公布的第 {n} 版', 'Edition {n}, published by the office here'],
  policyFigures: ['用到的标准', 'Figures it uses'],
  policyRules: ['怎么判定', 'How it is decided'],
  policyNeeds: ['要看的情况', 'What is looked at'],
  busyTitle: ['请稍后再试', 'Please try again later'],
  busyText: [
    '从这个网络提交得太多了，请过 {minutes} 分钟再试，或拨打监督电话。',
    'Too much came from this network: try again in {minutes} min, or call.',
  ],
  foot: [
    '公示只登户主姓名、村组、人数和类别，不登证件、电话、账号、病情和孩子。发现有，请马上告诉我们。',
    'Notices carry the head, group, number of persons and class; no numbers, illness or children. Tell us at once if you see any.',
  ],
  other: ['English', '中文'],
} as const;

export type Language = 'zh' | 'en';
export type Word = keyof typeof WORDS;

export function word(
  language: Language,
  name: Word,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return WORDS[name][language === 'zh' ? 0 : 1].replace(/\{(\w+)\}/g, (whole, key: string) =>
    String(values[key] ?? whole),
  );
}

/** Everything that can go wrong and be said to a person. One catalogue: code, both languages, what to do. */
export interface ProblemText {
  readonly zh: string;
  readonly en: string;
  readonly fixZh: string;
  readonly fixEn: string;
  /** HTTP status for answers of the server. */
  readonly status: number;
}

export const PROBLEMS = {
  'not-signed-in': {
    status: 401,
    zh: '尚未登录或登录已过期',
    en: 'You are not signed in, or the session has ended',
    fixZh: '请重新登录',
    fixEn: 'Sign in again',
  },
  'not-allowed': {
    status: 403,
    zh: '您的角色没有此项权限',
    en: 'Your role does not allow this',
    fixZh: '如工作需要，请向安全管理员申请',
    fixEn: 'Ask the security administrator if your work needs it',
  },
  'not-found': {
    status: 404,
    zh: '没有找到，或不在您的管辖范围内',
    en: 'Not found, or outside your area',
    fixZh: '请检查编号，或换一个查询条件',
    fixEn: 'Check the number, or search differently',
  },
  'invalid-input': {
    status: 400,
    zh: '输入的内容不符合要求：{detail}',
    en: 'The input is not as required: {detail}',
    fixZh: '请按提示修改后重试',
    fixEn: 'Correct it as described and try again',
  },
  'notice-leaks': {
    status: 422,
    zh: '公示内容含有不得公开的信息（{kinds}）：{places}',
    en: 'The notice says what may not hang out ({kinds}): {places}',
    fixZh: '请删去或改写这些文字；公示只登户主姓名、村组、人数、类别和监督电话',
    fixEn:
      'Take these words out; a notice carries the head, group, number of persons, class and telephone only',
  },
  'objection-answered': {
    status: 409,
    zh: '这条异议已经答复',
    en: 'This objection has been answered',
    fixZh: '请刷新后查看答复',
    fixEn: 'Reload to read the answer',
  },
  'decision-not-found': {
    status: 404,
    zh: '找不到决策“{name}”：{detail}',
    en: 'There is no decision “{name}”: {detail}',
    fixZh: '用 mingbai policy list 查看全部决策，或检查地区和日期',
    fixEn: 'See them all by mingbai policy list, or check the region and the day',
  },
  'facts-refused': {
    status: 400,
    zh: '所给事实用不了：\n{detail}',
    en: 'The facts cannot be used:\n{detail}',
    fixZh: '用 mingbai decide 决策 --describe 查看所需事实',
    fixEn: 'See what it asks for by mingbai decide DECISION --describe',
  },
  'trial-refused': {
    status: 400,
    zh: '这项决策不能在全部登记数据上试算：{detail}',
    en: 'This decision cannot be tried on the whole register: {detail}',
    fixZh: '可用“试一试”按给出的事实逐个判断',
    fixEn: 'It can be asked case by case, on given facts',
  },
  'draft-not-ready': {
    status: 409,
    zh: '草稿还不能提请发布：{detail}',
    en: 'The draft is not ready: {detail}',
    fixZh: '改好后保存，案例全部相符、试算过再提请',
    fixEn: 'Mend and save it; propose it when all cases come out and it has been tried',
  },
  'second-person': {
    status: 403,
    zh: '发布须由另一人批准',
    en: 'Somebody else has to approve it',
    fixZh: '请本地区的另一位县级业务员或领导办理',
    fixEn: 'Ask another clerk, or a leader, of the same region',
  },
  conflict: {
    status: 409,
    zh: '数据已被他人修改',
    en: 'Somebody else has changed it meanwhile',
    fixZh: '请刷新后再改',
    fixEn: 'Reload, then change it',
  },
  'import-written': {
    status: 409,
    zh: '来不及取消：这次导入已经写入登记簿',
    en: 'Too late to cancel: this import is in the register already',
    fixZh: '写入的每一项都记在各户的历史中；有误的，请改正后重新导入',
    fixEn:
      'What it wrote stands in the history of each household; where it is wrong, correct the file and import it again',
  },
  'too-many-attempts': {
    status: 429,
    zh: '密码多次错误，账号已锁定 {minutes} 分钟',
    en: 'Too many wrong passwords: locked for {minutes} min',
    fixZh: '请稍后再试，或请系统管理员重置',
    fixEn: 'Wait, or ask the system administrator for a reset',
  },
  'wrong-password': {
    status: 401,
    zh: '用户名或密码不正确',
    en: 'Wrong user name or password',
    fixZh: '请重新输入',
    fixEn: 'Type it again',
  },
  'wrong-code': {
    status: 401,
    zh: '验证码不正确',
    en: 'Wrong code',
    fixZh: '请输入验证器上当前的 6 位数字，或一个备用码',
    fixEn: 'Type the six digits the authenticator shows now, or a backup code',
  },
  'account-disabled': {
    status: 403,
    zh: '账号已停用',
    en: 'The account is disabled',
    fixZh: '如需恢复，请联系系统管理员',
    fixEn: 'Ask the system administrator to enable it',
  },
  'password-must-change': {
    status: 403,
    zh: '请先修改一次性密码',
    en: 'Change the one-time password first',
    fixZh: '修改密码后即可继续',
    fixEn: 'You can go on once it is changed',
  },
  'password-unfit': {
    status: 400,
    zh: '新密码不符合要求：{detail}',
    en: 'The new password does not do: {detail}',
    fixZh: '至少 12 个字符，且不同于原密码和用户名',
    fixEn: '12 characters or more, other than the old one and the user name',
  },
  'no-role': {
    status: 403,
    zh: '您的账号还没有角色',
    en: 'Your account has no role yet',
    fixZh: '请联系安全管理员授权',
    fixEn: 'Ask the security administrator for one',
  },
  'roles-apart': {
    status: 409,
    zh: '{role}与该账号已有的角色须由不同的人担任',
    en: '{role} must be another person than the one with the roles this account has',
    fixZh: '系统、安全、审计管理员须由三人分别担任，且不兼业务角色',
    fixEn: 'System, security and audit administrators are three people, and none has a role in the register',
  },
  'role-level': {
    status: 400,
    zh: '角色不能授予在这一级行政区划：{level}',
    en: 'The role cannot be bound at this level: {level}',
    fixZh: '请改选角色或行政区划',
    fixEn: 'Choose another role or region',
  },
  'own-grant': {
    status: 403,
    zh: '不能给自己授权或收回自己的授权',
    en: 'Nobody gives roles to oneself or takes them away',
    fixZh: '请由另一位安全管理员办理',
    fixEn: 'Ask another security administrator',
  },
  'name-taken': {
    status: 409,
    zh: '用户名“{name}”已被使用',
    en: 'The user name "{name}" is taken',
    fixZh: '请换一个用户名',
    fixEn: 'Choose another one',
  },
  'region-changed-later': {
    status: 409,
    zh: '这个区划在 {day} 已有变更，不能再改更早的日子',
    en: 'The region was changed on {day} already: nothing before that can be changed',
    fixZh: '请填晚于 {day} 的日期',
    fixEn: 'Give a day after {day}',
  },
  'region-day-ahead': {
    status: 400,
    zh: '合并的日期 {day} 还没有到',
    en: 'The day of the merger, {day}, has not come yet',
    fixZh: '请在合并生效当天或之后办理',
    fixEn: 'Do it on the day of the merger or later',
  },
  'region-same-name': {
    status: 400,
    zh: '新名称与现在的名称相同',
    en: 'The new name is the one it has',
    fixZh: '请填写另一个名称',
    fixEn: 'Give another name',
  },
  'region-name-taken': {
    status: 409,
    zh: '同一上级下已有“{name}”（{code}）',
    en: '“{name}” ({code}) stands under the same place already',
    fixZh: '请换一个能区分的名称；两处合为一处的，请办理合并',
    fixEn: 'Give a name that tells them apart; if the two become one, merge them',
  },
  'region-not-mergeable': {
    status: 400,
    zh: '只能村并入村、乡镇并入乡镇，且不能并入自身',
    en: 'A village merges into another village, a township into another township',
    fixZh: '请另选一个同级的区划',
    fixEn: 'Choose another region of the same level',
  },
  'already-set-up': {
    status: 409,
    zh: '系统已完成初始化',
    en: 'This installation has been set up already',
    fixZh: '请直接登录',
    fixEn: 'Sign in',
  },
  'too-many-requests': {
    status: 429,
    zh: '请求过于频繁，请 {seconds} 秒后再试',
    en: 'Too many requests: try again in {seconds} s',
    fixZh: '请稍候',
    fixEn: 'Wait a moment',
  },
  'foreign-origin': {
    status: 403,
    zh: '请求来自其他网站，已拒绝',
    en: 'The request came from another site and was refused',
    fixZh: '请在本系统页面内操作；若经反向代理访问，请设置 MINGBAI_URL',
    fixEn: 'Use the pages of this system; behind a reverse proxy set MINGBAI_URL',
  },
  'file-refused': {
    status: 422,
    zh: '文件无法读取：{detail}',
    en: 'The file cannot be read: {detail}',
    fixZh: '请另存为 xlsx 或 csv 后再上传',
    fixEn: 'Save it as xlsx or csv and upload it again',
  },
  'anchor-refused': {
    status: 422,
    zh: '{file} 不是封签文件',
    en: '{file} is no file of seals',
    fixZh: '请指定由 verify --write-anchor 写出的文件',
    fixEn: 'Name a file that verify --write-anchor wrote',
  },
  'cannot-write': {
    status: 500,
    zh: '无法写入 {path}：{detail}',
    en: 'Cannot write {path}: {detail}',
    fixZh: '请换一个能写入的位置，或先处理上述问题后重试',
    fixEn: 'Name another place that can be written, or mend this and try again',
  },
  'uploads-unfinished': {
    status: 429,
    zh: '您还有 {count} 个未传完的文件',
    en: 'Your unfinished uploads: {count}',
    fixZh: '请先传完或取消它们；一天没有动静的会自动清除',
    fixEn: 'Finish or cancel them first; those that rest for a day are removed',
  },
  'file-too-large': {
    status: 413,
    zh: '文件过大（上限 {limit}）',
    en: 'The file is too large (limit {limit})',
    fixZh: '请按乡镇拆分后上传',
    fixEn: 'Split it by township',
  },
  'list-too-long': {
    status: 422,
    zh: '列表超过一次导出的上限（{limit}）',
    en: 'The list is longer than one export holds ({limit})',
    fixZh: '请按乡镇或条件筛选后分次导出',
    fixEn: 'Narrow it by township or filter and export it in parts',
  },
  'list-changed': {
    status: 409,
    zh: '列表已变化：您看到的是 {expected} 条，现在是 {found} 条',
    en: 'The list changed: you saw {expected}, now there are {found}',
    fixZh: '请刷新后核对，再办理一次',
    fixEn: 'Reload, look again, then do it once more',
  },
  'server-error': {
    status: 500,
    zh: '系统内部错误（编号 {id}）',
    en: 'Internal error (number {id})',
    fixZh: '请把编号告诉系统管理员',
    fixEn: 'Give the number to the system administrator',
  },
  'port-in-use': {
    status: 500,
    zh: '端口 {port} 已被其他程序占用',
    en: 'Port {port} is taken by another program',
    fixZh: '请用 --port 指定另一个端口',
    fixEn: 'Name another one with --port',
  },
  'database-unreachable': {
    status: 503,
    zh: '连接不上数据库：{detail}',
    en: 'The database cannot be reached: {detail}',
    fixZh: '请检查 DATABASE_URL 以及数据库是否已启动',
    fixEn: 'Check DATABASE_URL and whether the database runs',
  },
  'not-set-up': {
    status: 409,
    zh: '系统尚未初始化',
    en: 'This installation has not been set up yet',
    fixZh: '请先执行 mingbai serve 并完成首次设置',
    fixEn: 'Run mingbai serve and go through the first page',
  },
  'no-installation': {
    status: 404,
    zh: '目录 {folder} 中没有明白账的安装',
    en: 'There is no installation of Mingbai in the folder {folder}',
    fixZh: '请用 --home 或 MINGBAI_HOME 指定安装目录；尚未安装的，请先执行 mingbai serve',
    fixEn:
      'Name the folder of the installation with --home or MINGBAI_HOME; if there is none yet, run mingbai serve first',
  },
  'database-not-named': {
    status: 503,
    zh: '目录 {folder} 中没有内置数据库：该安装使用 DATABASE_URL 指定的数据库，而现在没有设置',
    en: 'The folder {folder} holds no embedded database: this installation uses the one that DATABASE_URL names, and it is not set',
    fixZh: '请设置 DATABASE_URL（与启动服务时相同）后重试',
    fixEn: 'Set DATABASE_URL as it is for the server, and try again',
  },
  'confirm-needed': {
    status: 409,
    zh: '此操作会删除 {what} 中的全部数据',
    en: 'This deletes everything in {what}',
    fixZh: '如确需删除，请加 --yes',
    fixEn: 'Add --yes if you mean it',
  },
  'data-in-use': {
    status: 409,
    zh: '数据目录 {folder} 正在使用中：主机 {host} 上的进程 {pid}，自 {since} 起{where}',
    en: 'The data folder {folder} is in use: process {pid} on {host}, since {since}{where}',
    fixZh: '请使用已经启动的那一个，或先将其停止；也可用 MINGBAI_HOME 指定另一个目录',
    fixEn: 'Use the one that runs, or stop it first; or name another folder with MINGBAI_HOME',
  },
  'data-unreachable': {
    status: 500,
    zh: '数据库以用户“{user}”的身份运行，但该用户无法进入目录 {folder}',
    en: 'The database runs as user "{user}", who cannot enter the folder {folder}',
    fixZh: '请执行 chmod o+x {folder}，或用 MINGBAI_HOME 指定另一个目录，例如 /var/lib/mingbai',
    fixEn: 'Run chmod o+x {folder}, or name another folder with MINGBAI_HOME, for example /var/lib/mingbai',
  },
  'database-rights': {
    status: 500,
    zh: '数据库账号 {owner} 的权限不够，不能建立所需的角色和表',
    en: 'The database account {owner} may not make the roles and tables that are needed',
    fixZh:
      '请由数据库管理员执行 ALTER ROLE "{owner}" CREATEROLE; 并确认 {owner} 是数据库 {database} 的属主，然后重新启动',
    fixEn:
      'Let the administrator of the database run ALTER ROLE "{owner}" CREATEROLE; and see that {owner} owns the database {database}; then start again',
  },
  'database-too-old': {
    status: 500,
    zh: '数据库版本过旧：PostgreSQL {version}',
    en: 'The database is too old: PostgreSQL {version}',
    fixZh: '请使用 PostgreSQL 15 或更高版本；或不设 DATABASE_URL，使用自带的数据库',
    fixEn: 'Use PostgreSQL 15 or newer, or leave DATABASE_URL unset for the database that comes with it',
  },
  'data-of-another-user': {
    status: 500,
    zh: '数据目录 {folder} 属于另一个用户（{owner}）',
    en: 'The data folder {folder} belongs to another user ({owner})',
    fixZh: '请以该用户或 root 身份启动，或用 MINGBAI_HOME 指定另一个目录',
    fixEn: 'Start as that user or as root, or name another folder with MINGBAI_HOME',
  },
  'no-database-here': {
    status: 500,
    zh: '本机（{platform}）没有可用的内置数据库程序',
    en: 'There is no embedded database for this machine ({platform})',
    fixZh: '请重新执行 npm ci（不要省略可选依赖），或用 DATABASE_URL 指定 PostgreSQL 服务器',
    fixEn:
      'Run npm ci again without omitting optional dependencies, or name a PostgreSQL server with DATABASE_URL',
  },
  'database-failed': {
    status: 500,
    zh: '内置数据库无法启动：{detail}',
    en: 'The embedded database does not start: {detail}',
    fixZh: '请检查磁盘空间与目录权限；日志见 {log}',
    fixEn: 'Check disk space and folder rights; the log is {log}',
  },
  'sealed-damaged': {
    status: 500,
    zh: '加密数据已损坏或被改动，无法解密',
    en: 'The sealed value is damaged or was changed: it cannot be opened',
    fixZh: '请用备份核对该条数据；如反复出现，请检查密钥文件是否为原来的那一个',
    fixEn: 'Compare with a backup; if it happens often, check that the key file is the original one',
  },
  'key-missing': {
    status: 500,
    zh: '密钥文件中没有编号为 {key} 的密钥',
    en: 'The key file has no key number {key}',
    fixZh: '请恢复原来的密钥文件 {file}；没有它，敏感数据无法解密',
    fixEn: 'Restore the original key file {file}; without it sensitive values cannot be opened',
  },
  'key-file-invalid': {
    status: 500,
    zh: '密钥文件 {file} 无法使用：{detail}',
    en: 'The key file {file} cannot be used: {detail}',
    fixZh: '请恢复原来的密钥文件，权限应为仅所有者可读写（0600）',
    fixEn: 'Restore the original key file; only its owner may read and write it (0600)',
  },
} as const satisfies Record<string, ProblemText>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Thrown anywhere, answered by the frame as JSON or printed by the shell. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly code: ProblemCode,
    readonly details: Readonly<Record<string, string | number>> = {},
  ) {
    super(say(code, 'en', details));
  }
}

/** The sentence for people, with `{detail}` and the like filled in; in Chinese with `detailZh` where there is one. */
export function say(
  code: ProblemCode,
  language: 'zh' | 'en',
  details: Readonly<Record<string, string | number>> = {},
): string {
  return fill(PROBLEMS[code][language], wordsIn(language, details));
}

/** What to do about it: the catalogue's advice, or the more exact one that the details bring as `fixEn`, `fixZh`. */
export function remedy(
  code: ProblemCode,
  language: 'zh' | 'en',
  details: Readonly<Record<string, string | number>> = {},
): string {
  const name = language === 'zh' ? 'fixZh' : 'fixEn';
  return fill(String(details[name] ?? PROBLEMS[code][name]), wordsIn(language, details));
}

/** Details in one language: `levelZh` stands for `level` in Chinese. */
export function wordsIn(
  language: 'zh' | 'en',
  details: Readonly<Record<string, string | number>>,
): Readonly<Record<string, string | number>> {
  if (language === 'en') return details;
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, details[`${name}Zh`] ?? value]),
  );
}

export function fill(template: string, details: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
}

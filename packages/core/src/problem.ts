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
  'not-signed-in': { status: 401, zh: '尚未登录或登录已过期', en: 'You are not signed in, or the session has ended', fixZh: '请重新登录', fixEn: 'Sign in again' },
  'not-allowed': { status: 403, zh: '您的角色没有此项权限', en: 'Your role does not allow this', fixZh: '如工作需要，请向安全管理员申请', fixEn: 'Ask the security administrator if your work needs it' },
  'not-found': { status: 404, zh: '没有找到，或不在您的管辖范围内', en: 'Not found, or outside your area', fixZh: '请检查编号，或换一个查询条件', fixEn: 'Check the number, or search differently' },
  'invalid-input': { status: 400, zh: '输入的内容不符合要求：{detail}', en: 'The input is not as required: {detail}', fixZh: '请按提示修改后重试', fixEn: 'Correct it as described and try again' },
  'conflict': { status: 409, zh: '数据已被他人修改', en: 'Somebody else has changed it meanwhile', fixZh: '请刷新后再改', fixEn: 'Reload, then change it' },
  'too-many-attempts': { status: 429, zh: '密码多次错误，账号已锁定 {minutes} 分钟', en: 'Too many wrong passwords: locked for {minutes} minutes', fixZh: '请稍后再试，或请系统管理员重置', fixEn: 'Wait, or ask the system administrator for a reset' },
  'wrong-password': { status: 401, zh: '用户名或密码不正确', en: 'Wrong user name or password', fixZh: '请重新输入', fixEn: 'Type it again' },
  'file-refused': { status: 422, zh: '文件无法读取：{detail}', en: 'The file cannot be read: {detail}', fixZh: '请另存为 xlsx 或 csv 后再上传', fixEn: 'Save it as xlsx or csv and upload it again' },
  'file-too-large': { status: 413, zh: '文件过大（上限 {limit}）', en: 'The file is too large (limit {limit})', fixZh: '请按乡镇拆分后上传', fixEn: 'Split it by township' },
  'server-error': { status: 500, zh: '系统内部错误（编号 {id}）', en: 'Internal error (number {id})', fixZh: '请把编号告诉系统管理员', fixEn: 'Give the number to the system administrator' },
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

/** The sentence for people, with `{detail}` filled in. */
export function say(
  code: ProblemCode,
  language: 'zh' | 'en',
  details: Readonly<Record<string, string | number>> = {},
): string {
  return fill(PROBLEMS[code][language], details);
}

export function fill(template: string, details: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
}

/** What every command takes. */
export interface Common {
  readonly home?: string;
  readonly json?: boolean;
}

export const HOME = [
  '--home <dir>',
  'folder of this installation · 安装目录（默认 MINGBAI_HOME 或 .mingbai）',
] as const;
export const FORCE = [
  '--force',
  'with --marked: make its folder, and write over a file that is there · 新建文件夹、覆盖已有文件',
] as const;

export const JSON_FLAG = [
  '--json',
  'print one JSON document on standard output · 输出一个 JSON 文档',
] as const;

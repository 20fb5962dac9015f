import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Path of a Chromium for the browser journeys: `MINGBAI_CHROMIUM`, else one on the PATH. `undefined`: there is none. */
export function findBrowser() {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [process.env.MINGBAI_CHROMIUM, ...onPath, ...ELSEWHERE].find(
    (path) => path !== undefined && existsSync(path),
  );
}

function hasChineseFont() {
  const listed = spawnSync('fc-list', [':lang=zh-cn', 'file'], { encoding: 'utf8' });
  return listed.status === 0 ? listed.stdout.trim() !== '' : process.platform !== 'linux';
}

/** Installs Debian's Chromium and a Chinese font when we are root and there is apt-get; else says what is missing. */
export function ensureBrowser() {
  const missing = () => [
    ...(findBrowser() === undefined ? ['chromium'] : []),
    ...(hasChineseFont() ? [] : ['fonts-noto-cjk', 'fontconfig']),
  ];
  const wanted = missing();
  if (wanted.length === 0) return true;
  const canInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (canInstall) {
    console.log(`正在安装 · Installing ${wanted.join(', ')}`);
    const apt = (...args) =>
      spawnSync('apt-get', args, {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', ...wanted);
    if (missing().length === 0) return true;
  }
  console.error(
    `浏览器测试缺少：${missing().join('、')}。Debian/Ubuntu：sudo apt-get install ${wanted.join(' ')}；其他系统请安装 Chromium 或 Chrome，并可用 MINGBAI_CHROMIUM 指定其路径。`,
  );
  console.error(
    `The browser journeys lack: ${missing().join(', ')}. Debian/Ubuntu: sudo apt-get install ${wanted.join(' ')}; elsewhere install Chromium or Chrome, and name it with MINGBAI_CHROMIUM.`,
  );
  return false;
}

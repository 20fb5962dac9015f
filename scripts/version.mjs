// Imported first, and in the plainest JavaScript, so that an old Node gets as far as this sentence.
const parts = process.versions.node.split('.').map(Number);
if (parts[0] < 20 || (parts[0] === 20 && parts[1] < 19)) {
  console.error(
    '明白账需要 Node.js 20.19 或更高版本，当前为 ' + process.version + '。请到 https://nodejs.org 下载安装。',
  );
  console.error(
    'Mingbai needs Node.js 20.19 or newer; this is ' + process.version + '. Get it at https://nodejs.org.',
  );
  process.exit(1);
}

/** The same database as another role. A URL that names no host (`postgres:///db?host=…`) is given one to hang the user on. */
export function urlAs(ownerUrl: string, user: string, password: string): string {
  const url = new URL(ownerUrl.replace(/^(\w+):\/\/\//, '$1://localhost/'));
  url.username = user;
  url.password = password;
  return url.href;
}

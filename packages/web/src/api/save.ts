/** Hands a file to the browser's downloads. */
export function saveFile(file: { readonly name: string; readonly blob: Blob }): void {
  const address = URL.createObjectURL(file.blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  // The download has taken its own reference by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The file cannot be marked as it stands; its cells are written into a new workbook instead. */
export class CannotMarkInPlace extends Error {
  override readonly name = 'CannotMarkInPlace';
}

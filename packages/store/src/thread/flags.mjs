/**
 * What Node is told where a server is started. V8 lets the nursery of every thread grow to 32 MB and never gives it
 * back; a server spends its life waiting, and beside an import each of its threads would hold that much of nothing.
 */
export const NODE_FLAGS = ['--max-semi-space-size=8'];

import { FIELDS, procedureSchema } from '@mingbai/core';
import { z } from 'zod';
import { calendarFileShape } from './calendars.ts';

/** JSON Schema of a file in `procedures/`, for editors: states, actions and the dictionary's keys are offered. */
export function procedureFileSchema(): object {
  const schema = z.toJSONSchema(procedureSchema, { io: 'input', unrepresentable: 'any' });
  return withFields(schema) as object;
}

/** The same of a file in `calendars/`. */
export function calendarFileSchema(): object {
  return z.toJSONSchema(calendarFileShape, { io: 'input', unrepresentable: 'any' });
}

/** A question's `field` is one of the dictionary. */
function withFields(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withFields);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([name, value]) =>
      name === 'field' && (value as { type?: unknown }).type === 'string'
        ? [name, { enum: FIELDS.map(({ key }) => key) }]
        : [name, withFields(value)],
    ),
  );
}

import { FIELDS } from '@mingbai/core';
import { z } from 'zod';
import { parameterShape } from '../parameters/schema.ts';
import { ruleFileShape, ruleShape } from './rule-shape.ts';

/** JSON Schema of a file in `data-rules/`, for editors: keys of the dictionary are offered while a rule is written. */
export function ruleFileSchema(): object {
  const key = z.enum(FIELDS.map((field) => field.key));
  const rule = ruleShape.extend({ fields: z.array(key).min(1) });
  return schemaOf(ruleFileShape.extend({ rules: z.array(rule).min(1) }));
}

/** The same of a file in `parameters/`. */
export function parameterFileSchema(): object {
  return schemaOf(z.strictObject({ parameters: z.array(parameterShape).min(1) }));
}

function schemaOf(shape: z.ZodType): object {
  return z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' });
}

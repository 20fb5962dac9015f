import * as api from '@mingbai/core/api';
import type { Endpoint } from '@mingbai/core/api';
import { PROBLEMS } from '@mingbai/core';
import { z } from 'zod';
import { VERSION } from '../version.ts';

/** Every endpoint of the contract, by path and method. */
export function contract(): { readonly name: string; readonly endpoint: Endpoint }[] {
  return Object.entries(api)
    .flatMap(([name, value]) => (isEndpoint(value) ? [{ name, endpoint: value }] : []))
    .sort(
      (a, b) => compare(a.endpoint.path, b.endpoint.path) || compare(a.endpoint.method, b.endpoint.method),
    );
}

function isEndpoint(value: unknown): value is Endpoint {
  return (
    typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value
  );
}

/** OpenAPI 3.1, printed from the contract. */
export function openApi(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { name, endpoint } of contract()) {
    const path = `/api${endpoint.path.replace(/:(\w+)/g, '{$1}')}`;
    (paths[path] ??= {})[endpoint.method.toLowerCase()] = operation(name, endpoint);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Mingbai 明白账',
      version: VERSION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'mingbai.session_token' } },
      schemas: { Problem: schema(api.ProblemReply, 'output') },
    },
    'x-problems': Object.fromEntries(
      Object.entries(PROBLEMS).map(([code, { status, zh, en }]) => [code, { status, zh, en }]),
    ),
  };
}

function operation(name: string, endpoint: Endpoint): Record<string, unknown> {
  return {
    operationId: name,
    summary: endpoint.summary,
    'x-access': endpoint.access,
    security: endpoint.access === 'anyone' ? [] : [{ session: [] }],
    parameters: [...parameters('path', endpoint.params), ...parameters('query', endpoint.query)],
    ...requestBody(endpoint),
    responses: {
      200: { description: 'Done', content: answer(endpoint) },
      default: {
        description: 'What went wrong, in Chinese and English, with what to do',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function answer(endpoint: Endpoint): Record<string, unknown> {
  if (endpoint.reply === undefined) return { [endpoint.file ?? 'application/octet-stream']: {} };
  return { 'application/json': { schema: schema(endpoint.reply, 'output') } };
}

function requestBody(endpoint: Endpoint): Record<string, unknown> {
  if (endpoint.upload === true) {
    return {
      requestBody: { required: true, content: { 'multipart/form-data': { schema: { type: 'object' } } } },
    };
  }
  if (endpoint.body === undefined) return {};
  return {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: schema(endpoint.body, 'input') } },
    },
  };
}

function parameters(place: 'path' | 'query', type: z.ZodType | undefined): Record<string, unknown>[] {
  if (type === undefined) return [];
  const { properties = {}, required = [] } = schema(type, 'input') as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: one,
  }));
}

function schema(type: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(type, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
  });
  return rest;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

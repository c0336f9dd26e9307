import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { AppModule } from './app.module.js';
import type { Config } from './platform/config.js';
import type { Database } from './platform/database/database.js';
import { invalid } from './platform/errors.js';

const require = createRequire(import.meta.url);
const LARGEST_BODY = '2mb';
const LARGEST_FORM = '8mb';
/** Pages are for browsers and change as they need; these routes are what programs rely on. */
const OUTER_INTERFACE = /^\/(api\/|healthz$|readyz$|metrics$)/;

/** The pages, the API and, where `jobs` is set, the workers, in one process. */
export async function buildServer(config: Config, database: Database, jobs: boolean): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config, database, jobs), {
    logger: ['warn', 'error'],
    forceCloseConnections: true,
    abortOnError: false,
  });
  app.disable('x-powered-by');
  app.useBodyParser('json', { limit: LARGEST_BODY });
  // a form carries the text percent-encoded: up to three bytes for one
  app.useBodyParser('urlencoded', { limit: LARGEST_FORM, extended: true });
  app.useBodyParser('text', { type: 'text/plain', limit: LARGEST_BODY });
  app.use(securityHeaders);
  app.use(refuseNul);
  serveAssets(app);
  SwaggerModule.setup('api/docs', app, () => openApi(app), { jsonDocumentUrl: 'api/openapi.json' });
  return app;
}

/** The OpenAPI document, made from the routes and their zod schemas. */
export function openApi(app: NestExpressApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Thông Suốt')
    .setDescription('Chuyển giao, tiếp nhận và đôn đốc văn bản chỉ đạo. Directive cascade and acknowledgement.')
    .setVersion('1')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, about);
  const paths = Object.entries(document.paths).filter(([route]) => OUTER_INTERFACE.test(route));
  return { ...document, paths: Object.fromEntries(paths) };
}

function securityHeaders(
  request: { path: string },
  response: { setHeader(name: string, value: string): void },
  next: () => void,
): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('X-Frame-Options', 'DENY');
  if (!request.path.startsWith('/api/docs'))
    response.setHeader(
      'Content-Security-Policy',
      "default-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'",
    );
  next();
}

/** PostgreSQL keeps no U+0000 in a text; nothing that people write has one. */
function refuseNul(request: { url: string; body?: unknown }, _: unknown, next: (error?: unknown) => void): void {
  const refused = /%00/.test(request.url) || hasNul(request.body);
  next(
    refused
      ? invalid(
          'Nội dung có ký tự U+0000, không hợp lệ.',
          'What was sent has the character U+0000, which is not valid.',
        )
      : undefined,
  );
}

/** Whether a text anywhere in a parsed body, or the name of a field, has U+0000. */
function hasNul(body: unknown): boolean {
  const rest = [body];
  while (rest.length > 0) {
    const value = rest.pop();
    if (typeof value === 'string' && value.includes('\0')) return true;
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) rest.push(key, inner);
  }
  return false;
}

function serveAssets(app: NestExpressApplication): void {
  const here = path.dirname(fileURLToPath(import.meta.url));
  // the build leaves them where they are written: beside this file's source
  const own = [here, path.join(here, '..', '..', 'src')]
    .map((src) => path.join(src, 'platform', 'public'))
    .find(existsSync)!;
  app.useStaticAssets(own, { prefix: '/assets', maxAge: '1h' });
  const fonts = path.join(path.dirname(require.resolve('@fontsource-variable/source-sans-3/package.json')), 'files');
  app.useStaticAssets(fonts, { prefix: '/assets/fonts', immutable: true, maxAge: '30d' });
  const pico = path.dirname(require.resolve('@picocss/pico/css/pico.min.css'));
  app.useStaticAssets(pico, { prefix: '/assets', immutable: true, maxAge: '30d' });
  const htmx = path.dirname(require.resolve('htmx.org/dist/htmx.min.js'));
  app.useStaticAssets(htmx, { prefix: '/assets', immutable: true, maxAge: '30d' });
}
